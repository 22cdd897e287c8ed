import { Button, Input, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { FileEntry, FileToken } from '../../src-main/core/ports/files.ts'
import type { Refusal } from '../../src-main/core/result.ts'
import type { PickRequest } from '../../src-main/hosts/bridge.ts'
import { useDesk } from '../app/desk.ts'
import { hostWindow } from '../backend/connect.ts'
import { useQueryOf } from '../backend/queries.ts'
import { bytesInWords } from '../text/message.ts'
import { DataTable } from './data-table.tsx'
import { minuteOf } from './dates.ts'
import { useDialogs } from './dialogs.tsx'
import { EmptyState } from './empty-state.tsx'
import styles from './file-dialog.module.css'
import { FileIcon, FolderIcon } from './icons.tsx'
import { Loaded } from './loaded.tsx'
import { RefusalNote } from './refusal.tsx'
import { type Column, rowsHere } from './table-columns.ts'
import { nothingSelected, type SelectedRows } from './table-selection.ts'

export type Picked = { readonly token: FileToken; readonly name: string }

export type FilePicker = {
  /** Null when the person cancels. Extensions without dot, lower case. */
  pickFile(options: {
    readonly title: string
    readonly extensions: readonly string[]
  }): Promise<Picked | null>
  pickFiles(options: {
    readonly title: string
    readonly extensions: readonly string[]
  }): Promise<readonly Picked[]>
  pickFolder(options: { readonly title: string }): Promise<Picked | null>
}

/** The system's picker where the host has one, else the desk's own: the page sees names and tokens, never paths. */
export function useFilePicker(): FilePicker {
  const show = useDialogs()
  async function pick(request: PickRequest): Promise<readonly Picked[]> {
    if (!hostWindow) return show((done) => <FileDialog request={request} done={done} />)
    return hostWindow.pick(request)
  }
  return {
    pickFile: async (options) => (await pick({ ...options, kind: 'file' }))[0] ?? null,
    pickFiles: (options) => pick({ ...options, kind: 'files' }),
    pickFolder: async (options) => (await pick({ ...options, kind: 'folder', extensions: [] }))[0] ?? null,
  }
}

const columns: readonly Column<FileEntry>[] = [
  {
    key: 'name',
    title: '名称',
    width: 300,
    grows: true,
    text: ({ name }) => name,
    render: ({ name, kind }) => (
      <span className={styles.name}>
        {kind === 'folder' ? <FolderIcon /> : <FileIcon />}
        {name}
      </span>
    ),
  },
  {
    key: 'size',
    title: '大小',
    width: 96,
    align: 'right',
    text: ({ kind, size }) => (kind === 'folder' ? '' : bytesInWords(size)),
  },
  { key: 'modified', title: '修改时间', width: 150, text: ({ modified }) => minuteOf(modified) },
]

function FileDialog({
  request,
  done,
}: {
  readonly request: PickRequest
  readonly done: (picked: readonly Picked[]) => void
}) {
  const { title, kind, extensions } = request
  const desk = useDesk()
  const [folder, setFolder] = useState<FileToken | null>(null)
  const [chosen, setChosen] = useState<SelectedRows<FileEntry>>(nothingSelected)
  // Before the login only the entry answers; it makes no folders.
  const isLoggedIn = useQueryOf(desk.entry.state, null).data?.person != null
  const browse = isLoggedIn ? desk.files.browse : desk.entry.browse
  const listing = useQueryOf(browse, { folder }, { isOutside: true })
  const here = listing.data
  const entries = (here?.entries ?? [])
    .filter((entry) => entry.kind === 'folder' || (kind !== 'folder' && fits(entry.name, extensions)))
    .map((entry) => (folder === null ? { ...entry, name: placeName(entry.name) } : entry))

  function enter(next: FileToken | null) {
    setFolder(next)
    setChosen(nothingSelected)
  }

  function open(entry: FileEntry) {
    if (entry.kind === 'folder') enter(entry.token)
    else done([entry])
  }

  const picked = entries.filter((entry) => entry.kind === 'file' && chosen.has(entry.token))
  return (
    <Modal open title={title} onCancel={() => done([])} width={680} footer={null} mask={{ closable: false }}>
      <div className={styles.dialog}>
        <div className={styles.bar}>
          <Button disabled={folder === null} onClick={() => enter(here?.parent ?? null)}>
            上一级
          </Button>
          <span className={styles.folder}>
            {folder === null ? '请选择位置' : `当前文件夹：${here?.name ?? '…'}`}
          </span>
          {kind === 'folder' && folder !== null && isLoggedIn && <NewFolder parent={folder} onMade={enter} />}
        </div>
        <div className={styles.list}>
          <Loaded query={listing}>
            {() => (
              <DataTable
                key={folder ?? 'places'}
                label={folder === null ? '可选的位置' : '文件夹内容'}
                name={`file-dialog/${folder ?? ''}`}
                takesFocus
                copies={false}
                columns={columns}
                source={rowsHere(entries)}
                rowKey={({ token }) => token}
                onOpen={open}
                {...(kind === 'files' ? { selection: { rows: chosen, change: setChosen } } : {})}
                empty={<EmptyState title={emptyText(kind, extensions)} />}
              />
            )}
          </Loaded>
        </div>
        <div className={styles.buttons}>
          <span className={styles.hint}>
            {kind === 'folder'
              ? '双击或按回车进入文件夹'
              : `可选的文件：${extensions.map((one) => `.${one}`).join('、')}`}
          </span>
          <Button onClick={() => done([])}>取消</Button>
          {kind === 'folder' && (
            <Button
              type="primary"
              disabled={folder === null || !here}
              onClick={() => folder && here && done([{ token: folder, name: here.name }])}
            >
              选用这个文件夹
            </Button>
          )}
          {kind === 'files' && (
            <Button type="primary" disabled={picked.length === 0} onClick={() => done(picked)}>
              选用 {picked.length} 个文件
            </Button>
          )}
        </div>
      </div>
    </Modal>
  )
}

function NewFolder({
  parent,
  onMade,
}: {
  readonly parent: FileToken
  readonly onMade: (made: FileToken) => void
}) {
  const desk = useDesk()
  const [name, setName] = useState<string | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function make(event: FormEvent) {
    event.preventDefault()
    if (!name?.trim()) return
    const made = await desk.files.makeFolder({ parent, name: name.trim() })
    if (!made.ok) return setRefusal(made.error)
    setName(null)
    onMade(made.value.token)
  }

  if (name === null) return <Button onClick={() => setName('')}>新建文件夹</Button>
  return (
    <form onSubmit={make} className={styles.newFolder}>
      <Input
        aria-label="新文件夹的名称"
        placeholder="名称"
        autoFocus
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <Button htmlType="submit" disabled={name.trim() === ''}>
        新建
      </Button>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
    </form>
  )
}

/** Places bear the names of the file system; the usual ones are said in Chinese. */
function placeName(name: string): string {
  const drive = /^([A-Z]):\\?$/.exec(name)
  return drive ? `${drive[1]} 盘` : (placeNames[name] ?? name)
}

const placeNames: Readonly<Record<string, string>> = {
  Desktop: '桌面',
  Documents: '文档',
  Downloads: '下载',
  media: '优盘、光盘',
  mnt: '其他磁盘',
}

function fits(name: string, extensions: readonly string[]): boolean {
  return extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
}

function emptyText(kind: PickRequest['kind'], extensions: readonly string[]): string {
  if (kind === 'folder') return '这里没有下级文件夹'
  return `这里没有 ${extensions.map((one) => `.${one}`).join('、')} 文件`
}

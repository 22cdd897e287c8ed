import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type {
  DocumentsAttached,
  DocumentsFound,
} from '../../../src-main/domain/applications/attach-documents.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { type Picked, useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { rowsHere } from '../../ui/table-columns.ts'
import { TaskLine, useTaskRunner, useVisibleTasks } from '../../ui/task-runner.tsx'
import styles from './attach.module.css'
import { attachColumns } from './attach-columns.tsx'
import { BatchSelect } from './batch-select.tsx'
import {
  type Choices,
  type DocumentState,
  documentStates,
  foundDocuments,
  toAttach,
} from './found-documents.ts'
import { chooseBatch } from './list-state.ts'
import { listPath } from './paths.ts'
import { useBatches } from './use-batches.ts'

const findTitle = '查找附件'
const attachTitle = '附上文件'

/** Documents by number: a folder of files is paired with applications by the numbers in the files' names. */
export function AttachPage() {
  const { query, all, batch } = useBatches()
  return (
    <Page
      title="按编号附上文件"
      fills
      remark="文件名里写有申报编号的，自动对到那一项申报；原文件只读取，不改动、不移动。"
      back={{ to: listPath, title: '申报清单' }}
    >
      <Loaded query={query}>
        {() => {
          const shown = batch ?? all[0]
          if (!shown)
            return <EmptyState title="还没有批次">请先建立批次、导入申报清单，再附上文件。</EmptyState>
          return <Attach key={shown.id} batch={shown} batches={all} />
        }}
      </Loaded>
    </Page>
  )
}

function Attach({ batch, batches }: { readonly batch: Batch; readonly batches: readonly Batch[] }) {
  const desk = useDesk()
  const runTask = useTaskRunner()
  const { pickFolder } = useFilePicker()
  const task = useVisibleTasks().find(({ title }) => title === findTitle || title === attachTitle)
  const [folder, setFolder] = useState<Picked | null>(null)
  const [found, setFound] = useState<DocumentsFound | null>(null)
  const [choices, setChoices] = useState<Choices>(new Map())
  const [shown, setShown] = useState<DocumentState | '全部'>('全部')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [attached, setAttached] = useState<DocumentsAttached | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function look(into: Picked) {
    setBusy(true)
    const input = { folder: into.token, batch: batch.id }
    const result = await runTask({
      title: findTitle,
      call: desk.applications.findDocuments,
      input,
      saves: false,
    })
    setBusy(false)
    if (!result.ok) return setRefusal(result.error)
    setFolder(into)
    setFound(result.value)
    setChoices(new Map())
  }

  async function choose() {
    const picked = await pickFolder({ title: '选择存放附件的文件夹' })
    if (!picked) return
    setRefusal(null)
    setAttached(null)
    setShown('全部')
    await look(picked)
  }

  const documents = found ? foundDocuments(found, choices) : []
  const chosen = toAttach(documents)
  const count = (state: DocumentState) => documents.filter((one) => one.state === state).length
  const visible = shown === '全部' ? documents : documents.filter(({ state }) => state === shown)

  async function attach() {
    if (!folder) return
    setBusy(true)
    setRefusal(null)
    setAttached(null)
    const result = await runTask({
      title: attachTitle,
      call: desk.applications.attachDocuments,
      input: [...chosen],
    })
    setBusy(false)
    if (!result.ok) return setRefusal(result.error)
    setAttached(result.value)
    await look(folder)
  }

  return (
    <>
      <div className={styles.bar}>
        <BatchSelect
          batches={batches}
          value={batch.id}
          onChange={chooseBatch}
          className={styles.batch ?? ''}
        />
        <Button type={found ? 'default' : 'primary'} loading={isBusy && !found} onClick={() => void choose()}>
          {found ? '换一个文件夹…' : '选择文件夹…'}
        </Button>
        {folder && <span className={styles.folder}>文件夹「{folder.name}」</span>}
      </div>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      {attached && <Attached result={attached} />}
      {task && <TaskLine task={task} />}
      {!found && !isBusy && (
        <EmptyState title="还没有选择文件夹">
          把 PDF 放在同一个文件夹里，文件名中带上申报编号，例如「2026JS0001
          申报书.pdf」。下级文件夹里的文件不读取。
        </EmptyState>
      )}
      {found && (
        <>
          <Segmented<DocumentState | '全部'>
            className={styles.states ?? ''}
            value={shown}
            onChange={setShown}
            options={[
              { value: '全部', label: `全部 ${documents.length}` },
              ...documentStates.map((state) => ({ value: state, label: `${state} ${count(state)}` })),
            ]}
          />
          <DataTable
            label="文件夹中的文件"
            name="attach-documents"
            columns={attachColumns(batch.id, choices, setChoices)}
            source={rowsHere(visible)}
            rowKey={({ key }) => key}
            empty={<EmptyState title="这一类没有文件" />}
          />
          <div className={styles.push} />
          <div className={styles.footer}>
            <span className={styles.footerText}>
              {count('待指定') > 0 && `还有 ${count('待指定')} 个文件要指定是哪一项申报；`}
              {count('缺文件') > 0 && `${count('缺文件')} 项申报还没有任何文件。`}
            </span>
            <Button
              type="primary"
              disabled={chosen.length === 0}
              loading={isBusy}
              onClick={() => void attach()}
            >
              附上 {chosen.length} 个文件
            </Button>
          </div>
        </>
      )}
    </>
  )
}

const doubts = {
  encrypted: '设有密码',
  damaged: '打不开',
  'not-checked': '不是 PDF，没有检查内容',
  ok: '',
} as const

function Attached({ result: { attached, doubtful } }: { readonly result: DocumentsAttached }) {
  return (
    <Note tone={doubtful.length === 0 ? 'good' : 'warn'}>
      已附上 {attached} 个文件。
      {doubtful.length > 0 && (
        <>
          其中 {doubtful.length} 个请留意：
          <ul className={styles.doubtful}>
            {doubtful.map(({ name, state }) => (
              <li key={name}>
                {name}：{doubts[state]}
              </li>
            ))}
          </ul>
        </>
      )}
    </Note>
  )
}

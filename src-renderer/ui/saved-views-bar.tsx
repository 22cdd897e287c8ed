import { Button, Input, Modal } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Json } from './remembered.ts'
import styles from './saved-views.module.css'
import { longestName, type SavedView, type SavedViews, withView } from './saved-views.ts'

type Props<View extends Json> = {
  readonly saved: SavedViews<View>
  readonly now: View
  /** What the list shows before anything was chosen. */
  readonly usual: View
  readonly apply: (view: View) => void
}

/** The views of a list, one click each, and the buttons to save the present one and to tidy them up. */
export function SavedViewsBar<View extends Json>({ saved, now, usual, apply }: Props<View>) {
  const [dialog, setDialog] = useState<'save' | 'manage' | null>(null)
  const [applied, setApplied] = useState('')
  const { views } = saved
  const close = () => setDialog(null)
  return (
    <fieldset className={styles.bar} aria-label="视图">
      <View name="默认视图" isNow={isSame(now, usual)} onClick={() => apply(usual)} />
      {views.map(({ name, view }) => (
        <View
          key={name}
          name={name}
          isNow={isSame(now, view)}
          onClick={() => {
            setApplied(name)
            apply(view)
          }}
        />
      ))}
      <Button type="link" size="small" className={styles.act ?? ''} onClick={() => setDialog('save')}>
        存为视图…
      </Button>
      {views.length > 0 && (
        <Button type="link" size="small" className={styles.act ?? ''} onClick={() => setDialog('manage')}>
          管理视图…
        </Button>
      )}
      {dialog === 'save' && (
        <SaveDialog
          views={views}
          proposed={views.some(({ name }) => name === applied) ? applied : ''}
          save={(name) => {
            setApplied(name)
            saved.change(withView(views, { name, view: now }))
          }}
          close={close}
        />
      )}
      {dialog === 'manage' && <ManageDialog views={views} change={saved.change} close={close} />}
    </fieldset>
  )
}

function View({
  name,
  isNow,
  onClick,
}: {
  readonly name: string
  readonly isNow: boolean
  readonly onClick: () => void
}) {
  return (
    <button type="button" className={styles.view} aria-pressed={isNow} onClick={onClick}>
      {name}
    </button>
  )
}

function SaveDialog<View>({
  views,
  proposed,
  save,
  close,
}: {
  readonly views: readonly SavedView<View>[]
  readonly proposed: string
  readonly save: (name: string) => void
  readonly close: () => void
}) {
  const [text, setText] = useState(proposed)
  const name = text.trim()
  const isThere = views.some((one) => one.name === name)
  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (name === '') return
    save(name)
    close()
  }
  return (
    <Modal open title="存为视图" width={420} footer={null} onCancel={close}>
      <form onSubmit={onSubmit} className={styles.form}>
        <p className={styles.hint}>
          现在的筛选、排序和列，起个名字，以后点一下就是这个样子。只有您在本机看得到。
        </p>
        <Input
          aria-label="视图名称"
          placeholder="例如：苏州 补交中"
          autoFocus
          maxLength={longestName}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <div className={styles.buttons}>
          <Button onClick={close}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={name === ''}>
            {isThere ? `更新「${name}」` : '保存'}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** Names are changed in place; a view that was deleted can be taken back as long as this is open. */
function ManageDialog<View>({
  views,
  change,
  close,
}: {
  readonly views: readonly SavedView<View>[]
  readonly change: (views: readonly SavedView<View>[]) => void
  readonly close: () => void
}) {
  const [rows, setRows] = useState(() =>
    views.map(({ name, view }) => ({ id: name, name, view, isDeleted: false })),
  )
  type Row = (typeof rows)[number]
  const kept = (all: readonly Row[]) => all.filter(({ isDeleted }) => !isDeleted)
  const isFaulty = ({ name, id }: Row) =>
    name.trim() === '' || kept(rows).some((one) => one.id !== id && one.name.trim() === name.trim())

  /** What is faulty keeps its name until it is put right. */
  function set(id: string, patch: Partial<Row>) {
    const next = rows.map((row) => (row.id === id ? { ...row, ...patch } : row))
    setRows(next)
    const names = kept(next).map(({ name }) => name.trim())
    if (names.includes('') || new Set(names).size < names.length) return
    change(kept(next).map(({ name, view }) => ({ name: name.trim(), view })))
  }
  return (
    <Modal
      open
      title="管理视图"
      width={420}
      onCancel={close}
      footer={
        <Button type="primary" onClick={close}>
          完成
        </Button>
      }
    >
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={row.id}>
            {row.isDeleted ? (
              <span className={styles.deleted}>已删除「{row.name}」</span>
            ) : (
              <Input
                aria-label={`视图「${row.id}」的名称`}
                maxLength={longestName}
                status={isFaulty(row) ? 'error' : ''}
                value={row.name}
                onChange={({ target }) => set(row.id, { name: target.value })}
              />
            )}
            <Button onClick={() => set(row.id, { isDeleted: !row.isDeleted })}>
              {row.isDeleted ? '撤销' : '删除'}
            </Button>
          </li>
        ))}
      </ul>
      {kept(rows).some(isFaulty) && (
        <p role="alert">名称不能空着，也不能与别的视图相同。改好之前仍用原来的名称。</p>
      )}
    </Modal>
  )
}

function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

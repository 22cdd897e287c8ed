import { Modal, Radio } from 'antd'
import { useEffect, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import type { Load } from '../../../src-main/domain/formal-review/loads.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { Waiting } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { listOf } from '../formal-review/review-list.ts'
import { allRows } from './all-rows.ts'
import styles from './assignments.module.css'
import { unfinished, unfinishedOf } from './loads.ts'

/** Everything that one person has still to do at this desk becomes the work of another, at once: leave, or another post. */
export function MoveDialog({
  from,
  others,
  done,
}: {
  readonly from: Load
  readonly others: readonly Load[]
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const { institution } = usePerson()
  const record = useRecord(desk.assignments.assign)
  const [to, setTo] = useState(others.length === 1 ? others[0]!.person : null)
  const [rows, setRows] = useState<readonly ListRow[] | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { person } = from
  useEffect(() => {
    let isLeft = false
    const scope = { batch: null, institutions: [institution], desk: 'here' as const, assignee: person }
    void allRows(desk, [listOf(scope, unfinished)]).then((found) => {
      if (isLeft) return
      if ('refusal' in found) setRefusal(found.refusal)
      else setRows(found.rows)
    })
    return () => {
      isLeft = true
    }
  }, [desk, institution, person])
  const target = others.find((one) => one.person === to)

  async function move() {
    if (!rows || !target) return
    const applications = rows.map(({ id }) => id)
    const result = await record.run({ to: [{ person: target.person, applications }] })
    if (!result.ok) return
    notify.done(`${from.name}的 ${applications.length} 项已全部转给${target.name}`, () =>
      desk.assignments.assign({ to: [{ person, applications }] }),
    )
    done()
  }
  return (
    <Modal
      open
      title={`把${from.name}的未办结审查全部移交给`}
      onCancel={done}
      okText={target && rows ? `${rows.length} 项全部移交给${target.name}` : '请先选择同事'}
      cancelText="取消"
      okButtonProps={{ disabled: !target || !rows || rows.length === 0, loading: record.isRunning }}
      onOk={() => void move()}
    >
      <Radio.Group
        aria-label="移交给哪位同事"
        className={styles.people ?? ''}
        value={to}
        onChange={({ target: { value } }) => setTo(value)}
        options={others.map((one) => ({
          value: one.person,
          label: `${one.name}（未办结 ${unfinishedOf(one)} 项）`,
        }))}
      />
      {rows === null && !refusal && <Waiting />}
      {rows && rows.length === 0 && <Note tone="warn">{from.name}名下没有在本台办理的未办结审查。</Note>}
      {rows && rows.length > 0 && (
        <Note>
          包括未开始、审查中和补交材料中的 {rows.length} 项；已有的判断保持原样，仍记在{from.name}名下。
          {rows.length < unfinishedOf(from) && '在本单位另一台工作台办理的，请在那台工作台上移交。'}
        </Note>
      )}
      <RefusalNote refusal={refusal ?? record.refusal} />
    </Modal>
  )
}

import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { inListOrder, nothingSelected, type Selection } from '../../ui/table-selection.ts'
import { AssignDialog } from './assign-dialog.tsx'

/** Dealing the selected applications out, and taking them back; null for who does not review. */
export function useAssign({ rows, change }: Selection<ListRow>): ReactNode {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const notify = useNotify()
  const taking = useRecord(desk.assignments.takeBack)
  if (!may('review:edit')) return null

  async function assign() {
    const applications = inListOrder(rows)
    const isDone = await show<boolean>((done) => <AssignDialog applications={applications} done={done} />)
    if (isDone) change(nothingSelected)
  }

  async function takeBack() {
    const assigned = inListOrder(rows).flatMap(({ id, assignee }) => (assignee ? [{ id, assignee }] : []))
    if (assigned.length === 0) return notify.done('所选的申报都没有分配，不需要收回')
    const result = await taking.run({ applications: assigned.map(({ id }) => id) })
    if (!result.ok) return notify.refused(result.error)
    change(nothingSelected)
    const people = [...new Set(assigned.map(({ assignee }) => assignee.id))]
    const to = people.map((person) => ({
      person,
      applications: assigned.filter(({ assignee }) => assignee.id === person).map(({ id }) => id),
    }))
    notify.done(`已收回 ${result.value.takenBack} 项的分工`, () => desk.assignments.assign({ to }))
  }
  return (
    <>
      <Button onClick={() => void assign()}>分配…</Button>
      <Button onClick={() => void takeBack()}>收回分工</Button>
    </>
  )
}

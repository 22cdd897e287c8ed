import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { useMay } from '../../app/session.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { inListOrder, nothingSelected, type Selection } from '../../ui/table-selection.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { useOfficeDesks } from './use-desks.ts'

/** Handing the selected applications to another desk; null in an office with one desk. */
export function useHandOver<Row extends ListRow>({ rows, change }: Selection<Row>): ReactNode {
  const may = useMay()
  const show = useDialogs()
  const { others } = useOfficeDesks()
  if (others.length === 0 || !may('applications:edit')) return null

  async function handOver() {
    const applications = inListOrder(rows).map(({ id, number }) => ({ id, number }))
    const isDone = await show<boolean>((done) => (
      <HandOverDialog applications={applications} others={others} done={done} />
    ))
    if (isDone) change(nothingSelected)
  }
  return <Button onClick={() => void handOver()}>移交给…</Button>
}

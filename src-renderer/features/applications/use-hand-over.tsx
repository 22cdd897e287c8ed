import { Button } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { ListFilter, ListRow } from '../../../src-main/domain/formal-review/list.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import type { Selection } from '../../ui/data-table.tsx'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useNotify } from '../../ui/notify.ts'
import type { RowSource } from '../../ui/table-columns.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import type { ListSort } from './list-state.ts'
import { useOfficeDesks } from './use-desks.ts'

const fetchedAtOnce = 500

/** Selecting applications of a list and handing them over; nothing of it in an office with one desk. */
export function useHandOver(
  list: { readonly filter: ListFilter; readonly sort: ListSort },
  source: RowSource<ListRow>,
): { readonly selection?: Selection; readonly actions?: ReactNode } {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const notify = useNotify()
  const { others } = useOfficeDesks()
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const numbers = useRef(new Map<string, string>())
  if (others.length === 0 || !may('applications:edit')) return {}

  /** Selected rows that are here now: those that scroll away keep their numbers. */
  function change(next: ReadonlySet<string>) {
    for (let index = 0; index < source.rowCount; index++) {
      const row = source.rowAt(index)
      if (row && next.has(row.id)) numbers.current.set(row.id, row.number)
    }
    setKeys(next)
  }

  async function all(): Promise<ReadonlySet<string>> {
    const found = new Set<string>()
    for (let offset = 0; ; offset += fetchedAtOnce) {
      const page = await desk.formalReview.list({ ...list, offset, limit: fetchedAtOnce } as never)
      if (!page.ok) {
        notify.refused(page.error)
        return keys
      }
      for (const { id, number } of page.value.rows) {
        found.add(id)
        numbers.current.set(id, number)
      }
      if (page.value.rows.length < fetchedAtOnce) return found
    }
  }

  async function handOver() {
    const applications = [...keys].map((id) => ({ id, number: numbers.current.get(id) ?? '' }))
    const isDone = await show<boolean>((done) => (
      <HandOverDialog applications={applications} others={others} done={done} />
    ))
    if (isDone) setKeys(new Set())
  }

  return {
    selection: { keys, change, all },
    actions: <Button onClick={() => void handOver()}>移交给…</Button>,
  }
}

import type { Names } from '../../../src-main/domain/history/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'

/** Names behind the codes and ids of events, as far as they are known at this desk. */
export function useNames(): Names {
  const desk = useDesk()
  const office = useOfficeName()
  const { data } = useQueryOf(desk.accounts.list, null)
  return { office, person: (id) => data?.find((account) => account.id === id)?.name ?? null }
}

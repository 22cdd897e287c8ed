import type { OfficeDesk } from '../../../src-main/domain/trust/desks.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'

/** The desks of the own office, as far as records are handed over between them. */
export function useOfficeDesks(): {
  /** True once the office had more than one: only then does it matter which of them writes. */
  readonly areSeveral: boolean
  /** The others that are in use: what can be handed over goes to one of them. */
  readonly others: readonly OfficeDesk[]
} {
  const desk = useDesk()
  const desks = useQueryOf(desk.trust.desks, null).data ?? []
  return {
    areSeveral: desks.length > 1,
    others: desks.filter(({ state }) => state === 'in-use' || state === 'waiting'),
  }
}

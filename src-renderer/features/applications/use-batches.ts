import type { UseQueryResult } from '@tanstack/react-query'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { type Refused, useQueryOf } from '../../backend/queries.ts'
import { useListState } from './list-state.ts'

/** All batches, and the one the lists of this window are about: the chosen one, else the newest. */
export function useBatches(): {
  readonly query: UseQueryResult<readonly Batch[], Refused>
  readonly all: readonly Batch[]
  /** Null when every batch is shown, or there is none. */
  readonly batch: Batch | null
} {
  const desk = useDesk()
  const query = useQueryOf(desk.batches.list, null)
  const chosen = useListState((state) => state.batch)
  const all = query.data ?? []
  const batch = chosen === null ? null : (all.find(({ id }) => id === chosen) ?? all[0] ?? null)
  return { query, all, batch }
}

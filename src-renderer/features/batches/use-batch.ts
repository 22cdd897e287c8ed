import type { UseQueryResult } from '@tanstack/react-query'
import { useParams } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { type Refused, useQueryOf } from '../../backend/queries.ts'
import { batchOfPath } from './paths.ts'

/** All batches, and the one that the address names; null when there is none of this id. */
export function useBatch(options: { readonly isForForm?: boolean } = {}): {
  readonly query: UseQueryResult<readonly Batch[], Refused>
  readonly batch: Batch | null
} {
  const desk = useDesk()
  const { batch: part } = useParams<{ batch: string }>()
  const query = useQueryOf(desk.batches.list, null, options)
  const batch = query.data?.find(({ id }) => id === batchOfPath(part)) ?? null
  return { query, batch }
}

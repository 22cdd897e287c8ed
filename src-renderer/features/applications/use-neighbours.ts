import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { useListState } from './list-state.ts'
import { applicationPath } from './paths.ts'
import { useBatches } from './use-batches.ts'

export type Neighbours = {
  /** From 1; null when the application does not stand in the list. */
  readonly place: number | null
  readonly total: number
  /** Addresses of the applications beside it in the list. */
  readonly previous: string | null
  readonly next: string | null
}

/** What lies before and after an application in the list as it was last filtered and sorted. */
export function useNeighbours(application: string): Neighbours {
  const desk = useDesk()
  const { query, batch } = useBatches()
  const { filter, sort } = useListState()
  const { data } = useQueryOf(
    desk.formalReview.neighbours,
    { filter: { ...filter, batch: batch?.id ?? null }, sort, application },
    { enabled: query.data !== undefined },
  )
  return {
    place: data && data.place > 0 ? data.place : null,
    total: data?.total ?? 0,
    previous: data?.previous ? applicationPath(data.previous) : null,
    next: data?.next ? applicationPath(data.next) : null,
  }
}

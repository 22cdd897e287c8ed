import type { Refusal } from '../../../src-main/core/result.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { type PagedRows, usePagedRows } from '../../ui/paged-rows.ts'
import type { RowSource } from '../../ui/table-columns.ts'
import type { ReviewList } from './review-list.ts'

const pageSize = 200

/** One list out of one to three parts, one below the other: the backend sorts each of them by itself. */
export function useWorkRows(parts: readonly [ReviewList, ...ReviewList[]]): {
  readonly source: RowSource<ListRow>
  /** Null until the first pages are there. */
  readonly total: number | null
  readonly refusal: Refusal | null
} {
  const [first] = parts
  const all = [usePart(first), usePart(parts[1] ?? first), usePart(parts[2] ?? first)]
  const own = all.slice(0, parts.length)
  const isKnown = own.every(({ total }) => total !== null)
  return {
    source: joined(own.map(({ source }) => source)),
    total: isKnown ? own.reduce((sum, part) => sum + part.total!, 0) : null,
    refusal: own.find(({ refusal }) => refusal !== null)?.refusal ?? null,
  }
}

function usePart({ filter, sort }: ReviewList): PagedRows<ListRow> {
  const desk = useDesk()
  return usePagedRows({
    call: desk.formalReview.list,
    inputOf: (offset, limit) => ({ filter, sort, offset, limit }) as Input,
    pageOf: ({ rows, total }): { rows: readonly ListRow[]; total: number } => ({ rows, total }),
    pageSize,
  })
}

type Input = Parameters<ReturnType<typeof useDesk>['formalReview']['list']>[0]

/** How many applications a list has; null until it is known. */
export function useLength({ filter, sort }: ReviewList): number | null {
  const desk = useDesk()
  const input = { filter, sort, offset: 0, limit: 1 } as Input
  return useQueryOf(desk.formalReview.list, input, { keepPrevious: true }).data?.total ?? null
}

/** Sources one below the other; each is asked only for what is in view of it. */
export function joined<Row>(sources: readonly RowSource<Row>[]): RowSource<Row> {
  let end = 0
  const parts = sources.map((source) => {
    const start = end
    end += source.rowCount
    return { source, start, end }
  })
  return {
    rowCount: end,
    rowAt(index) {
      const part = parts.find((one) => index < one.end)
      return part?.source.rowAt(index - part.start)
    },
    onRangeNeeded(offset, limit) {
      for (const { source, start, end: after } of parts) {
        const from = Math.max(offset, start)
        const to = Math.min(offset + limit, after)
        if (from < to) source.onRangeNeeded?.(from - start, to - from)
      }
    },
  }
}

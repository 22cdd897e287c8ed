import { useQueries } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Refusal, Result } from '../../src-main/core/result.ts'
import { pathOf } from '../backend/connection.ts'
import { Refused } from '../backend/queries.ts'
import type { RowSource } from './table-columns.ts'

export type PagedRows<Row> = {
  readonly source: RowSource<Row>
  /** Null until the first page is there. */
  readonly total: number | null
  readonly refusal: Refusal | null
}

/**
 * Rows of a list too long to be here whole: only the pages in view are asked for, and again when the backend says that
 * something changed.
 */
export function usePagedRows<Input, Output, Row>({
  call,
  inputOf,
  pageOf,
  pageSize = 100,
}: {
  readonly call: (input: Input) => Promise<Result<Output>>
  readonly inputOf: (offset: number, limit: number) => Input
  readonly pageOf: (output: Output) => { readonly rows: readonly Row[]; readonly total: number }
  readonly pageSize?: number
}): PagedRows<Row> {
  const [view, setView] = useState({ from: 0, to: 0 })
  const numbers = Array.from({ length: view.to - view.from + 1 }, (_, i) => view.from + i)
  const answers = useQueries({
    queries: numbers.map((number) => {
      const input = inputOf(number * pageSize, pageSize)
      return {
        queryKey: [...pathOf(call), input],
        queryFn: async () => {
          const result = await call(input)
          if (!result.ok) throw new Refused(result.error)
          return result.value
        },
      }
    }),
  })
  const total = useRef<number | null>(null)
  const pages = new Map<number, readonly Row[]>()
  let refusal: Refusal | null = null
  for (const [i, { data, error }] of answers.entries()) {
    if (error instanceof Refused) refusal = error.refusal
    if (data === undefined) continue
    const page = pageOf(data)
    pages.set(numbers[i]!, page.rows)
    total.current = page.total
  }
  const onRangeNeeded = useCallback(
    (offset: number, limit: number) => {
      const from = Math.floor(offset / pageSize)
      const to = Math.max(from, Math.floor((offset + limit - 1) / pageSize))
      setView((now) => (now.from === from && now.to === to ? now : { from, to }))
    },
    [pageSize],
  )
  return {
    source: {
      rowCount: total.current ?? 0,
      rowAt: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
      onRangeNeeded,
    },
    total: total.current,
    refusal,
  }
}

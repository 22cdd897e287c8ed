import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useRef, useSyncExternalStore } from 'react'
import type { Module } from '../../src-main/core/module.ts'
import type { Refusal, Result } from '../../src-main/core/result.ts'
import { type Connection, type ConnectionState, pathOf } from './connection.ts'

type AnyConnection = Connection<{ readonly [name: string]: Module }>

/** How react-query carries a refusal: `error.refusal` has its code and facts. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** A cache that is right until the backend says something changed, and asks again then: what is on screen first. */
export function createQueryClient(
  connection: Pick<AnyConnection, 'onNotice' | 'onState' | 'state'>,
): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // `always`: the backend is on this machine, the browser's idea of being offline does not matter.
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
    },
  })
  let isDue = false
  // An import says so a hundred times a second; twenty times is enough to look live.
  const refetch = () => {
    if (isDue) return
    isDue = true
    setTimeout(() => {
      isDue = false
      void client.invalidateQueries()
    }, 50)
  }
  connection.onNotice(refetch)
  connection.onState(() => connection.state() === 'open' && refetch())
  return client
}

export type QueryOptions = {
  readonly enabled?: boolean
  readonly keepPrevious?: boolean
  /** For what changes without the desk's doing (folders of a stick): asked anew each time, nothing is kept. */
  readonly isOutside?: boolean
  /** For what a form begins with: nothing is answered from memory that may have changed since. */
  readonly isForForm?: boolean
}

/** The answer of a query call, kept fresh: `useQueryOf(desk.applications.list, { batch })`. */
export function useQueryOf<Input, Output>(
  call: (input: Input) => Promise<Result<Output>>,
  input: Input,
  options: QueryOptions = {},
): UseQueryResult<Output, Refused> {
  const query = useQuery<Output, Refused>({
    queryKey: [...pathOf(call), input],
    queryFn: async () => {
      const result = await call(input)
      if (!result.ok) throw new Refused(result.error)
      return result.value
    },
    ...(options.enabled === undefined ? {} : { enabled: options.enabled }),
    ...(options.isOutside ? { staleTime: 0, gcTime: 0 } : {}),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
  const wasStale = useRef(query.isStale)
  return options.isForForm && wasStale.current && !query.isFetchedAfterMount
    ? ({ ...query, data: undefined } as UseQueryResult<Output, Refused>)
    : query
}

export function useConnectionState(connection: Pick<AnyConnection, 'onState' | 'state'>): ConnectionState {
  return useSyncExternalStore(connection.onState, connection.state)
}

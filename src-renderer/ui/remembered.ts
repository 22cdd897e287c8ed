import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useDesk } from '../app/desk.ts'
import { usePerson } from '../app/session.ts'
import { pathOf } from '../backend/connection.ts'
import { useQueryOf } from '../backend/queries.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/**
 * How somebody arranged something on this desk, under a name (`columns`, or `views/applications`); only that person sees it.
 * `read` makes sense of what was stored, null when nothing was, and must bear whatever an older program left there.
 */
export function useRemembered<Value extends Json>(
  name: string,
  read: (stored: unknown) => Value,
): { readonly value: Value; readonly isReady: boolean; readonly change: (value: Value) => void } {
  const desk = useDesk()
  const { id } = usePerson()
  const queries = useQueryClient()
  const [kind, ...rest] = name.split('/')
  const setting = [kind, id, ...rest].join('/')
  const { load, save } = desk.settings
  const { data, isFetched } = useQueryOf(load, setting)
  const change = useCallback(
    (value: Value) => {
      // The backend tells nobody that a setting was stored: whoever shows it sees the change from here, and at once; an
      // answer that is under way knows nothing of it yet.
      const queryKey = [...pathOf(load), setting]
      void queries.cancelQueries({ queryKey })
      queries.setQueryData(queryKey, JSON.stringify(value))
      void save({ name: setting, value: value as never })
    },
    [queries, load, save, setting],
  )
  const value = useMemo(() => read(data == null ? null : JSON.parse(data)), [data, read])
  return { value, isReady: isFetched, change }
}

/** The member of a stored object, whatever was stored. */
export function memberOf(stored: unknown, name: string): unknown {
  return typeof stored === 'object' && stored !== null ? Reflect.get(stored, name) : undefined
}

/** The texts of a stored list, whatever was stored. */
export function textsIn(stored: unknown): readonly string[] {
  return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : []
}

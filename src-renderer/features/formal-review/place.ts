import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { pathOf } from '../../backend/connection.ts'
import { useQueryOf } from '../../backend/queries.ts'

/** Where a person stopped reviewing. */
export type Place = {
  readonly application: string
  readonly number: string
  readonly title: string
  readonly item: RuleCode
}

/** Moving along the items is quick: only where somebody stays is kept. */
const keepAfter = 1500

function nameFor(person: string): string {
  return `review/place/${person}`
}

/** Where this person stopped; undefined while it is not known yet, null when there is no such place. */
export function usePlace(): Place | null | undefined {
  const desk = useDesk()
  const { id } = usePerson()
  const { data } = useQueryOf(desk.settings.load, nameFor(id))
  return data === undefined ? undefined : data === null ? null : (JSON.parse(data) as Place | null)
}

/**
 * Remembers where this person is, shortly after arriving there and when the page is left. Null: there is nothing to come
 * back to in this application, because it is closed or only to be read.
 */
export function useKeepPlace(application: string, here: Omit<Place, 'application'> | null): void {
  const desk = useDesk()
  const { id } = usePerson()
  const queries = useQueryClient()
  const known = usePlace()
  const isFinished = here === null && known?.application === application
  const text = here ? JSON.stringify({ ...here, application }) : isFinished ? 'null' : null
  const due = useRef<string | null>(null)
  const keep = useCallback(() => {
    if (due.current === null) return
    const value = JSON.parse(due.current) as Place | null
    due.current = null
    void desk.settings.save({ name: nameFor(id), value })
    const queryKey = [...pathOf(desk.settings.load), nameFor(id)]
    // An answer that is on its way does not know it yet.
    void queries.cancelQueries({ queryKey }).then(() => queries.setQueryData(queryKey, JSON.stringify(value)))
  }, [desk, id, queries])
  useEffect(() => {
    due.current = text
    const timer = setTimeout(keep, keepAfter)
    return () => clearTimeout(timer)
  }, [text, keep])
  useEffect(() => keep, [keep])
}

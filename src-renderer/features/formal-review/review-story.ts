import type { EventDefinition } from '../../../src-main/core/module.ts'
import type { reviewClosed } from '../../../src-main/domain/formal-review/events.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'

type DataOf<Definition> = Definition extends EventDefinition<string, infer Data> ? Data : never

/** What the history tells about a review: names, and what its closing froze. */
export type ReviewStory = {
  /** Name of a person who wrote something here; an id that nobody knows answers 「未知人员」. */
  nameOf(person: string): string
  /** The closing that counts now; null while the review is open. */
  readonly closed: DataOf<typeof reviewClosed> | null
  readonly closedBy: string | null
  /** Name of the second person, when there was one. */
  readonly confirmedBy: string | null
}

export function useReviewStory(application: string, isClosed: boolean): ReviewStory {
  const desk = useDesk()
  const { data: entries = [] } = useQueryOf(desk.history.timeline, application)
  const names = new Map(entries.map(({ actor, actorName }) => [actor.id, actorName]))
  const closing = isClosed ? entries.findLast(({ type }) => type === 'ReviewClosed') : undefined
  const closed = (closing?.data ?? null) as ReviewStory['closed']
  const statement = closed?.second ? entries.find(({ subject }) => subject === closed.second) : undefined
  return {
    nameOf: (person) => names.get(person) ?? '未知人员',
    closed,
    closedBy: closing?.actorName ?? null,
    confirmedBy: statement?.actorName ?? null,
  }
}

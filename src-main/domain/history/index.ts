import { z } from 'zod'
import { type Person, type QueryContext, query } from '../../core/module.ts'
import { readAccount } from '../accounts/queries.ts'
import { may } from '../accounts/rules.ts'
import { inTurn } from './in-turn.ts'
import { find, recent, unshown } from './recent.ts'
import { mayReadOf, shown, type TimelineEntry } from './shown.ts'
import { relatedSubjects } from './story.ts'

export type { TimelineEntry } from './shown.ts'

type Context = Pick<QueryContext<unknown>, 'db' | 'history'> & { readonly person: Person }

/** Everything that happened to a record, by whoever, oldest first: the order of the chains, times only for display. */
export function readTimeline({ db, person, history }: Context, subject: string): readonly TimelineEntry[] {
  const names = new Map<string, string | null>()
  const nameOf = (id: string) => {
    if (!names.has(id)) names.set(id, readAccount(db, id)?.name ?? null)
    return names.get(id)!
  }
  const subjects = relatedSubjects(db, subject).filter((one) => mayReadOf(one, person))
  return inTurn(subjects.map((one) => history(one))).map((recorded) =>
    shown(recorded, nameOf(recorded.actor.id)),
  )
}

const timeline = query({
  permission: may('applications:read'),
  input: z.string(),
  read: (context) => readTimeline({ ...context, person: context.person! }, context.input),
})

/** 全程留痕: what happened, who, when, from where. */
export const history = { name: 'history', events: [], calls: { timeline, recent, find, unshown } } as const

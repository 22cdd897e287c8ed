import { z } from 'zod'
import { query } from '../../core/module.ts'
import { readAccount } from '../accounts/queries.ts'
import { may } from '../accounts/rules.ts'
import { inTurn } from './in-turn.ts'
import { find, recent, unshown } from './recent.ts'
import { mayReadOf, shown, type TimelineEntry } from './shown.ts'
import { relatedSubjects } from './story.ts'

export type { TimelineEntry } from './shown.ts'

/** Everything that happened to a record, by whoever, oldest first: the order of the chains, times only for display. */
const timeline = query({
  permission: may('applications:read'),
  input: z.string(),
  read({ input, db, person, history }): readonly TimelineEntry[] {
    const names = new Map<string, string | null>()
    const nameOf = (id: string) => {
      if (!names.has(id)) names.set(id, readAccount(db, id)?.name ?? null)
      return names.get(id)!
    }
    const subjects = relatedSubjects(db, input).filter((subject) => mayReadOf(subject, person!))
    const histories = subjects.map((subject) => history(subject))
    return inTurn(histories).map((recorded) => shown(recorded, nameOf(recorded.actor.id)))
  },
})

/** 全程留痕: what happened, who, when, from where. */
export const history = { name: 'history', events: [], calls: { timeline, recent, find, unshown } } as const

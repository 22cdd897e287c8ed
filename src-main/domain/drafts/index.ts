import { z } from 'zod'
import { query, task } from '../../core/module.ts'
import { ok } from '../../core/result.ts'
import { truth } from '../../core/truth.ts'
import { may } from '../accounts/rules.ts'
import { readLastEnd, tell } from './runs.ts'

const form = z.string().regex(/^[a-z][a-zA-Z0-9/_-]{0,120}$/)

export type Draft = { readonly value: string; readonly at: string }

/** What this person had typed in a form and not recorded; null when there is nothing. */
const load = query({
  permission: may('signed-in'),
  input: form,
  read({ input, db, person }): Draft | null {
    const drafts = truth.selectFrom('drafts').select(['value', 'at'])
    return db.get(drafts.where('person', '=', person!.id).where('form', '=', input)) ?? null
  },
})

/** Keeps what is being typed; an empty value forgets it. Local to this desk and person, never an event. */
const save = task({
  permission: may('signed-in'),
  input: z.strictObject({ form, value: z.string().max(1_000_000) }),
  async run({ input, db, person, now }) {
    const own = { person: person!.id, form: input.form }
    if (input.value === '') {
      db.run(truth.deleteFrom('drafts').where('person', '=', own.person).where('form', '=', own.form))
      return ok(null)
    }
    const { value } = input
    const at = now()
    db.run(
      truth
        .insertInto('drafts')
        .values({ ...own, value, at })
        .onConflict((conflict) => conflict.columns(['person', 'form']).doUpdateSet({ value, at })),
    )
    return ok(null)
  },
})

export type KeptForm = { readonly form: string; readonly value: string; readonly at: string }

/**
 * What this person was typing when the program last ended without being closed, newest first; null when it was closed,
 * when nothing was being typed, or when the person was told already.
 */
const keptAtAbruptEnd = query({
  permission: may('signed-in'),
  input: z.null(),
  read({ db, person }): readonly KeptForm[] | null {
    const end = readLastEnd(db)
    if (!end || end.told.includes(person!.id)) return null
    const kept = db.all(
      truth
        .selectFrom('drafts')
        .select(['form', 'value', 'at'])
        .where('person', '=', person!.id)
        .where('at', '>=', end.from)
        .where('at', '<', end.to)
        .orderBy('at', 'desc')
        .limit(50),
    )
    return kept.length > 0 ? kept : null
  },
})

/** The person has read what was kept; it is not said again. */
const toldOfAbruptEnd = task({
  permission: may('signed-in'),
  input: z.null(),
  async run({ db, person, changed }) {
    tell(db, person!.id)
    changed()
    return ok(null)
  },
})

/** Typing that is not recorded yet: survives a kill, offered again when the form is opened. */
export const drafts = {
  name: 'drafts',
  events: [],
  calls: { load, save, keptAtAbruptEnd, toldOfAbruptEnd },
} as const

import { z } from 'zod'
import { query, task } from '../../core/module.ts'
import { ok } from '../../core/result.ts'
import { truth } from '../../core/truth.ts'
import { may } from '../accounts/rules.ts'

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

/** Typing that is not recorded yet: survives a kill, offered again when the form is opened. */
export const drafts = { name: 'drafts', events: [], calls: { load, save } } as const

import { z } from 'zod'
import { task } from '../../core/module.ts'
import type { KeptForm } from '../../core/ports/drafts.ts'
import { ok, type Result } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readLastEnd, tell } from './runs.ts'

const form = z.string().regex(/^[a-z][a-zA-Z0-9/_-]{0,120}$/)

/** What this person had typed in a form and not recorded; null when there is nothing. */
const load = task({
  permission: may('signed-in'),
  waitsForNobody: true,
  input: form,
  run: async ({ input, person, ports }) => ok(ports.drafts.read(person!.id, input)),
})

/** Keeps what is being typed; an empty value forgets it. Local to this desk and person, never an event. */
const save = task({
  permission: may('signed-in'),
  waitsForNobody: true,
  input: z.strictObject({ form, value: z.string().max(1_000_000) }),
  async run({ input, person, ports, now }) {
    ports.drafts.write(person!.id, input.form, { value: input.value, at: now() })
    return ok(null)
  },
})

const mostKept = 50

/**
 * What this person was typing when the program last ended without being closed, newest first; null when it was closed,
 * when nothing was being typed, or when the person was told already.
 */
const keptAtAbruptEnd = task({
  permission: may('signed-in'),
  waitsForNobody: true,
  input: z.null(),
  async run({ db, person, ports }): Promise<Result<readonly KeptForm[] | null>> {
    const end = readLastEnd(db)
    if (!end || end.told.includes(person!.id)) return ok(null)
    const kept = ports.drafts.writtenBetween(person!.id, end.from, end.to, mostKept)
    return ok(kept.length > 0 ? kept : null)
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

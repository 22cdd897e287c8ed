import { z } from 'zod'
import { command, happened } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { isDay } from '../batches/rules.ts'
import { refuseElsewhere } from './desks.ts'
import { applicationReinstated, applicationWithdrawn } from './events.ts'
import { readApplication, readImport } from './queries.ts'

const reason = z.string().trim().min(1).max(500)

/** 申报单位撤回 of one application, on a day that a person types; nothing is removed. */
const withdraw = command({
  permission: may('applications:edit'),
  input: z.strictObject({ application: z.string(), reason, date: z.string() }),
  decide({ input, db, desk, today }) {
    const { application, date } = input
    const found = readApplication(db, application)
    if (!found) return refuse('applications/unknown')
    if (found.institution !== desk.institution) return refuse('desk/not-the-writer', { subject: application })
    if (readImport(db, found.import)?.withdrawn != null) return refuse('applications/already-withdrawn')
    const here = refuseElsewhere(db, desk, [application])
    if (!here.ok) return here
    if (found.withdrawal) return refuse('applications/withdrawn-before', { date: found.withdrawal.date })
    if (!isDay(date)) return refuse('applications/no-such-day')
    if (date > today) return refuse('applications/day-in-the-future', { today })
    return ok({
      events: [happened(applicationWithdrawn, application, { reason: input.reason, date })],
      value: null,
    })
  },
})

/** Undo: the application is worked on again. */
const reinstate = command({
  permission: may('applications:edit'),
  input: z.strictObject({ application: z.string(), reason }),
  decide({ input: { application, reason }, db, desk }) {
    const found = readApplication(db, application)
    if (!found) return refuse('applications/unknown')
    if (found.institution !== desk.institution) return refuse('desk/not-the-writer', { subject: application })
    const here = refuseElsewhere(db, desk, [application])
    if (!here.ok) return here
    if (!found.withdrawal) return refuse('applications/not-withdrawn')
    return ok({ events: [happened(applicationReinstated, application, { reason })], value: null })
  },
})

export const withdrawalCommands = { withdraw, reinstate }

import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, happened } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import {
  signOffRegistered,
  signOffRegistrationWithdrawn,
  signOffRequestWithdrawn,
  signOffScanKept,
} from './events.ts'
import { signOffTables as k, type SignOffTables } from './projection.ts'
import { checkSignedPaper, mostCovered, opinions, signOffLimits } from './rules.ts'

const subject = z.string().max(60)
const reason = z.string().trim().min(1).max(signOffLimits.reason)

/** The 呈批件 of this office that stands; refused for an unknown one, another office's, and one that was taken back. */
function standing(db: Db, id: string, institution: string): Result<SignOffTables['sign_offs']> {
  const row = db.get(k.selectFrom('sign_offs').selectAll().where('subject', '=', id))
  if (!row) return refuse('sign-offs/unknown')
  if (row.institution !== institution) return refuse('sign-offs/other-office')
  if (row.withdrawn !== null) return refuse('sign-offs/taken-back')
  return ok(row)
}

/** What is typed of the signed paper. */
export const signedPaper = {
  signOff: subject,
  opinion: z.enum(opinions),
  date: z.string().max(10),
  person: z.string().max(signOffLimits.person),
  office: z.string().max(signOffLimits.office),
  number: z.string().max(signOffLimits.number),
  remark: z.string().max(signOffLimits.remark),
  returned: z.array(z.string().max(80)).max(mostCovered),
  scan: z.string().regex(digestPattern).nullable(),
}

/** Registers what came back signed; a second registration is refused until the first is taken back. */
export const recordSigned = command({
  permission: may('review:edit'),
  input: z.strictObject(signedPaper),
  decide({ input, db, desk, today }) {
    const { signOff, scan, returned, ...typed } = input
    const found = standing(db, signOff, desk.institution)
    if (!found.ok) return found
    if (found.value.opinion !== null) return refuse('sign-offs/registered-already')
    const paper = checkSignedPaper(typed, today)
    if (!paper.ok) return paper
    const listed = db.all(k.selectFrom('sign_off_items').select('application').where('subject', '=', signOff))
    const some = new Set(returned)
    if (returned.some((one) => !listed.some(({ application }) => application === one))) {
      return refuse('sign-offs/not-on-the-list')
    }
    if (some.size > 0 && (typed.opinion !== '同意' || some.size === listed.length)) {
      return refuse('sign-offs/nothing-agreed')
    }
    const events = [
      happened(signOffRegistered, signOff, { ...paper.value, returned: [...some] }),
      ...(scan === null ? [] : [happened(signOffScanKept, signOff, { scan })]),
    ]
    return ok({ events, value: null })
  },
})

/** Adds the scan of a paper that was registered without one, or another scan in its place. */
export const recordScan = command({
  permission: may('review:edit'),
  input: z.strictObject({ signOff: subject, scan: z.string().regex(digestPattern) }),
  decide({ input: { signOff, scan }, db, desk }) {
    const found = standing(db, signOff, desk.institution)
    if (!found.ok) return found
    if (found.value.opinion === null) return refuse('sign-offs/not-registered')
    return ok({ events: [happened(signOffScanKept, signOff, { scan })], value: null })
  },
})

/** Undo of a registration (误登记): the 呈批件 waits again, what was registered stays in the history. */
const withdrawRegistration = command({
  permission: may('review:edit'),
  input: z.strictObject({ signOff: subject, reason }),
  decide({ input: { signOff, reason }, db, desk }) {
    const found = standing(db, signOff, desk.institution)
    if (!found.ok) return found
    if (found.value.opinion === null) return refuse('sign-offs/not-registered')
    return ok({ events: [happened(signOffRegistrationWithdrawn, signOff, { reason })], value: null })
  },
})

/** Takes a 呈批件 back that nobody has signed. */
const withdrawRequest = command({
  permission: may('review:edit'),
  input: z.strictObject({ signOff: subject, reason }),
  decide({ input: { signOff, reason }, db, desk }) {
    const found = standing(db, signOff, desk.institution)
    if (!found.ok) return found
    if (found.value.opinion !== null) return refuse('sign-offs/registered-already')
    return ok({ events: [happened(signOffRequestWithdrawn, signOff, { reason })], value: null })
  },
})

export const signOffCommands = { withdrawRegistration, withdrawRequest }

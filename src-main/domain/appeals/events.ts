import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'
import { appealLimits, decisions } from './rules.ts'

const digest = z.string().regex(digestPattern)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const reason = z.string().min(1).max(appealLimits.reason)

/** An appeal against 不予受理 came in: a subject of its own that names the closing it is about. */
export const appealReceived = event({
  type: 'AppealReceived',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    application: z.string(),
    review: z.string(),
    /** Id of the event that closed the review. */
    closing: digest,
    received: day,
    /** Last day for deciding it, typed by a person; null while nobody set one. */
    deadline: day.nullable(),
    /** What it says, in one sentence that names nobody. */
    grounds: z.string().min(1).max(appealLimits.grounds),
  }),
})

/** Who brought it and the paper itself stay in the office. */
export const appealPaperKept = event({
  type: 'AppealPaperKept',
  version: 1,
  audience: 'office',
  data: z.strictObject({ broughtBy: z.string().max(appealLimits.broughtBy), scan: digest.nullable() }),
  documents: ({ scan }) => (scan === null ? [] : [scan]),
})

export const appealDeadlineSet = event({
  type: 'AppealDeadlineSet',
  version: 1,
  audience: 'members',
  data: z.strictObject({ deadline: day }),
})

/** Two people who had no part in the outcome decided; 撤销 opens the review again. */
export const appealDecided = event({
  type: 'AppealDecided',
  version: 1,
  audience: 'members',
  data: z.strictObject({ decision: z.enum(decisions), reason, second: z.string() }),
})

/** It was taken back, or there is nothing to decide any more. */
export const appealWithdrawn = event({
  type: 'AppealWithdrawn',
  version: 1,
  audience: 'members',
  data: z.strictObject({ reason }),
})

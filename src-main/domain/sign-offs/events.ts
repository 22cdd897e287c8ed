import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'
import type { Outcome } from '../formal-review/rules.ts'
import { mostCovered, opinions, signOffLimits } from './rules.ts'

const digest = z.string().regex(digestPattern)
const outcome = z.enum(['通过', '通知补交材料', '不予受理'] as const satisfies readonly Outcome[])

/** One closed review that is laid before whoever decides, by the event that closed it: another closing is not covered. */
const covered = z.strictObject({
  application: z.string().max(80),
  review: z.string().max(80),
  outcome,
  closing: digest,
})

/** Closed reviews were laid before whoever decides: exactly these, in this order. Its id is the code on the 呈批件. */
export const signOffRequested = event({
  type: 'SignOffRequested',
  version: 1,
  audience: 'members',
  data: z.strictObject({ batch: z.string().max(80), covered: z.array(covered).min(1).max(mostCovered) }),
})

/** The 呈批件 was taken back before anybody signed. */
export const signOffRequestWithdrawn = event({
  type: 'SignOffRequestWithdrawn',
  version: 1,
  audience: 'members',
  data: z.strictObject({ reason: z.string().min(1).max(signOffLimits.reason) }),
})

/** What stands on the signed paper, as the desk registered it. */
export const signOffRegistered = event({
  type: 'SignOffRegistered',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    opinion: z.enum(opinions),
    /** YYYY-MM-DD, as the paper says. */
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    /** Who signed, and as what: staff of the office. */
    person: z.string().min(1).max(signOffLimits.person),
    office: z.string().min(1).max(signOffLimits.office),
    /** 文号 or 签报号. */
    number: z.string().min(1).max(signOffLimits.number),
    remark: z.string().max(signOffLimits.remark),
    /** Applications of the list that were not agreed to while the others were. */
    returned: z.array(z.string().max(80)).max(mostCovered),
  }),
})

/** The signed paper itself stays in the office. */
export const signOffScanKept = event({
  type: 'SignOffScanKept',
  version: 1,
  audience: 'office',
  data: z.strictObject({ scan: digest }),
  documents: ({ scan }) => [scan],
})

/** The registration was a mistake: the 呈批件 waits again. */
export const signOffRegistrationWithdrawn = event({
  type: 'SignOffRegistrationWithdrawn',
  version: 1,
  audience: 'members',
  data: z.strictObject({ reason: z.string().min(1).max(signOffLimits.reason) }),
})

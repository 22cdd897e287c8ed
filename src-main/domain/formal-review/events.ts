import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'

export const verdictWords = ['符合', '不符合', '不适用', '待人工'] as const
export const outcomeWords = ['通过', '通知补交材料', '不予受理'] as const

const digest = z.string().regex(digestPattern)
const note = z.string().max(2000)

/** Where a reviewer saw it: a field of the application, or a page of one of its documents. */
const place = z.union([
  z.strictObject({ field: z.string().max(80) }),
  z.strictObject({ document: digest, page: z.int().min(1) }),
])

/** What stands on record of every verdict. */
export const verdictFields = {
  code: z.string().regex(/^[FC]\d{2}$/),
  verdict: z.enum(verdictWords),
  note,
  evidence: z.array(place).max(50),
}

/** Formal review of one application began [A13]. */
export const reviewOpened = event({
  type: 'ReviewOpened',
  version: 1,
  audience: 'members',
  data: z.strictObject({ application: z.string() }),
})

/** A person's verdict on one item; a later one on the same item replaces it. */
export const verdictRecorded = event({
  type: 'VerdictRecorded',
  version: 1,
  audience: 'members',
  data: z.strictObject(verdictFields),
})

/** A verdict was taken back: the item is open again. */
export const verdictWithdrawn = event({
  type: 'VerdictWithdrawn',
  version: 1,
  audience: 'members',
  data: z.strictObject({ code: verdictFields.code }),
})

/** The second person agreed to an outcome: a subject of its own that names what was seen. */
export const outcomeConfirmed = event({
  type: 'OutcomeConfirmed',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    review: z.string(),
    /** Id of the last event of the review that the second person saw. */
    seen: digest,
    outcome: z.enum(outcomeWords),
  }),
})

/**
 * The review was closed: what the machine found is frozen here, with the pack it was found under, because the same rules
 * may find something else tomorrow [A13]. Version 2 adds the sentences of the notice, as the applicant gets to read them;
 * version 3 the second check that the outcome rests on.
 */
export const reviewClosed = event({
  type: 'ReviewClosed',
  version: 3,
  audience: 'members',
  data: z.strictObject({
    outcome: z.enum(outcomeWords),
    /** Last day for supplying material, typed by a person; only with 通知补交材料. */
    deadline: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .nullable(),
    reason: note,
    /** One sentence an item, in the order of the rules; empty for 通过, and for what version 1 recorded. */
    notice: z
      .array(z.strictObject({ code: verdictFields.code, sentence: z.string().min(1).max(500) }))
      .max(200),
    pack: z.strictObject({ id: z.string(), version: z.int(), confirmed: z.boolean() }),
    /** Id of the last event of the application that was seen. */
    seen: digest,
    findings: z.array(z.json()).max(200),
    verdicts: z.array(z.strictObject(verdictFields)).max(200),
    /** Subject of the second person's statement; only with 不予受理. */
    second: z.string().nullable(),
    /** Subject of the second check; null where the plan of the batch required none. */
    check: z.string().nullable(),
  }),
  upcast: {
    1: (data) => ({ ...(data as object), notice: [] }),
    2: (data) => ({ ...(data as object), check: null }),
  },
})

/** What a closing put on record. */
export type ReviewClosing = z.output<typeof reviewClosed.data>

/** The review goes on; version 2 says which appeal was granted, where that is why. */
export const reviewReopened = event({
  type: 'ReviewReopened',
  version: 2,
  audience: 'members',
  data: z.strictObject({
    reason: z.string().min(1).max(2000),
    /** Subject of the appeal; null where a person reopened it without one. */
    appeal: z.string().nullable(),
  }),
  upcast: { 1: (data) => ({ ...(data as object), appeal: null }) },
})

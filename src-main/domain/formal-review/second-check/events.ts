import { z } from 'zod'
import { event } from '../../../core/module.ts'
import { digestPattern } from '../../../core/suite.ts'
import { outcomeWords, verdictFields, verdictWords } from '../events.ts'
import { checkLevels } from './requirement.ts'

const digest = z.string().regex(digestPattern)
const note = z.string().max(2000)

/** The plan of a batch says which reviews need a second check; replaces what it said before. */
export const secondCheckPlanned = event({
  type: 'SecondCheckPlanned',
  version: 1,
  audience: 'members',
  data: z.strictObject({ level: z.enum(checkLevels) }),
})

/** Whoever reviewed first wants this outcome, and asks somebody else to look at every item. */
export const secondCheckRequested = event({
  type: 'SecondCheckRequested',
  version: 1,
  audience: 'members',
  data: z.strictObject({ outcome: z.enum(outcomeWords) }),
})

/** The second person's word on every item, beside what the first one's was then: a subject of its own. */
export const secondCheckGiven = event({
  type: 'SecondCheckGiven',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    application: z.string(),
    review: z.string(),
    /** Id of the request that it answers. */
    request: digest,
    /** Ids of the last events of review and application that the second person saw. */
    seen: z.strictObject({ application: digest, review: digest }),
    /** True when the first verdicts were not shown to the second person. */
    blind: z.boolean(),
    verdicts: z
      .array(
        z.strictObject({
          code: verdictFields.code,
          first: z.enum(verdictWords),
          verdict: z.enum(verdictWords),
          note,
        }),
      )
      .max(200),
  }),
})

/** What a second check put on record. */
export type CheckGiven = z.output<typeof secondCheckGiven.data>

/** What became of one difference: the second person's word was taken over, or the first one's stays with a reason. */
export const differenceSettled = event({
  type: 'DifferenceSettled',
  version: 1,
  audience: 'members',
  data: z.discriminatedUnion('how', [
    z.strictObject({
      how: z.literal('adopted'),
      check: z.string(),
      code: verdictFields.code,
      /** What stands from now on. */
      verdict: z.enum(verdictWords),
      note,
      evidence: verdictFields.evidence,
    }),
    z.strictObject({
      how: z.literal('kept'),
      check: z.string(),
      code: verdictFields.code,
      reason: z.string().min(1).max(2000),
    }),
  ]),
})

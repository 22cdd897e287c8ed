import { z } from 'zod'
import { event } from '../../../core/module.ts'
import { dicePattern } from './draw.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)

/** The list was frozen from which a sample will be drawn: before anybody knows what the dice will say. */
export const inspectionFrozen = event({
  type: 'InspectionFrozen',
  version: 1,
  audience: 'office',
  data: z.strictObject({
    batch: z.string(),
    /** How often a list of this batch was frozen, from 1: counted for ever. */
    round: z.int().min(1),
    /** What of the batch stands on the list, in words; empty for all of it. */
    chosen: z.string().max(400),
    /** By what the list is divided. */
    strata: z.enum(['none', 'region', 'outcome']),
    size: z.strictObject({ kind: z.enum(['count', 'percent']), value: z.int().min(1).max(10_000) }),
    /** In the order of their places, from 1. */
    rows: z
      .array(
        z.strictObject({
          application: z.string().max(120),
          number: z.string().max(80),
          stratum: z.string().max(40),
        }),
      )
      .min(1),
    digest: hex,
    /** Why it was frozen once more, and who agreed; null for the first time. */
    again: z.strictObject({ reason: z.string().min(1).max(500), second: z.string() }).nullable(),
  }),
})

/** The dice of three parties were typed in, once for each frozen list, and decide what is inspected. */
export const inspectionDrawn = event({
  type: 'InspectionDrawn',
  version: 1,
  audience: 'office',
  data: z.strictObject({
    dice: z.array(z.string().regex(dicePattern)).length(3),
    /** Who threw, in the same order: an office or a part in the procedure, as the parties call themselves. */
    parties: z.array(z.string().min(1).max(40)).length(3),
    seed: hex,
    /** Places of the rows that were drawn, in the order of their ranks by part. */
    drawn: z.array(z.int().min(1)),
  }),
})

export const inspectionResults = ['未发现问题', '有瑕疵', '有问题'] as const

/** What was found when a drawn application was inspected; a later word replaces it. */
export const inspectionFound = event({
  type: 'InspectionFound',
  version: 1,
  audience: 'office',
  data: z.strictObject({
    application: z.string(),
    result: z.enum(inspectionResults),
    note: z.string().max(2000),
  }),
})

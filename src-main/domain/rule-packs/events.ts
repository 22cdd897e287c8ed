import { z } from 'zod'
import { event } from '../../core/module.ts'
import { packSchema } from './pack-schema.ts'
import { listLimits, ruleCodes } from './rules.ts'

const text = z.string().max(listLimits.length)
const setting = z.strictObject({
  on: z.boolean().optional(),
  parameters: z
    .record(z.string().max(40), z.union([z.int(), text, z.array(text).max(listLimits.texts)]))
    .optional(),
})

/** What a plan says of the rules, by code. */
export const settingsSchema = z.partialRecord(z.enum(ruleCodes), setting)

export const basisSchema = z.strictObject({
  pack: z.string(),
  version: z.int(),
  title: z.string().trim().min(4).max(200),
  number: z.string().trim().min(2).max(60),
})

/**
 * The plan of a batch (评审方案) switches rules of its pack and sets their parameters; replaces the earlier plan. Version 2
 * lets lists of the office's own be longer.
 */
export const batchRulesSet = event({
  type: 'BatchRulesSet',
  version: 2,
  audience: 'members',
  data: z.strictObject({ pack: z.string(), version: z.int(), settings: settingsSchema }),
  upcast: { 1: (data) => data },
})

/** Two people of this office compared title and 文号 of the text with the issued paper. */
export const basisConfirmed = event({
  type: 'BasisConfirmed',
  version: 1,
  audience: 'members',
  data: basisSchema.extend({ second: z.string() }),
})

/** A version of a pack came out of a file. It is stored whole, so that whoever reviews by it elsewhere has it too. */
export const rulePackImported = event({
  type: 'RulePackImported',
  version: 1,
  audience: 'members',
  data: z.strictObject({ pack: packSchema }),
})

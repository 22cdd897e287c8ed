import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'
import { callDirections, receiptStates, sendingWays } from './rules.ts'

// All of them are events of the review: they travel with it when it is handed over.

const digest = z.string().regex(digestPattern)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const code = z.string().regex(/^[FC]\d{2}$/)
/** Id of the closing whose notice is meant: an application may be noticed again. */
const notice = digest

/** A person confirmed on which day and how the notice went out; a later one on the same notice corrects it. */
export const supplyNoticeSent = event({
  type: 'SupplyNoticeSent',
  version: 1,
  audience: 'members',
  data: z.strictObject({ notice, day, way: z.enum(sendingWays), note: z.string().max(500) }),
})

/** A call about the missing material: what was agreed, never with whom. A later one with the same number corrects it. */
export const supplyCallLogged = event({
  type: 'SupplyCallLogged',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    notice,
    /** From 1, running through all notices of the review. */
    call: z.int().min(1),
    direction: z.enum(callDirections),
    day,
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    agreed: z.string().min(1).max(1000),
  }),
})

/** Whom a call was with: personal data, for this office only, so that it can be withheld and erased alone. */
export const supplyContactRecorded = event({
  type: 'SupplyContactRecorded',
  version: 1,
  audience: 'office',
  data: z.strictObject({ call: z.int().min(1), name: z.string().max(60), phone: z.string().max(40) }),
})

/** What came of one item of the notice; a later one on the same item corrects it. */
export const supplyItemReceived = event({
  type: 'SupplyItemReceived',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    notice,
    code,
    state: z.enum(receiptStates),
    /** The day it came in, confirmed by a person; null for 未收到 and 不需要. */
    day: day.nullable(),
    note: z.string().max(1000),
  }),
})

/** What came was joined to a numbered version of the application: 补交 1, 补交 2. */
export const supplyVersionRecorded = event({
  type: 'SupplyVersionRecorded',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    notice,
    number: z.int().min(1),
    day,
    /** Id of the last event of the application that belongs to it. */
    seen: digest,
    /** Documents that were attached in the same act, after `seen`. */
    documents: z.array(z.strictObject({ document: digest, name: z.string(), size: z.int().min(0) })).max(200),
    note: z.string().max(1000),
  }),
})

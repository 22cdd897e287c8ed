import { z } from 'zod'
import { event } from '../../core/module.ts'
import { isDay } from '../batches/rules.ts'
import { familyKinds, familyParts, linkKinds } from './book.ts'
import { regions } from './region.ts'

/** A name, with the code where one is known. */
export const namedSchema = z.strictObject({
  name: z.string().trim().min(2).max(120),
  code: z.string().min(1).max(40).nullable(),
})

export const linkSchema = z.strictObject({
  kind: z.enum(linkKinds),
  /** The name that is used today. */
  organisation: namedSchema,
  /** The former or other name. */
  other: namedSchema,
  note: z.string().trim().max(500),
})

export const familySchema = z.strictObject({
  name: z.string().trim().min(2).max(120),
  kind: z.enum(familyKinds),
  members: z.array(namedSchema.extend({ part: z.enum(familyParts) })).max(300),
})

export const descriptionSchema = z.strictObject({
  organisation: namedSchema,
  /** 成立或登记日期. */
  registered: z.string().refine(isDay).nullable(),
  kind: z.string().trim().min(1).max(40).nullable(),
  region: z.enum(regions).nullable(),
  note: z.string().trim().max(500),
})

/** Two names mean the same organisation: a former name, a short one. A 更名 under the same code needs no such word. */
export const organisationNamesLinked = event({
  type: 'OrganisationNamesLinked',
  version: 1,
  audience: 'members',
  data: linkSchema,
})

/** Organisations that belong together. Without members the family is dissolved; `replaces` names what stood before. */
export const organisationFamilyRecorded = event({
  type: 'OrganisationFamilyRecorded',
  version: 1,
  audience: 'members',
  data: familySchema.extend({ replaces: z.string().nullable() }),
})

/** What lists do not say of an organisation; of several the one with the highest revision counts, never a clock. */
export const organisationDescribed = event({
  type: 'OrganisationDescribed',
  version: 1,
  audience: 'members',
  data: descriptionSchema.extend({ revision: z.int().min(1) }),
})

/** Undo: what this office said of an organisation does not count any more; what it replaced counts again. */
export const organisationStatementWithdrawn = event({
  type: 'OrganisationStatementWithdrawn',
  version: 1,
  audience: 'members',
  data: z.strictObject({ statement: z.string(), reason: z.string().trim().min(1).max(500) }),
})

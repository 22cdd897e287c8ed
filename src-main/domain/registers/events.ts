import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'
import { isDay } from '../batches/rules.ts'
import { namedSchema } from '../organisations/events.ts'
import { checkResults, registerKinds } from './entry.ts'
import { requestWays } from './request.ts'

const digest = z.string().regex(digestPattern)
const day = z.string().refine(isDay)
const note = z.string().trim().max(500)
const months = z.int().min(1).max(60).nullable()

/** A page of a document that is here: of an application, or a scan that was attached for this. */
const evidenceSchema = z.strictObject({ document: digest, page: z.int().min(1).nullable() }).nullable()

const saying = {
  result: z.enum(checkResults),
  penaltyFrom: day.nullable(),
  penaltyTo: day.nullable(),
  note,
}

export const checkFields = {
  register: z.enum(registerKinds),
  channel: z.string().trim().min(2).max(80),
  checkedOn: day,
  /** Null: as rule F19 of the batch says. */
  months,
  ...saying,
  evidence: evidenceSchema,
}

const documentsOf = ({ evidence }: { evidence: z.output<typeof evidenceSchema> }) =>
  evidence ? [evidence.document as never] : []

/** Somebody looked an organisation up. What a register says stays in the office: it is for its own decisions. */
export const organisationChecked = event({
  type: 'OrganisationChecked',
  version: 1,
  audience: 'office',
  data: z.strictObject({ organisation: namedSchema, ...checkFields }),
  documents: documentsOf,
})

/** Personal data: an event of its own, so that it can be erased alone. */
export const personChecked = event({
  type: 'PersonChecked',
  version: 1,
  audience: 'office',
  data: z.strictObject({
    application: z.string(),
    name: z.string().trim().min(1).max(60),
    idNumber: z.string().max(30).nullable(),
    ...checkFields,
  }),
  documents: documentsOf,
})

export const listFields = {
  register: z.enum(registerKinds),
  channel: z.string().trim().min(2).max(80),
  title: z.string().trim().min(2).max(120),
  listDate: day,
  months,
  source: z.strictObject({ digest, sheet: z.string().max(200) }),
}

/** A list was taken in; its rows follow on the same subject, some hundred an event. */
export const registerListRecorded = event({
  type: 'RegisterListRecorded',
  version: 1,
  audience: 'office',
  data: z.strictObject({ ...listFields, rows: z.int().min(0), taken: z.int().min(0) }),
})

export const entrySchema = z.strictObject({
  row: z.int().min(1),
  organisation: z.strictObject({ name: z.string().min(2).max(120), code: z.string().max(40).nullable() }),
  /** Null: the date of the list. */
  checkedOn: day.nullable(),
  ...saying,
})

export const registerEntriesRecorded = event({
  type: 'RegisterEntriesRecorded',
  version: 1,
  audience: 'office',
  data: z.strictObject({ entries: z.array(entrySchema).min(1).max(500) }),
})

const target = {
  /** Subject of the check or list. */
  entry: z.string(),
  row: z.int().min(1).nullable(),
}

/** The second person agreed that a record stands in the way no longer: a subject of its own that names what was seen. */
export const liftingConfirmed = event({
  type: 'LiftingConfirmed',
  version: 1,
  audience: 'office',
  data: z.strictObject({ ...target, seen: digest }),
})

/** A record stands in the way no longer, as two people said. */
export const recordLifted = event({
  type: 'RecordLifted',
  version: 1,
  audience: 'office',
  data: z.strictObject({ ...target, reason: z.string().trim().min(1).max(1000), second: z.string() }),
})

/** Undo: a check without record, a list without records, or a lifting does not count any more. */
export const registerWithdrawn = event({
  type: 'RegisterWithdrawn',
  version: 1,
  audience: 'office',
  data: z.strictObject({ target: z.string(), reason: z.string().trim().min(1).max(500) }),
})

/** 请托、打招呼: when, how, about what, how it was handled; who asked is an event of its own. */
export const requestNoted = event({
  type: 'RequestNoted',
  version: 1,
  audience: 'office',
  data: z.strictObject({
    day,
    way: z.enum(requestWays),
    application: z.string().nullable(),
    wanted: z.string().trim().min(1).max(1000),
    handled: z.string().trim().min(1).max(1000),
  }),
})

/** Personal data: who asked. */
export const requestAskerRecorded = event({
  type: 'RequestAskerRecorded',
  version: 1,
  audience: 'office',
  data: z.strictObject({ asker: z.string().trim().min(1).max(200) }),
})

import { z } from 'zod'
import { event } from '../../core/module.ts'
import type { Json } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { attachmentKinds, organisationRoles } from './record.ts'

const text = (max: number) => z.string().min(1).max(max).nullable()
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .nullable()
/** 分; up to ten thousand 亿元. */
const fen = z.int().min(0).max(100_000_000_000_000).nullable()
const digest = z.string().regex(digestPattern)

export const organisationSchema = z.strictObject({
  name: z.string().min(1).max(120),
  code: text(40),
  kind: text(40),
  region: z.enum(['SH', 'JS', 'ZJ', 'AH', 'other', 'abroad']).nullable(),
  city: text(40),
  roles: z.array(z.enum(organisationRoles)),
  legalPerson: z.boolean().nullable(),
  registered: day,
})

export const contentSchema = z.strictObject({
  number: z.string().min(1).max(80),
  title: z.string().min(1).max(300),
  field: text(80),
  task: text(200),
  secrecy: text(40),
  start: day,
  end: day,
  received: day,
  reserveEntry: text(80),
  reserveState: text(40),
  guideDirection: text(200),
  route: z.enum(['1', '2']).nullable(),
  organisations: z.array(organisationSchema).max(200),
  money: z.strictObject({ total: fen, requested: fen, selfRaised: fen, offered: fen, contract: fen }),
  indicators: text(20_000),
  summary: text(50_000),
  other: z.record(z.string().max(80), z.string().max(4000)),
})

export const marksSchema = z
  .array(z.strictObject({ kind: z.enum(attachmentKinds), from: z.int().min(1), to: z.int().min(1) }))
  .max(500)

export const applicationKinds = ['joint', 'consortium'] as const

/** Which file, by its digest; its name could carry personal data. */
export const sourceSchema = z.strictObject({
  digest,
  format: z.enum(['xlsx', 'csv']),
  encoding: z.string().nullable(),
  sheet: z.string(),
})

/** The covering letter of a list that came on paper or as a table, from an institution whose desk nobody could check. */
export const letterSchema = z.strictObject({
  institution: z.string().max(20),
  /** 来函单位 as the letter names it: a department of the institution, or the institution itself. */
  office: z.string().min(2).max(80),
  /** 文号. */
  number: z.string().min(1).max(60),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  scan: digest,
})

/**
 * A list from outside was taken in; the applications name it, so that all of it can be withdrawn at once. Version 1 knew
 * only lists of the own office: `letter` is null for them. Version 3 counts what a list said that came again.
 */
export const importRecorded = event({
  type: 'ImportRecorded',
  version: 3,
  audience: 'members',
  data: z.strictObject({
    batch: z.string(),
    source: sourceSchema,
    rows: z.int().min(0),
    taken: z.int().min(0),
    /** Rows (as the spreadsheet numbers them) that a person left out, with the codes of what was wrong. */
    leftOut: z.array(z.strictObject({ row: z.int(), codes: z.array(z.string()) })).max(20_000),
    /** Not null: 未校验来源. */
    letter: letterSchema.nullable(),
    /** Applications that were there: changed, said again, and not in the list; null when nothing was compared. */
    compared: z
      .strictObject({ revised: z.int().min(0), same: z.int().min(0), missing: z.int().min(0) })
      .nullable(),
  }),
  // Exports ask stored bodies of every version, and version 1 has no letter.
  documents: ({ letter }) => (letter?.scan ? [letter.scan] : []),
  upcast: {
    1: (data) => ({ ...(data as object), letter: null }),
    2: (data) => ({ ...(data as object), compared: null }),
  },
})

/** The import was a mistake: its applications are no longer in any list. Refused once a verdict stands in it. */
export const importWithdrawn = event({
  type: 'ImportWithdrawn',
  version: 1,
  audience: 'members',
  data: z.strictObject({ reason: z.string().min(1).max(500) }),
})

/** Content before version 2 knew neither when an application was received nor when an organisation was founded. */
function withDays(data: Json): Json {
  const { content, ...rest } = data as { readonly content: Json }
  const known = content as { readonly organisations: readonly object[] }
  const organisations = known.organisations.map((one) => ({ ...one, registered: null }))
  return { ...rest, content: { ...known, received: null, organisations } } as Json
}

export const applicationImported = event({
  type: 'ApplicationImported',
  version: 2,
  audience: 'members',
  data: z.strictObject({
    import: z.string(),
    batch: z.string(),
    kind: z.enum(applicationKinds),
    row: z.int().min(1),
    content: contentSchema,
  }),
  upcast: { 1: withDays },
})

/** Data that the list did not have (or had wrong) were typed in beside the document; `fields` says which. */
export const applicationCompleted = event({
  type: 'ApplicationCompleted',
  version: 2,
  audience: 'members',
  data: z.strictObject({ fields: z.array(z.string()).min(1), content: contentSchema }),
  upcast: { 1: withDays },
})

const shortText = z.string().max(400).nullable()

/** What changed, as people read it: long texts around the first difference, and of persons only that they changed. */
const changesSchema = z
  .array(z.strictObject({ field: z.string().max(40), before: shortText, after: shortText }))
  .max(60)

/** A later list said something else, and a person took it; `content` is what the application says from then on. */
export const applicationRevised = event({
  type: 'ApplicationRevised',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    import: z.string(),
    row: z.int().min(1),
    /** Why, although the review was closed; else empty. */
    reason: z.string().max(500),
    changes: changesSchema.min(1),
    content: contentSchema,
  }),
})

/** The list that had changed an application was withdrawn: it says again what it would say without that list. */
export const revisionWithdrawn = event({
  type: 'RevisionWithdrawn',
  version: 1,
  audience: 'members',
  data: z.strictObject({ import: z.string(), changes: changesSchema, content: contentSchema }),
})

/** 申报单位撤回: the applicant took it back; it stays where it is and is no longer worked on. */
export const applicationWithdrawn = event({
  type: 'ApplicationWithdrawn',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    reason: z.string().min(1).max(500),
    /** The day on which the applicant did, as a person typed it. */
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
})

/** The withdrawal was recorded by mistake, or taken back. */
export const applicationReinstated = event({
  type: 'ApplicationReinstated',
  version: 1,
  audience: 'members',
  data: z.strictObject({ reason: z.string().min(1).max(500) }),
})

export const peopleSchema = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(60),
      role: z.string().max(40),
      organisation: z.string().max(120).nullable(),
      title: z.string().max(60).nullable(),
      idNumber: z.string().max(30).nullable(),
      phone: z.string().max(40).nullable(),
    }),
  )
  .max(200)

/** Personal data: an event of its own, for this office only, so that it can be withheld and erased alone. */
export const applicantPeopleRecorded = event({
  type: 'ApplicantPeopleRecorded',
  version: 1,
  audience: 'office',
  data: z.strictObject({ people: peopleSchema }),
})

export const documentAttached = event({
  type: 'DocumentAttached',
  version: 1,
  audience: 'members',
  data: z.strictObject({ document: digest, name: z.string().min(1).max(200), size: z.int().min(0) }),
  documents: ({ document }) => [document],
})

export const documentDetached = event({
  type: 'DocumentDetached',
  version: 1,
  audience: 'members',
  data: z.strictObject({ document: digest, reason: z.string().min(1).max(500) }),
})

/** Which pages of a document are which kind of attachment; replaces the earlier marks of that document. */
export const pagesMarked = event({
  type: 'PagesMarked',
  version: 1,
  audience: 'members',
  data: z.strictObject({ document: digest, marks: marksSchema }),
})

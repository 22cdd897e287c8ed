import { z } from 'zod'
import { type Db, tables } from '../../core/db.ts'
import { command, event, happened, on, query } from '../../core/module.ts'
import { type Json, ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readInstitutions } from '../offices/index.ts'
import { checkDates, stages } from './rules.ts'

const batchFields = z.strictObject({
  title: z.string().trim().min(2).max(120),
  year: z.int().min(2020).max(2100),
  kind: z.enum(['joint', 'consortium']),
  fields: z.array(z.string().trim().min(1).max(40)).max(60),
  opens: z.string(),
  closes: z.string(),
  /** 主办: the office named first on joint papers. */
  host: z.string(),
  /** 承办单位 per stage; null = the office of the lead's region. */
  undertaking: z.strictObject(
    Object.fromEntries(stages.map((stage) => [stage, z.string().nullable()])) as Record<
      (typeof stages)[number],
      z.ZodNullable<z.ZodString>
    >,
  ),
  rulePack: z.string(),
  /** A batch keeps the version it was set up with until its office adopts another. */
  rulePackVersion: z.int().min(1).max(9999),
  /** Outcomes, notices and lists take effect only when whoever decides has signed (呈批). */
  signOff: z.boolean(),
})

export type BatchContent = z.output<typeof batchFields>
export type Batch = BatchContent & {
  readonly id: string
  readonly institution: string
  readonly createdAt: string
  /** The joint batch that this local one was linked to, when an office had begun alone. */
  readonly linkedTo: string | null
}

/** Version 1 named the pack alone; every pack had one version then. Version 3 says whether sign-off is required. */
const upcast = {
  1: (data: Json) => ({ ...(data as object), rulePackVersion: 1 }),
  2: (data: Json) => ({ ...(data as object), signOff: false }),
}
const batchCreated = event({
  type: 'BatchCreated',
  version: 3,
  audience: 'members',
  data: batchFields,
  upcast,
})
const batchChanged = event({
  type: 'BatchChanged',
  version: 3,
  audience: 'members',
  data: batchFields,
  upcast,
})
const batchLinked = event({
  type: 'BatchLinked',
  version: 1,
  audience: 'members',
  data: z.strictObject({ to: z.string() }),
})

type BatchesTables = {
  batches: {
    subject: string
    institution: string
    created_at: string
    linked_to: string | null
    content: string
  }
}

const k = tables<BatchesTables>()

function toBatch(row: BatchesTables['batches']): Batch {
  const content = JSON.parse(row.content) as BatchContent
  return {
    ...content,
    id: row.subject,
    institution: row.institution,
    createdAt: row.created_at,
    linkedTo: row.linked_to,
  }
}

/** Every batch known here, the newest first. */
export function readBatches(db: Db): readonly Batch[] {
  return db.all(k.selectFrom('batches').selectAll().orderBy('created_at', 'desc')).map(toBatch)
}

export function readBatch(db: Db, id: string): Batch | undefined {
  const row = db.get(k.selectFrom('batches').selectAll().where('subject', '=', id))
  return row && toBatch(row)
}

/** A batch and the others that stand for the same joint batch. */
export function linkedBatches(db: Db, id: string): readonly string[] {
  const root = readBatch(db, id)?.linkedTo ?? id
  const rows = db.all(k.selectFrom('batches').select('subject').where('linked_to', '=', root))
  return [...new Set([root, id, ...rows.map(({ subject }) => subject)])]
}

function check(db: Db, input: BatchContent) {
  const dates = checkDates(input)
  if (!dates.ok) return dates
  const known = new Set(readInstitutions(db).map(({ code }) => code))
  const named = [input.host, ...Object.values(input.undertaking).filter((code) => code !== null)]
  const unknown = named.find((code) => !known.has(code))
  if (unknown !== undefined) return refuse('batches/unknown-institution', { institution: unknown })
  return ok(undefined)
}

const list = query({ permission: may('batches:read'), input: z.null(), read: ({ db }) => readBatches(db) })

const create = command({
  permission: may('batches:edit'),
  input: batchFields,
  decide({ input, db, newSubject }) {
    const checked = check(db, input)
    if (!checked.ok) return checked
    const twin = readBatches(db).find(({ title, year }) => title === input.title && year === input.year)
    if (twin) return refuse('batches/same-title-and-year', { batch: twin.id })
    const batch = newSubject('batch')
    return ok({ events: [happened(batchCreated, batch, input)], value: { batch } })
  },
})

const change = command({
  permission: may('batches:edit'),
  input: z.strictObject({ batch: z.string(), content: batchFields }),
  decide({ input, db }) {
    const batch = readBatch(db, input.batch)
    if (!batch) return refuse('batches/unknown')
    const checked = check(db, input.content)
    if (!checked.ok) return checked
    if (batch.kind !== input.content.kind) return refuse('batches/kind-is-fixed')
    const { rulePack, rulePackVersion } = input.content
    if (batch.rulePack !== rulePack || batch.rulePackVersion !== rulePackVersion) {
      return refuse('batches/rules-are-set-by-the-plan')
    }
    return ok({ events: [happened(batchChanged, input.batch, input.content)], value: null })
  },
})

const link = command({
  permission: may('batches:edit'),
  input: z.strictObject({ batch: z.string(), to: z.string() }),
  decide({ input, db }) {
    const [own, joint] = [readBatch(db, input.batch), readBatch(db, input.to)]
    if (!own || !joint) return refuse('batches/unknown')
    if (own.id === joint.id || joint.linkedTo || own.kind !== joint.kind) return refuse('batches/cannot-link')
    return ok({ events: [happened(batchLinked, input.batch, { to: input.to })], value: null })
  },
})

/** Batches: the root of the work, reviews happen one or two times a year [A14]. */
export const batches = {
  name: 'batches',
  events: [batchCreated, batchChanged, batchLinked],
  projection: {
    revision: 2,
    tables: ['batches'],
    ddl: `CREATE TABLE batches (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, created_at TEXT NOT NULL, linked_to TEXT, content TEXT NOT NULL
    ) STRICT`,
    handlers: [
      on(batchCreated, (db, { subject, institution, at, data }) => {
        const content = JSON.stringify(data)
        db.run(
          k.insertInto('batches').values({ subject, institution, created_at: at, linked_to: null, content }),
        )
      }),
      on(batchChanged, (db, { subject, data }) => {
        db.run(
          k
            .updateTable('batches')
            .set({ content: JSON.stringify(data) })
            .where('subject', '=', subject),
        )
      }),
      on(batchLinked, (db, { subject, data }) => {
        db.run(k.updateTable('batches').set({ linked_to: data.to }).where('subject', '=', subject))
      }),
    ],
  },
  calls: { list, create, change, link },
} as const

import { z } from 'zod'
import { command, happened, type NewEvent } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { type Batch, readBatch } from '../batches/index.ts'
import { admitLetter } from './check-letter.ts'
import { refuseElsewhere } from './desks.ts'
import {
  applicantPeopleRecorded,
  applicationCompleted,
  applicationImported,
  contentSchema,
  documentAttached,
  documentDetached,
  importRecorded,
  letterSchema,
  marksSchema,
  pagesMarked,
  peopleSchema,
  sourceSchema,
} from './events.ts'
import { numberKey, numberKeysOf } from './number-key.ts'
import { numbersAsJson, numbersIn, readApplication } from './queries.ts'

const digest = z.string().regex(digestPattern)

const listRow = z.strictObject({ row: z.int().min(1), content: contentSchema, people: peopleSchema })

/** A checked list as commands get it. */
export const listSchema = {
  batch: z.string(),
  source: sourceSchema,
  rows: z.int().min(0),
  leftOut: z.array(z.strictObject({ row: z.int(), codes: z.array(z.string()) })),
  applications: z.array(listRow).min(1),
  letter: letterSchema.nullable(),
}

/** Takes a checked list in, all of it or nothing; reached only through the import task, which checked every row. */
export const recordImport = command({
  permission: may('applications:edit'),
  input: z.strictObject(listSchema),
  decide({ input, db, desk, today, newSubject }) {
    const batch = readBatch(db, input.batch)
    if (!batch) return refuse('batches/unknown')
    const { letter } = input
    if (letter) {
      const { scan: _, ...fields } = letter
      const admitted = admitLetter(fields, { db, institution: desk.institution, today })
      if (!admitted.ok) return admitted
    }
    const existing = numberKeysOf(numbersAsJson(db, input.batch))
    const double = input.applications
      .filter(({ content }) => existing.has(numberKey(content.number)))
      .map(({ row }) => row)
    if (double.length > 0) return refuse('applications/number-exists', { rows: double.slice(0, 50) })
    const { source, rows, leftOut } = input
    const whole = newSubject('import')
    const taken = input.applications.length
    const recorded = { batch: batch.id, source, rows, taken, leftOut, letter, compared: null }
    const events = [
      happened(importRecorded, whole, recorded),
      ...imported(input.applications, { import: whole, batch, newSubject }),
    ]
    return ok({ events, value: { import: whole, taken } })
  },
})

/** An application for each row of a list, with its people. */
export function imported(
  rows: readonly z.output<typeof listRow>[],
  {
    import: whole,
    batch,
    newSubject,
  }: { readonly import: string; readonly batch: Batch; newSubject(kind: string): string },
): readonly NewEvent[] {
  return rows.flatMap(({ row, content, people }) => {
    const application = newSubject('application')
    const data = { import: whole, batch: batch.id, kind: batch.kind, row, content }
    const of = happened(applicationImported, application, data)
    return people.length > 0 ? [of, happened(applicantPeopleRecorded, application, { people })] : [of]
  })
}

const complete = command({
  permission: may('applications:edit'),
  input: z.strictObject({ application: z.string(), content: contentSchema }),
  decide({ input, db, desk }) {
    const application = readApplication(db, input.application)
    if (!application) return refuse('applications/unknown')
    const here = refuseElsewhere(db, desk, [input.application])
    if (!here.ok) return here
    const fields = changedFields(application.content, input.content)
    if (fields.length === 0) return ok({ events: [], value: { fields } })
    if (fields.includes('number')) {
      const other = numbersIn(db, application.batch).get(numberKey(input.content.number))
      if (other && other.id !== input.application) return refuse('applications/number-exists', { rows: [] })
    }
    const data = { fields, content: input.content }
    return ok({ events: [happened(applicationCompleted, input.application, data)], value: { fields } })
  },
})

function changedFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  return Object.keys(after).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}

/** Records documents that are already in the store; reached through the tasks that put them there. */
export const recordDocuments = command({
  permission: may('applications:edit'),
  input: z
    .array(
      z.strictObject({ application: z.string(), document: digest, name: z.string(), size: z.int().min(0) }),
    )
    .min(1),
  decide({ input, db, desk }) {
    const here = refuseElsewhere(db, desk, [...new Set(input.map(({ application }) => application))])
    if (!here.ok) return here
    const events: NewEvent[] = []
    for (const { application, ...document } of input) {
      const known = readApplication(db, application)
      if (!known) return refuse('applications/unknown')
      if (known.documents.some((one) => one.document === document.document)) continue
      events.push(happened(documentAttached, application, document))
    }
    return ok({ events, value: { attached: events.length } })
  },
})

const detachDocument = command({
  permission: may('applications:edit'),
  input: z.strictObject({
    application: z.string(),
    document: digest,
    reason: z.string().trim().min(1).max(500),
  }),
  decide({ input, db, desk }) {
    const known = readApplication(db, input.application)
    if (!known?.documents.some(({ document }) => document === input.document))
      return refuse('applications/no-such-document')
    const here = refuseElsewhere(db, desk, [input.application])
    if (!here.ok) return here
    const { document, reason } = input
    return ok({ events: [happened(documentDetached, input.application, { document, reason })], value: null })
  },
})

const markPages = command({
  permission: may('applications:edit'),
  input: z.strictObject({ application: z.string(), document: digest, marks: marksSchema }),
  decide({ input, db, desk }) {
    const known = readApplication(db, input.application)
    if (!known?.documents.some(({ document }) => document === input.document))
      return refuse('applications/no-such-document')
    const here = refuseElsewhere(db, desk, [input.application])
    if (!here.ok) return here
    if (input.marks.some(({ from, to }) => to < from)) return refuse('applications/pages-backwards')
    const { document, marks } = input
    return ok({ events: [happened(pagesMarked, input.application, { document, marks })], value: null })
  },
})

export const applicationCommands = { complete, detachDocument, markPages }

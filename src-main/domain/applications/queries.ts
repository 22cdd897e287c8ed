import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import type { DocumentFacts } from '../../core/ports/documents.ts'
import { may } from '../accounts/rules.ts'
import { linkedBatches } from '../batches/index.ts'
import type { Letter } from './letter.ts'
import { numberKey } from './number-key.ts'
import { type ApplicationsTables, applicationsTables as k } from './projection.ts'
import type { ApplicationContent, ApplicationDocument, ApplicationKind, AttachmentMark } from './record.ts'

export type Application = {
  readonly id: string
  readonly import: string
  readonly batch: string
  readonly kind: ApplicationKind
  /** Whose desk recorded it: only that one writes on it. */
  readonly institution: string
  /** Where it comes from: the institution of the covering letter, else the one whose desk recorded it. */
  readonly origin: string
  /** Not null: 未校验来源, it came with this letter instead of a bundle. */
  readonly letter: Letter | null
  readonly at: string
  readonly content: ApplicationContent
  readonly documents: readonly ApplicationDocument[]
  /** Not null: the applicant took it back. */
  readonly withdrawal: Withdrawal | null
}

/** 申报单位撤回: why, on which day, and who recorded it when. */
export type Withdrawal = {
  readonly reason: string
  readonly date: string
  readonly at: string
  /** Account. */
  readonly person: string
}

export type ImportSummary = {
  readonly id: string
  readonly batch: string
  readonly institution: string
  readonly at: string
  /** Account of who took it in. */
  readonly person: string
  readonly rows: number
  readonly taken: number
  readonly leftOut: readonly { readonly row: number; readonly codes: readonly string[] }[]
  readonly origin: string
  readonly letter: Letter | null
  readonly withdrawn: string | null
  /** What it said of applications that were there; null when nothing was compared. */
  readonly compared: { readonly revised: number; readonly same: number; readonly missing: number } | null
}

export function readApplication(db: Db, id: string): Application | undefined {
  const row = db.get(
    k
      .selectFrom('applications')
      .innerJoin('application_contents', 'application_contents.subject', 'applications.subject')
      .selectAll()
      .where('applications.subject', '=', id),
  )
  if (!row) return undefined
  const documents = db.all(k.selectFrom('application_documents').selectAll().where('subject', '=', id))
  const source = readImport(db, row.import)
  return {
    id,
    import: row.import,
    batch: row.batch,
    kind: row.kind,
    institution: row.institution,
    origin: source?.origin ?? row.institution,
    letter: source?.letter ?? null,
    at: row.at,
    content: JSON.parse(row.content) as ApplicationContent,
    documents: documents.map(({ document, name, size, marks }) => ({
      document,
      name,
      size,
      marks: JSON.parse(marks) as AttachmentMark[],
    })),
    withdrawal: readWithdrawal(db, id),
  }
}

/** Null while the application stands, or when its import was withdrawn as a whole. */
export function readWithdrawal(db: Db, application: string): Withdrawal | null {
  const row = db.get(k.selectFrom('application_withdrawals').selectAll().where('subject', '=', application))
  return row ? { reason: row.reason, date: row.date, at: row.at, person: row.actor } : null
}

export function readImports(db: Db, batch: string): readonly ImportSummary[] {
  const rows = db.all(
    k.selectFrom('imports').selectAll().where('batch', 'in', linkedBatches(db, batch)).orderBy('at', 'desc'),
  )
  return rows.map(toImportSummary)
}

export function readImport(db: Db, id: string): ImportSummary | undefined {
  const row = db.get(k.selectFrom('imports').selectAll().where('subject', '=', id))
  return row && toImportSummary(row)
}

function toImportSummary(row: ApplicationsTables['imports']): ImportSummary {
  const { rows, taken, leftOut, compared } = JSON.parse(row.data) as Pick<
    ImportSummary,
    'rows' | 'taken' | 'leftOut' | 'compared'
  >
  const { subject: id, batch, institution, at, actor: person, origin, withdrawn } = row
  const letter = row.letter === null ? null : (JSON.parse(row.letter) as Letter)
  return { id, batch, institution, at, person, rows, taken, leftOut, origin, letter, withdrawn, compared }
}

/** Imports that came with a covering letter: few, so they are asked once instead of for every application. */
export function readLetterImports(
  db: Db,
): ReadonlyMap<string, { readonly origin: string; readonly letter: Letter }> {
  const rows = db.all(
    k.selectFrom('imports').select(['subject', 'origin', 'letter']).where('letter', 'is not', null),
  )
  return new Map(
    rows.map(({ subject, origin, letter }) => [subject, { origin, letter: JSON.parse(letter!) as Letter }]),
  )
}

function standingIn(db: Db, batch: string) {
  return k
    .selectFrom('applications')
    .where('batch', 'in', linkedBatches(db, batch))
    .where('import', 'not in', k.selectFrom('imports').select('subject').where('withdrawn', 'is not', null))
}

/** Numbers that stand in a batch (and in those linked to it) as they are, a list in JSON: a hundred thousand at once. */
export function numbersAsJson(db: Db, batch: string): string {
  const numbers = standingIn(db, batch).select(({ fn }) =>
    fn<string>('json_group_array', ['number']).as('json'),
  )
  return db.get(numbers)!.json
}

/** Numbers that stand in a batch (and in those linked to it) as {@link numberKey}, with the application and whose it is. */
export function numbersIn(
  db: Db,
  batch: string,
): ReadonlyMap<string, { readonly number: string; readonly id: string; readonly institution: string }> {
  const rows = db.all(standingIn(db, batch).select(['number', 'subject', 'institution']))
  return new Map(
    rows.map(({ number, subject, institution }) => [numberKey(number), { number, id: subject, institution }]),
  )
}

const open = query({
  permission: may('applications:read'),
  input: z.string(),
  read: ({ input, db }): Application | null => readApplication(db, input) ?? null,
})

const imports = query({
  permission: may('applications:read'),
  input: z.string(),
  read: ({ input, db }) => readImports(db, input),
})

export const applicationQueries = { open, imports }

/** Facts about the documents of an application, for screens that show them beside it. */
export type DocumentWithFacts = ApplicationDocument & { readonly facts: DocumentFacts | null }

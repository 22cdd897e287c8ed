import type { Result } from '../../src-main/core/result.ts'
import { recordImport } from '../../src-main/domain/applications/commands.ts'
import type { ApplicationPerson } from '../../src-main/domain/applications/person.ts'
import { readApplication } from '../../src-main/domain/applications/queries.ts'
import type { ApplicationContent } from '../../src-main/domain/applications/record.ts'
import { recordImportWithdrawn } from '../../src-main/domain/formal-review/withdraw-import.ts'
import { modules } from '../../src-main/domain/index.ts'
import { recordRevised } from '../../src-main/domain/revisions/commands.ts'
import { compareList } from '../../src-main/domain/revisions/compare-list.ts'
import { type ChosenRow, type Comparison, preselected } from '../../src-main/domain/revisions/rules.ts'
import { anApplication } from './applications.ts'
import { jointBatch } from './batches.ts'
import type { LogDesk } from './office-desks.ts'

export type Listed = Partial<ApplicationContent> & { readonly people?: readonly ApplicationPerson[] }

/** A list as it lies before a desk: what each row says, and which file it is. */
export type AList = { readonly rows: readonly Listed[]; readonly file?: string }

let files = 1000
let batches = 0

export function newBatch(desk: LogDesk): string {
  const title = `批次 ${++batches}`
  const made = desk.run(modules.batches.calls.create, jointBatch({ title, fields: ['人工智能'] }))
  if (!made.ok) throw new Error(made.error.code)
  return made.value.batch
}

/** A list and what a command needs of it; every list is another file unless it says which. */
export function listIn(batch: string, { rows, file }: AList) {
  const digest = `sha256:${(file ?? String(++files)).padStart(64, '0')}`
  const applications = rows.map(({ people = [], ...content }, i) => ({
    row: i + 2,
    content: anApplication(content),
    people: [...people],
  }))
  const source = { digest, format: 'xlsx' as const, encoding: null, sheet: '一' }
  return { batch, source, rows: rows.length, leftOut: [], applications, letter: null }
}

type List = ReturnType<typeof listIn>

/** Takes a list in whose numbers are all new. */
export function takeInNew(desk: LogDesk, list: List): string {
  const taken = desk.run(recordImport, list as never)
  if (!taken.ok) throw new Error(JSON.stringify(taken.error))
  return taken.value.import
}

export function compared(desk: LogDesk, list: List): Comparison {
  return compareList(desk, {
    batch: list.batch,
    digest: list.source.digest,
    origin: desk.desk.institution,
    rows: list.applications,
    leftOut: [],
  })
}

/** What a person takes who leaves everything as it is proposed. */
export function asProposed({ rows }: Comparison): readonly ChosenRow[] {
  return rows.flatMap((row) => {
    const fields = row.group === 'changed' ? preselected(row) : []
    return fields.length > 0 ? [{ row: row.row, fields }] : []
  })
}

/** Everything that differs, whatever is proposed. */
export function everything({ rows }: Comparison): readonly ChosenRow[] {
  return rows
    .filter(({ group }) => group === 'changed')
    .map(({ row, changes }) => ({ row, fields: changes.map(({ field }) => field) }))
}

/** Compares a list and takes of it what is chosen. */
export function takeInAgain(
  desk: LogDesk,
  list: List,
  {
    choose = asProposed,
    reason = '',
    seen,
  }: {
    readonly choose?: (comparison: Comparison) => readonly ChosenRow[]
    readonly reason?: string
    readonly seen?: string
  } = {},
): Result<{ readonly import: string; readonly taken: number; readonly revised: number }> {
  const comparison = compared(desk, list)
  const input = {
    ...list,
    chosen: choose(comparison),
    reason,
    seen: seen ?? comparison.seen,
    leftOutNumbers: [],
  }
  return desk.run(recordRevised, input as never)
}

export function withdrawImport(desk: LogDesk, id: string): Result<unknown> {
  return desk.run(recordImportWithdrawn, { import: id, reason: '导错了' })
}

export function contentOf(desk: LogDesk, application: string): ApplicationContent {
  return readApplication(desk.db, application)!.content
}

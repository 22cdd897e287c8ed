import { recordImport } from '../../src-main/domain/applications/commands.ts'
import type { ApplicationContent } from '../../src-main/domain/applications/record.ts'
import type { BatchContent } from '../../src-main/domain/batches/index.ts'
import type { NoticeItem, Outcome } from '../../src-main/domain/formal-review/rules.ts'
import { modules } from '../../src-main/domain/index.ts'
import type { RuleCode } from '../../src-main/domain/rule-packs/rules.ts'
import { anApplication } from './applications.ts'
import { jointBatch } from './batches.ts'
import type { LogDesk } from './office-desks.ts'

const review = modules.formalReview.calls
const all = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }

const person = {
  name: '王某',
  role: '项目负责人',
  organisation: null,
  title: null,
  idNumber: null,
  phone: '13800000000',
}

/** A refusal inside of a story that should have gone on. */
class Refused extends Error {
  readonly refusal: { readonly code: string }
  constructor(refusal: { readonly code: string }) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/** What a story was refused with; undefined when it was not. */
export function refusalOf(story: () => void): { readonly code: string } | undefined {
  try {
    story()
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
  return undefined
}

type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: { code: string } }

function granted<Value>(result: Answer<Value>): Value {
  if (!result.ok) throw new Refused(result.error)
  return result.value
}

/** Takes this many applications into a new batch, or exactly these; answers their ids in the order of their numbers. */
export function takeIn(
  desk: LogDesk,
  given: number | readonly Partial<ApplicationContent>[],
  kind: 'joint' | 'consortium' = 'joint',
  about: Partial<BatchContent> = {},
): readonly string[] {
  const contents =
    typeof given === 'number'
      ? Array.from({ length: given }, (_, i) => ({
          number: `N-${String(i + 1).padStart(4, '0')}`,
          title: `智能项目 ${i + 1}`,
        }))
      : given
  const rulePack = kind === 'joint' ? 'joint-draft' : 'consortium-2025'
  const { batch } = granted(
    desk.run(modules.batches.calls.create, jointBatch({ fields: ['人工智能'], kind, rulePack, ...about })),
  )
  const applications = contents.map((content, i) => ({
    row: i + 2,
    content: anApplication(content),
    people: [person],
  }))
  const source = { digest: `sha256:${'d'.repeat(64)}`, format: 'xlsx', encoding: null, sheet: '一' }
  const input = { batch, source, rows: contents.length, leftOut: [], applications, letter: null }
  granted(desk.run(recordImport, input as never))
  const listed = desk.ask(review.list, {
    filter: { ...all, batch },
    sort: { column: 'number', descending: false },
    offset: 0,
    limit: 500,
  } as never) as { readonly rows: readonly { readonly id: string }[] }
  return listed.rows.map(({ id }) => id)
}

/**
 * Puts so many copies of an application, with its people and its review, into the tables that lists are read from. The
 * log knows nothing of them: for lists that are too long, where it only matters how many rows there are.
 */
export function multiply(desk: LogDesk, application: string, copies: number): void {
  const again = { subject: `subject || '000' || i`, application: `application || '000' || i` }
  const tables = {
    applications: { key: 'subject', changed: { ...again, number: `number || '-' || i` } },
    application_contents: { key: 'subject', changed: again },
    application_people: { key: 'subject', changed: again },
    reviews: { key: 'application', changed: again },
  }
  desk.db.transaction(() => {
    for (const [table, { key, changed }] of Object.entries(tables)) {
      const columns = desk.db.sql<{ name: string }>('SELECT name FROM pragma_table_info(?)', table)
      const values = columns.map(({ name }) => (changed as Record<string, string>)[name] ?? name)
      desk.db.sql(
        `WITH RECURSIVE copies (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM copies WHERE i < ?)
         INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')})
         SELECT ${values.join(', ')} FROM ${table}, copies WHERE ${key} = ?`,
        copies,
        application,
      )
    }
  })
}

export function pageOf(desk: LogDesk, application: string) {
  const page = desk.ask(review.open, application)
  if (!page) throw new Error('no such application')
  return page
}

/** Judges every item, the named ones as 不符合, and closes the review. */
export function closeReview(
  desk: LogDesk,
  application: string,
  how: {
    readonly outcome: Outcome
    readonly failing: readonly RuleCode[]
    readonly note?: string
    readonly notice?: readonly NoticeItem[]
    readonly reason?: string
    readonly deadline?: string
  },
): void {
  const { outcome, failing, note = '', notice, reason = '', deadline = '2026-12-06' } = how
  for (const { code } of pageOf(desk, application).states) {
    const verdict = failing.includes(code) ? '不符合' : '符合'
    const said = verdict === '不符合' ? note : ''
    granted(desk.run(review.recordVerdict, { application, code, verdict, note: said, evidence: [] }))
  }
  const closing = { application, reason, seen: pageOf(desk, application).seen }
  const worded = notice ? { notice: [...notice] } : {}
  if (outcome === '通过') granted(desk.run(review.closeAsPassed, closing))
  else if (outcome === '不予受理') granted(desk.run(review.closeAsNotAccepted, { ...closing, ...worded }))
  else granted(desk.run(review.closeForMaterial, { ...closing, ...worded, deadline }))
}

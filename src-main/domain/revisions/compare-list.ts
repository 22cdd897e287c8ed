import type { Db } from '../../core/db.ts'
import type { DeskFacts, StagedReading } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { hasError, type StagedList } from '../applications/check-list.ts'
import { readDesksOf } from '../applications/desks.ts'
import { numberKey } from '../applications/number-key.ts'
import type { ApplicationPerson } from '../applications/person.ts'
import type { ApplicationContent } from '../applications/record.ts'
import { excerpts, isLead, type RevisedField, textIn, valueIn } from '../applications/revisable-fields.ts'
import { differencesOf, peopleDiffer, revisedBy } from '../applications/revise-content.ts'
import { sameOrganisation } from '../organisations/rules.ts'
import type {
  Apart,
  ComparedRow,
  Comparison,
  FieldChange,
  MissingApplication,
  RowRemark,
} from './compared.ts'
import {
  type RecordedApplication,
  type RecordedContents,
  readRecordedBatch,
  readRecordedContents,
  readSameFile,
} from './recorded.ts'

/** A row of a list as it is compared. */
export type ListRow = {
  readonly row: number
  readonly content: ApplicationContent
  readonly people: readonly ApplicationPerson[]
}

export type ListToCompare = {
  readonly batch: string
  /** Of the file. */
  readonly digest: string
  /** Whose applications these are: the institution of the covering letter, else our own. */
  readonly origin: string
  readonly rows: readonly ListRow[]
  /** Numbers of rows that are left out: they are not compared, and not missing either. */
  readonly leftOut: readonly string[]
}

type Context = { readonly db: Db; readonly desk: Pick<DeskFacts, 'device' | 'institution'> }

/** Sorts every row of a list by what it says of the application of its number. Changes nothing. */
export function compareList({ db, desk }: Context, list: ListToCompare): Comparison {
  const { byNumber, withdrawnNumbers } = readRecordedBatch(db, list.batch)
  const keyed = list.rows.map((row) => ({ row, key: numberKey(row.content.number) }))
  const found = keyed.flatMap(({ key }) => byNumber.get(key) ?? [])
  const ours = found.filter(({ institution }) => institution === desk.institution)
  const recorded = readRecordedContents(db, desk, ours)
  const sameFileAt = readSameFile(db, list.batch, list.digest)
  const rows = keyed.map(({ row, key }) => {
    const known = byNumber.get(key)
    if (!known) return newRow(row, withdrawnNumbers.get(key))
    const apart = apartFrom(known, { desk, origin: list.origin, recorded })
    return apart
      ? rowOf(row, { ...standing(known), group: 'apart', ...apart })
      : comparedRow(row, known, recorded, sameFileAt !== null)
  })
  const named = new Set([...keyed.map(({ key }) => key), ...list.leftOut.map(numberKey)])
  const missing = [...byNumber].flatMap(([key, one]) =>
    named.has(key) || one.isWithdrawn || one.institution !== desk.institution || one.origin !== list.origin
      ? []
      : [one],
  )
  const desks = readDesksOf(db, desk, missing)
  return {
    rows,
    missing: missing.map((one) => missingOf(one, desks.get(one.id) ?? null)),
    sameFileAt,
    seen: fingerprint(JSON.stringify(rows)),
  }
}

const nothing = { application: null, apart: null, owner: null, review: null, changes: [], remarks: [] }

function rowOf(
  { row, content }: ListRow,
  said: Partial<ComparedRow> & Pick<ComparedRow, 'group'>,
): ComparedRow {
  const lead = content.organisations.find(isLead)?.name ?? ''
  return { row, number: content.number, title: content.title, lead, ...nothing, ...said }
}

function newRow(row: ListRow, withdrawnAt: string | undefined): ComparedRow {
  const remarks: readonly RowRemark[] =
    withdrawnAt === undefined ? [] : [{ code: 'number-of-withdrawn-import', at: withdrawnAt }]
  return rowOf(row, { group: 'new', remarks })
}

function standing({ id, review }: RecordedApplication): Pick<ComparedRow, 'application' | 'review'> {
  return { application: id, review }
}

function apartFrom(
  known: RecordedApplication,
  {
    desk,
    origin,
    recorded,
  }: {
    readonly desk: Context['desk']
    readonly origin: string
    readonly recorded: RecordedContents
  },
): { readonly apart: Apart; readonly owner: string | null } | null {
  if (known.institution !== desk.institution) return { apart: 'other-office', owner: known.institution }
  if (known.origin !== origin) return { apart: 'other-source', owner: known.origin }
  if (known.isWithdrawn) return { apart: 'withdrawn', owner: null }
  const writtenAt = recorded.deskOf(known.id)
  return writtenAt && !writtenAt.isHere ? { apart: 'other-desk', owner: writtenAt.name } : null
}

function comparedRow(
  row: ListRow,
  known: RecordedApplication,
  recorded: RecordedContents,
  isSameFile: boolean,
): ComparedRow {
  const now = recorded.contentOf(known.id)
  if (!now) return rowOf(row, { ...standing(known), group: 'same' })
  const typed = recorded.typedOf(known.id)
  const changes = differencesOf(now, row.content).map((field): FieldChange => {
    const next = revisedBy(now, row.content, [field])
    const isOld = recorded.oldOf(known.id, field).has(JSON.stringify(valueIn(next, field)))
    const texts = excerpts(textIn(now, field), textIn(next, field))
    return { field, ...texts, isTyped: typed.has(field), isOld }
  })
  const people = peopleDiffer(recorded.peopleOf(known.id), row.people)
  // What persons were is kept in the events alone: only the file itself tells that it is older than what is here.
  const isOld = isSameFile && recorded.oldOf(known.id, 'people').size > 0
  const ofPeople: readonly FieldChange[] = people
    ? [{ field: 'people', before: null, after: null, isTyped: false, isOld }]
    : []
  const all = [...changes, ...ofPeople]
  const remarks = remarksOn(row, known, now, new Set(all.map(({ field }) => field)))
  return rowOf(row, {
    ...standing(known),
    group: all.length === 0 ? 'same' : 'changed',
    changes: all,
    remarks,
  })
}

function remarksOn(
  { content }: ListRow,
  known: RecordedApplication,
  now: ApplicationContent,
  changed: ReadonlySet<RevisedField>,
): readonly RowRemark[] {
  const remarks: RowRemark[] = []
  if (known.number !== content.number)
    remarks.push({ code: 'number-written-differently', number: known.number })
  const [was, is] = [now.organisations.find(isLead), content.organisations.find(isLead)]
  const isRenamed = was?.code != null && is !== undefined && sameOrganisation(was, is)
  if (changed.has('lead') && changed.has('title') && !isRenamed) remarks.push({ code: 'maybe-another' })
  else {
    if (changed.has('lead')) remarks.push({ code: isRenamed ? 'lead-renamed' : 'lead-moved' })
    if (changed.has('title')) remarks.push({ code: 'title-changed' })
  }
  return remarks
}

function missingOf(
  { id, number, title, lead, review }: RecordedApplication,
  desk: { readonly isHere: boolean; readonly name: string } | null,
): MissingApplication {
  return { application: id, number, title, lead, review, desk: desk && !desk.isHere ? desk.name : null }
}

/** Two numbers of 32 bits over a text: enough to see that something has changed, and no proof of anything. */
function fingerprint(text: string): string {
  let [a, b] = [0x811c9dc5, 0x9e3779b9]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b)
    b ^= b >>> 13
  }
  return `${text.length.toString(36)}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`
}

export type StagedToCompare = {
  readonly leaveOut: readonly number[]
  /** Of the covering letter; null for a list of our own. */
  readonly origin: string | null
}

export const compareListReading: StagedReading<StagedToCompare, Comparison> = 'revisions/compare-list'

/** Compares a list that was read and waits; rows with errors and rows that a person leaves out are not compared. */
export function compareStaged(
  staged: StagedList | undefined,
  { leaveOut, origin }: StagedToCompare,
  { db, desk }: Context,
): Result<Comparison> {
  if (!staged) return refuse('applications/read-again')
  const left = new Set(leaveOut)
  const isLeft = (one: StagedList['applications'][number]) => left.has(one.row) || hasError(one)
  return ok(
    compareList(
      { db, desk },
      {
        batch: staged.batch,
        digest: staged.source.digest,
        origin: origin ?? desk.institution,
        rows: staged.applications.filter((one) => !isLeft(one)),
        leftOut: staged.applications.filter(isLeft).map(({ content }) => content.number),
      },
    ),
  )
}

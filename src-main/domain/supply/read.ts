import type { Db } from '../../core/db.ts'
import type { QueryContext } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { readDeskOf, type WritingDesk } from '../applications/desks.ts'
import { type Application, readApplication, readImport } from '../applications/queries.ts'
import { type Batch, readBatch } from '../batches/index.ts'
import { reviewTables } from '../formal-review/projection.ts'
import type { Outcome } from '../formal-review/rules.ts'
import { readReviewOf } from '../formal-review/which-review.ts'
import type { Effect } from '../sign-offs/rules.ts'
import { readEffect } from '../sign-offs/standing.ts'
import { supplyTables as k, type SupplyTables } from './projection.ts'
import {
  type CallDirection,
  type ReceiptState,
  type SendingWay,
  type SupplyStanding,
  standingOf,
} from './rules.ts'

/** One thing that a notice asks for, and what came of it. */
export type SupplyItem = {
  readonly code: string
  readonly sentence: string
  readonly state: ReceiptState
  readonly day: string | null
  /** It came in after the deadline of the notice. */
  readonly isLate: boolean
  readonly note: string
  readonly person: string | null
  readonly at: string | null
  /** How often what was recorded was corrected; the earlier words stand in the timeline. */
  readonly corrections: number
}

export type SupplyCall = {
  readonly call: number
  readonly direction: CallDirection
  readonly day: string
  readonly time: string
  readonly agreed: string
  readonly person: string
  readonly corrections: number
}

export type SupplyExtension = {
  readonly from: string
  readonly to: string
  readonly reason: string
  readonly approvedBy: string
  readonly approvedOn: string
  readonly paper: string
  readonly afterExpiry: boolean
}

/** One notice of missing material with everything that followed. */
export type SupplyNotice = {
  readonly notice: Digest
  readonly round: number
  readonly at: string
  /** Id of the last event of the application that was reviewed for it. */
  readonly seen: Digest
  readonly namedDeadline: string
  /** With extensions. */
  readonly deadline: string
  readonly reason: string
  readonly sent: { readonly day: string; readonly way: SendingWay; readonly note: string } | null
  readonly items: readonly SupplyItem[]
  readonly calls: readonly SupplyCall[]
  readonly extensions: readonly SupplyExtension[]
  /** When the review went on; null while material is waited for. */
  readonly endedAt: string | null
  readonly standing: SupplyStanding
  /** Whether the closing has taken effect: before its sign-off no notice goes out and no deadline runs. */
  readonly effect: Effect
}

/** What came, joined to a version. */
export type SupplyVersion = {
  readonly number: number
  readonly notice: Digest
  readonly day: string
  readonly seen: Digest
  readonly documents: readonly { readonly document: Digest; readonly name: string; readonly size: number }[]
  readonly note: string
  readonly person: string
  readonly at: string
}

/** Everything about the supply of missing material of one application. */
export type Supply = {
  readonly application: Application
  readonly review: { readonly id: string; readonly outcome: Outcome | null } | null
  /** The newest first. */
  readonly notices: readonly SupplyNotice[]
  readonly versions: readonly SupplyVersion[]
  /** Null, or why this desk may not write on it. */
  readonly readOnly: 'other-office' | 'other-desk' | 'withdrawn' | null
  readonly desk: WritingDesk | null
}

type Context = Pick<QueryContext<unknown>, 'db' | 'desk' | 'today'>

/** Reads it by the desk that recorded the application; undefined for one that is not here. */
export function readSupply({ db, desk, today }: Context, id: string): Supply | undefined {
  const application = readApplication(db, id)
  if (!application) return undefined
  const subject = readReviewOf(db, id, application.institution)
  const review = subject === null ? undefined : readReview(db, subject)
  const writtenAt = readDeskOf(db, desk, id)
  const readOnly =
    application.institution !== desk.institution
      ? 'other-office'
      : readImport(db, application.import)?.withdrawn != null
        ? 'withdrawn'
        : writtenAt && !writtenAt.isHere
          ? 'other-desk'
          : null
  return {
    application,
    review: review ?? null,
    notices: review ? readNotices(db, review.id, readBatch(db, application.batch), today) : [],
    versions: review ? readVersions(db, review.id) : [],
    readOnly,
    desk: writtenAt,
  }
}

function readReview(db: Db, id: string): Supply['review'] | undefined {
  return db.get(
    reviewTables.selectFrom('reviews').select(['subject as id', 'outcome']).where('subject', '=', id),
  )
}

function readNotices(
  db: Db,
  review: string,
  batch: Batch | undefined,
  today: string,
): readonly SupplyNotice[] {
  const rowsOf = <Table extends 'supply_items' | 'supply_calls' | 'supply_extensions'>(
    table: Table,
    order: string,
  ) => db.sql<SupplyTables[Table]>(`SELECT * FROM ${table} WHERE subject = ? ORDER BY ${order}`, review)
  const items = rowsOf('supply_items', 'place')
  const calls = rowsOf('supply_calls', 'day, time, call')
  const extensions = rowsOf('supply_extensions', 'rowid')
  const notices = db.all(
    k.selectFrom('supply_notices').selectAll().where('subject', '=', review).orderBy('round', 'desc'),
  )
  return notices.map((row): SupplyNotice => {
    const of = (one: { readonly notice: string }) => one.notice === row.notice
    return {
      notice: row.notice as Digest,
      round: row.round,
      at: row.at,
      seen: row.seen as Digest,
      namedDeadline: row.named_deadline,
      deadline: row.deadline,
      reason: row.reason,
      sent: row.sent_on === null ? null : { day: row.sent_on, way: row.sent_way!, note: row.sent_note },
      items: items.filter(of).map((item) => itemOf(item, row.deadline)),
      calls: calls.filter(of).map(({ subject: _, notice: __, at: ___, ...call }) => call),
      extensions: extensions.filter(of).map(extensionOf),
      endedAt: row.ended_at,
      standing: standingOf({ ...row, sentOn: row.sent_on }, today),
      effect: readEffect(db, row.notice as Digest, { signOff: batch?.signOff ?? false }),
    }
  })
}

function itemOf(row: SupplyTables['supply_items'], deadline: string): SupplyItem {
  const { code, sentence, state, received_on: day, note, person, at, corrections } = row
  return { code, sentence, state, day, isLate: day !== null && day > deadline, note, person, at, corrections }
}

function extensionOf(row: SupplyTables['supply_extensions']): SupplyExtension {
  return {
    from: row.from_day,
    to: row.to_day,
    reason: row.reason,
    approvedBy: row.approved_by,
    approvedOn: row.approved_on,
    paper: row.paper,
    afterExpiry: row.after_expiry === 1,
  }
}

function readVersions(db: Db, review: string): readonly SupplyVersion[] {
  const rows = db.all(
    k.selectFrom('supply_versions').selectAll().where('subject', '=', review).orderBy('number'),
  )
  return rows.map(({ subject: _, documents, notice, seen, ...row }) => ({
    ...row,
    notice: notice as Digest,
    seen: seen as Digest,
    documents: JSON.parse(documents) as SupplyVersion['documents'],
  }))
}

/** The notice whose material is waited for; null when the review is not closed for it. */
export function waitingNotice({ review, notices }: Pick<Supply, 'review' | 'notices'>): SupplyNotice | null {
  if (review?.outcome !== '通知补交材料') return null
  return notices.find(({ endedAt }) => endedAt === null) ?? null
}

import type { Db } from '../../core/db.ts'
import { ranks } from '../sign-offs/projection.ts'
import { readSignOff, type SignOff } from '../sign-offs/queries.ts'
import type { ReviewClosing } from './events.ts'
import type { Outcome } from './projection.ts'

/** One line of a 呈批件: the outcome that was laid before whoever decides, and whether it still stands. */
export type CoveredItem = {
  readonly place: number
  readonly application: string
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly leadRegion: string | null
  /** 分. */
  readonly requested: number | null
  readonly outcome: Outcome
  /** Of the closing that is covered; null when the review was opened again. */
  readonly deadline: string | null
  /** Rules that the notice names. */
  readonly codes: readonly string[]
  /** Not agreed to while others of the list were. */
  readonly isReturned: boolean
  /** The review was opened again, and perhaps closed anew: this 呈批件 does not cover what it says now. */
  readonly isOutdated: boolean
}

export type SignOffPage = SignOff & { readonly items: readonly CoveredItem[] }

/** A 呈批件 with its list, joined to what the applications say now; undefined for an unknown one. */
export function readCovered(db: Db, id: string): SignOffPage | undefined {
  const signOff = readSignOff(db, id)
  if (!signOff) return undefined
  const rows = db.sql<{
    place: number
    application: string
    number: string | null
    title: string | null
    lead: string | null
    leadRegion: string | null
    requested: number | null
    outcome: Outcome
    rank: number
    closing: string
    now: string | null
    frozen: string | null
  }>(
    `SELECT i.place, i.application, i.outcome, i.rank, i.closing, a.number, a.title, a.lead, a.lead_region AS leadRegion,
       a.requested, r.closing_id AS now, r.closing AS frozen
     FROM sign_off_items i LEFT JOIN applications a ON a.subject = i.application
     LEFT JOIN reviews r ON r.subject = i.review WHERE i.subject = ? ORDER BY i.place`,
    id,
  )
  const items = rows.map(({ rank, closing, now, frozen, number, title, lead, ...row }): CoveredItem => {
    const isOutdated = now !== closing
    const said = isOutdated || frozen === null ? null : (JSON.parse(frozen) as ReviewClosing)
    return {
      ...row,
      number: number ?? '（申报未到）',
      title: title ?? '',
      lead: lead ?? '',
      deadline: said?.deadline ?? null,
      codes: said?.notice.map(({ code }) => code) ?? [],
      isReturned: rank === ranks.returned,
      isOutdated,
    }
  })
  return { ...signOff, items }
}

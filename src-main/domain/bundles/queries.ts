import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { readInstitutions } from '../offices/index.ts'
import { checkCodeOf } from '../papers/place.ts'
import { readPins } from '../trust/pins.ts'
import { confirmedUpTo, countBetween } from './confirmed.ts'
import type { BundleReceived, BundleSent } from './events.ts'
import { type PaperStanding, paperStandings } from './paper-register.ts'
import { bundlesTables as k } from './projection.ts'

export type ExchangeRow = {
  readonly institution: string
  readonly name: string
  readonly short: string
  readonly pinned: boolean
  /** Last bundle that was written for it, and how far it reaches. */
  readonly sent: { readonly at: string; readonly label: string; readonly upTo: number } | null
  /** Last bundle that came from it. */
  readonly received: { readonly at: string; readonly upTo: number } | null
  /** Up to which of our events it confirmed. */
  readonly confirmed: number
  /** Our events that it has not confirmed; those that only tell of exchange do not count, or it would never end. */
  readonly unconfirmed: number
  /** What went to it and came from it on paper: institutions without a desk have nothing else. */
  readonly paper: PaperStanding | null
}

/** The table of exchange: what each institution was sent, sent us, and confirmed. */
export const exchange = query({
  permission: may('bundles:list'),
  input: z.null(),
  read({ db, desk }): readonly ExchangeRow[] {
    const pins = new Set(readPins(db, desk.institution).map(({ institution }) => institution))
    const papers = paperStandings(db, desk.institution)
    return readInstitutions(db)
      .filter(({ code }) => code !== desk.institution)
      .map(({ code, name, short }) => {
        const confirmed = confirmedUpTo(db, code, desk.device)
        return {
          institution: code,
          name,
          short,
          pinned: pins.has(code),
          sent: lastSent(db, desk.institution, code, desk.device),
          received: lastReceived(db, desk.institution, code),
          confirmed,
          unconfirmed: countBetween(db, confirmed, Number.MAX_SAFE_INTEGER),
          paper: papers.get(code) ?? null,
        }
      })
  },
})

function lastSent(db: Db, sender: string, recipient: string, device: Digest): ExchangeRow['sent'] {
  const row = db.get(
    k
      .selectFrom('bundles_sent')
      .selectAll()
      .where('sender', '=', sender)
      .where('recipient', '=', recipient)
      .orderBy('at', 'desc'),
  )
  if (!row) return null
  const { ranges } = JSON.parse(row.data) as BundleSent
  const upTo = ranges.find((range) => range.device === device)?.to ?? 0
  return { at: row.at, label: row.label, upTo }
}

function lastReceived(db: Db, receiver: string, sender: string): ExchangeRow['received'] {
  const row = db.get(
    k
      .selectFrom('bundles_received')
      .selectAll()
      .where('receiver', '=', receiver)
      .where('sender', '=', sender)
      .orderBy('at', 'desc'),
  )
  if (!row) return null
  const { chains } = JSON.parse(row.data) as BundleReceived
  return { at: row.at, upTo: chains.find(({ institution }) => institution === sender)?.to ?? 0 }
}

export type BundleRecord = {
  readonly id: string
  readonly direction: 'sent' | 'received'
  readonly other: string
  readonly at: string
  readonly person: string
  readonly label: string
  readonly digest: string
  readonly size: number | null
  readonly events: number
  readonly documents: number
  /** Sent ones: true once the recipient's receipt covers it. */
  readonly confirmed: boolean | null
  /** As printed on the papers of this record: first eight digits of its event's id. */
  readonly checkCode: string
}

/** Every bundle this desk wrote or took in, the newest first. */
export const register = query({
  permission: may('bundles:read'),
  input: z.null(),
  read({ db, desk }): readonly BundleRecord[] {
    const sent = db.all(k.selectFrom('bundles_sent').selectAll().where('sender', '=', desk.institution))
    const received = db.all(
      k.selectFrom('bundles_received').selectAll().where('receiver', '=', desk.institution),
    )
    const upTo = new Map<string, number>()
    const confirmedBy = (institution: string) => {
      if (!upTo.has(institution)) upTo.set(institution, confirmedUpTo(db, institution, desk.device))
      return upTo.get(institution)!
    }
    const records = [
      ...sent.map((row): BundleRecord => {
        const data = JSON.parse(row.data) as BundleSent
        const own = data.ranges.find(({ device }) => device === desk.device)
        return {
          id: row.subject,
          direction: 'sent',
          other: row.recipient,
          at: row.at,
          person: row.person,
          label: row.label,
          digest: row.digest,
          size: row.size,
          events: countOf(data.ranges),
          documents: data.documents,
          confirmed: own ? confirmedBy(row.recipient) >= own.to : true,
          checkCode: checkCodeOf(db, row.subject),
        }
      }),
      ...received.map((row): BundleRecord => {
        const data = JSON.parse(row.data) as BundleReceived
        return {
          id: row.subject,
          direction: 'received',
          other: row.sender,
          at: row.at,
          person: row.person,
          label: '',
          digest: row.digest,
          size: null,
          events: countOf(data.chains),
          documents: data.documents,
          confirmed: null,
          checkCode: checkCodeOf(db, row.subject),
        }
      }),
    ]
    return records.sort((a, b) => (a.at < b.at ? 1 : -1))
  },
})

type Range = { readonly device: string; readonly from: number; readonly to: number }

function countOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
}

/** Bodies that are kept but not shown, by problem: a newer program, or something that breaks a rule. */
export const setAside = query({
  permission: may('bundles:read'),
  input: z.null(),
  read: ({ db }) =>
    db.sql<{ problem: string; type: string | null; institution: string; count: number }>(
      `SELECT b.problem, b.type, c.institution, count(*) AS count FROM bodies b
       JOIN events e ON e.position = b.position JOIN chains c ON c.number = e.chain
       WHERE b.problem IS NOT NULL GROUP BY b.problem, b.type, c.institution ORDER BY 3, 1, 2`,
    ),
})

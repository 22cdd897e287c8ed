import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { readInstitutions } from '../offices/index.ts'
import { confirmedUpTo, countBetween } from './confirmed.ts'
import { type DeskStanding, deskStandings } from './due.ts'
import type { BundleSent } from './events.ts'
import { bundlesTables as k } from './projection.ts'

/** How far exchange with one institution has come, in records of ours that others may read and that matter to them. */
export type Standing = {
  readonly institution: string
  readonly total: number
  /** Of these: went out in a bundle, confirmed ones among them. */
  readonly sent: number
  readonly confirmed: number
  /** Records of its own that came here and whose receipt went out in no bundle yet. */
  readonly receiptDue: number
  /** Documents that its applications name and that are not here. */
  readonly missingDocuments: number
}

/** The picture of exchange: how much of ours each institution was sent and confirmed, and what of theirs is not here. */
export const standing = query({
  permission: may('bundles:list'),
  input: z.null(),
  read({ db, desk }): readonly Standing[] {
    const total = countBetween(db, 0, Number.MAX_SAFE_INTEGER)
    const missing = missingDocuments(db)
    return readInstitutions(db)
      .filter(({ code }) => code !== desk.institution)
      .map(({ code }) => {
        const confirmed = confirmedUpTo(db, code, desk.device)
        const sent = Math.max(confirmed, sentUpTo(db, desk.institution, code, desk.device))
        return {
          institution: code,
          total,
          sent: countBetween(db, 0, sent),
          confirmed: countBetween(db, 0, confirmed),
          receiptDue: receiptDue(db, desk.institution, code, sent),
          missingDocuments: missing.get(code) ?? 0,
        }
      })
  },
})

/** The other desks of the own office: what each of them has not confirmed yet. */
export const desks = query({
  permission: may('bundles:list'),
  input: z.null(),
  read: ({ db, desk }): readonly DeskStanding[] => deskStandings(db, desk.device),
})

function sentUpTo(db: Db, sender: string, recipient: string, device: string): number {
  const rows = db.all(
    k
      .selectFrom('bundles_sent')
      .select('data')
      .where('sender', '=', sender)
      .where('recipient', '=', recipient),
  )
  const places = rows.flatMap(({ data }) => {
    const { ranges } = JSON.parse(data) as BundleSent
    return ranges.filter((range) => range.device === device).map(({ to }) => to)
  })
  return Math.max(0, ...places)
}

/** A receipt goes out when the bundle reaches the place of its event; receipts for receipts alone are not due. */
function receiptDue(db: Db, own: string, sender: string, sentUpTo: number): number {
  const [row] = db.sql<{ n: number }>(
    `SELECT count(*) AS n FROM events e JOIN chains c ON c.number = e.chain JOIN bodies b ON b.position = e.position
     WHERE c.institution = ? AND c.own = 0 AND b.type NOT IN ('BundleSent', 'BundleReceived')
       AND e.seq > coalesce((
         SELECT max(r.seq) FROM bundle_receipts r JOIN bodies rb ON rb.subject = r.subject
         JOIN events re ON re.position = rb.position JOIN chains rc ON rc.number = re.chain
         WHERE rc.own = 1 AND r.receiver = ? AND r.device = c.device AND re.seq <= ?), 0)`,
    sender,
    own,
    sentUpTo,
  )
  return row!.n
}

function missingDocuments(db: Db): ReadonlyMap<string, number> {
  const rows = db.sql<{ institution: string; n: number }>(
    `SELECT a.institution, count(DISTINCT d.document) AS n FROM application_documents d
     JOIN applications a ON a.subject = d.subject
     WHERE NOT EXISTS (SELECT 1 FROM document_facts f WHERE f.digest = d.document) GROUP BY a.institution`,
  )
  return new Map(rows.map(({ institution, n }) => [institution, n]))
}

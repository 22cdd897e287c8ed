import type { Db } from '../../core/db.ts'
import type { Effect, SignedPaper } from '../sign-offs/rules.ts'
import { readStandings } from '../sign-offs/standing.ts'
import type { ListRow } from './list-row.ts'

/** Signed papers told at the foot of one list; more are counted. */
const toldPapers = 3

/** Whether a list of outcomes has taken effect: as soon as one of them still waits for a signature, it has not. */
export function listEffect(db: Db, rows: readonly Pick<ListRow, 'id' | 'signOff'>[]): Effect {
  const waiting = rows.filter(({ signOff }) => signOff !== null && signOff !== '已签批')
  if (waiting.length > 0) {
    const mark = waiting.every(({ signOff }) => signOff === '已退回') ? '已退回，未生效' : '待签批，未生效'
    return { isInEffect: false, mark, signed: null }
  }
  const signed = signedPapers(
    db,
    rows.filter(({ signOff }) => signOff === '已签批').map(({ id }) => id),
  )
  if (signed.length === 0) return { isInEffect: true, mark: null, signed: null }
  const told = signed.slice(0, toldPapers).map(({ date, number }) => `${date}，${number}`)
  const more = signed.length > toldPapers ? `等 ${signed.length} 件` : ''
  return { isInEffect: true, mark: null, signed: `签批：${told.join('；')}${more}` }
}

/** The signed papers behind the outcomes of these applications, the earliest first, each once. */
function signedPapers(db: Db, applications: readonly string[]): readonly SignedPaper[] {
  const closings = db.sql<{ closing: string }>(
    `SELECT r.closing_id AS closing FROM reviews r JOIN applications a
       ON a.subject = r.application AND a.institution = r.institution
     WHERE r.closing_id IS NOT NULL AND a.subject IN (SELECT value FROM json_each(?))`,
    JSON.stringify(applications),
  )
  const standings = readStandings(
    db,
    closings.map(({ closing }) => closing),
  )
  const papers = new Map<string, SignedPaper>()
  for (const { signOff, paper } of standings.values()) if (signOff && paper) papers.set(signOff, paper)
  return [...papers.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

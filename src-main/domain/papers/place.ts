import type { Db } from '../../core/db.ts'
import { type Digest, hexOf } from '../../core/suite.ts'
import { minuteOf, namesOf } from './words.ts'

/** Digits of an event's id that papers carry: enough to find it, few enough to type. */
export const checkCodeLength = 8

/** Where a record stands in the log, and the code on papers that finds it again in 「全程留痕」. */
export type RecordPlace = {
  /** First eight digits of the id of an event of the record. */
  readonly checkCode: string
  readonly institution: string
  readonly seq: number
}

/**
 * The place of a record's first event, which names the record for ever, or of its last, which names the state that a paper
 * tells of; undefined when there is no such record.
 */
export function placeOf(db: Db, subject: string, which: 'first' | 'last'): RecordPlace | undefined {
  const [row] = db.sql<{ id: Digest; seq: number; institution: string }>(
    `SELECT e.id, e.seq, c.institution FROM bodies b JOIN events e ON e.position = b.position
     JOIN chains c ON c.number = e.chain WHERE b.subject = ? AND b.problem IS NULL
     ORDER BY b.position ${which === 'first' ? 'ASC' : 'DESC'} LIMIT 1`,
    subject,
  )
  return row && { checkCode: checkCode(row.id), institution: row.institution, seq: row.seq }
}

/** The code on papers of a record; empty when there is no such record. */
export function checkCodeOf(db: Db, subject: string): string {
  return placeOf(db, subject, 'first')?.checkCode ?? ''
}

/** Events of every suite have codes. */
const digestPrefixes = JSON.stringify(['sha256:', 'sm3:'])

/**
 * Ids of the events that begin with this code (eight hex digits), the oldest first: as a rule one, and two by a chance of
 * one in four thousand million pairs. Empty for anything that is no code.
 */
export function findByCode(db: Db, code: string): readonly Digest[] {
  if (!/^[0-9a-f]{8}$/.test(code)) return []
  const rows = db.sql<{ id: Digest }>(
    `SELECT e.id FROM json_each(?) p JOIN events e ON e.id >= p.value || ? AND e.id < p.value || ? || 'g'
     ORDER BY e.position`,
    digestPrefixes,
    code,
    code,
  )
  return rows.map(({ id }) => id)
}

function checkCode(event: Digest): string {
  return hexOf(event).slice(0, checkCodeLength)
}

/** 「操作人：… 打印时间：… 校验码：…」 at the foot of every paper; no code where it tells of no record. */
export function footerOf(
  db: Db,
  { by, at, place }: { readonly by: string; readonly at: string; readonly place: RecordPlace | null },
): string {
  const printed = `操作人：${by}　打印时间：${minuteOf(at)}`
  if (!place) return printed
  const office = namesOf(db).short(place.institution)
  return `${printed}　校验码：${place.checkCode}（${office}第 ${place.seq} 条，见「全程留痕」）`
}

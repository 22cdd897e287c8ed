import type { Db } from '../../core/db.ts'
import type { Digest } from '../../core/suite.ts'
import { type End, readEnds, writerOf } from '../../core/writers.ts'
import { reviewTables as k } from './projection.ts'

type Pair = { readonly subject: string; readonly application: string }

/**
 * An application and its review are handed over together, so one desk writes both. Where a retirement voided a hand-over,
 * the desk that had taken the application over may have opened a review meanwhile, and the one that writes the
 * application opens another: that one counts.
 */
function isOfTheWriter(db: Db, { subject, application }: Pair, ends: ReadonlyMap<Digest, End>): boolean {
  return writerOf(db, subject, ends).writer === writerOf(db, application, ends).writer
}

/** The review that counts of an application by this office; null when none was begun. */
export function readReviewOf(
  db: Db,
  application: string,
  institution: string,
  ends: ReadonlyMap<Digest, End> = readEnds(db),
): string | null {
  const found = db.all(reviewsOf(application, institution))
  return found.find((one) => isOfTheWriter(db, one, ends))?.subject ?? null
}

function reviewsOf(application: string, institution: string) {
  return k
    .selectFrom('reviews')
    .select(['subject', 'application'])
    .where('application', '=', application)
    .where('institution', '=', institution)
    .orderBy('subject')
}

/** Reviews that do not count because there are several of an application in one office: nearly always none. */
export function reviewsBeside(db: Db): readonly string[] {
  const several = db.sql('SELECT 1 FROM chains GROUP BY institution HAVING count(*) > 1 LIMIT 1')
  if (several.length === 0) return []
  const doubles = db.sql<{ application: string; institution: string }>(
    'SELECT application, institution FROM reviews GROUP BY application, institution HAVING count(*) > 1',
  )
  if (doubles.length === 0) return []
  const ends = readEnds(db)
  return doubles.flatMap(({ application, institution }) => {
    const found = db.all(reviewsOf(application, institution))
    const counts = (found.find((one) => isOfTheWriter(db, one, ends)) ?? found[0])?.subject
    return found.flatMap(({ subject }) => (subject === counts ? [] : [subject]))
  })
}

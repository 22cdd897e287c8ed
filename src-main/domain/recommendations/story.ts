import type { Db } from '../../core/db.ts'
import { recommendationTables as k } from './projection.ts'

/** The recommendations of a batch, with what everybody said to them. */
export function recommendationRelated(db: Db, batch: string): readonly string[] {
  const own = db.all(k.selectFrom('recommendations').select('subject').where('batch', '=', batch))
  return own.flatMap(({ subject }) => [
    subject,
    ...db
      .all(k.selectFrom('agreements').select('subject').where('recommendation', '=', subject))
      .map((row) => row.subject),
    ...db
      .all(k.selectFrom('final_list_confirmations').select('subject').where('recommendation', '=', subject))
      .map((row) => row.subject),
  ])
}

/** The batch of a recommendation, or of what was said to one; undefined for anything else. */
export function recommendationStory(db: Db, subject: string): string | undefined {
  const agreement = k.selectFrom('agreements').select('recommendation').where('subject', '=', subject)
  const confirmation = k
    .selectFrom('final_list_confirmations')
    .select('recommendation')
    .where('subject', '=', subject)
  const of = (db.get(agreement) ?? db.get(confirmation))?.recommendation ?? subject
  return db.get(k.selectFrom('recommendations').select('batch').where('subject', '=', of))?.batch
}

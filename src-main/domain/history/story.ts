import type { Db } from '../../core/db.ts'
import { appealsTables } from '../appeals/projection.ts'
import { applicationOfLook, readLooks } from '../applications/looks.ts'
import { applicationsTables } from '../applications/projection.ts'
import { reviewTables } from '../formal-review/projection.ts'
import { recommendationRelated, recommendationStory } from '../recommendations/story.ts'
import { registerRelated, registerStory } from '../registers/story.ts'
import { signOffTables } from '../sign-offs/projection.ts'

/** The subjects whose events belong to the story of this one. */
export function relatedSubjects(db: Db, subject: string): readonly string[] {
  const application = db.get(
    applicationsTables.selectFrom('applications').select('import').where('subject', '=', subject),
  )
  const reviews = db.all(
    reviewTables.selectFrom('reviews').select('subject').where('application', '=', subject),
  )
  const statements = reviews.flatMap((review) =>
    (['outcome_confirmations', 'second_checks'] as const).flatMap((table) =>
      db.all(reviewTables.selectFrom(table).select('subject').where('review', '=', review.subject)),
    ),
  )
  return [
    subject,
    ...(application ? [application.import] : []),
    ...[...reviews, ...statements, ...appealsAbout(db, subject), ...signOffsAbout(db, subject)].map(
      (row) => row.subject,
    ),
    ...registerRelated(db, subject),
    ...readLooks(db, subject),
    ...recommendationRelated(db, subject),
  ]
}

function appealsAbout(db: Db, application: string): readonly { readonly subject: string }[] {
  return db.all(appealsTables.selectFrom('appeals').select('subject').where('application', '=', application))
}

/** The 呈批件 of a batch, and those that cover an application. */
function signOffsAbout(db: Db, subject: string): readonly { readonly subject: string }[] {
  const k = signOffTables
  return [
    ...db.all(k.selectFrom('sign_offs').select('subject').where('batch', '=', subject)),
    ...db.all(k.selectFrom('sign_off_items').select('subject').where('application', '=', subject)),
  ]
}

/**
 * The subject in whose story an event on this one is read: the application of a review, the batch of a 呈批件 or of a
 * recommendation, the record of a lifting, else itself.
 */
export function storyOf(db: Db, subject: string): string {
  const statement =
    db.get(
      reviewTables.selectFrom('outcome_confirmations').select('review').where('subject', '=', subject),
    ) ?? db.get(reviewTables.selectFrom('second_checks').select('review').where('subject', '=', subject))
  const review = db.get(
    reviewTables
      .selectFrom('reviews')
      .select('application')
      .where('subject', '=', statement?.review ?? subject),
  )
  const signOff = db.get(signOffTables.selectFrom('sign_offs').select('batch').where('subject', '=', subject))
  const appeal = db.get(
    appealsTables.selectFrom('appeals').select('application').where('subject', '=', subject),
  )
  return (
    review?.application ??
    appeal?.application ??
    signOff?.batch ??
    recommendationStory(db, subject) ??
    applicationOfLook(db, subject) ??
    registerStory(db, subject)
  )
}

import type { Db } from '../../core/db.ts'
import { registersTables as k } from './projection.ts'

/** Subjects of registers whose events belong to the story of a record, or of an application. */
export function registerRelated(db: Db, subject: string): readonly string[] {
  const own = [
    ...db.all(k.selectFrom('requests').select('subject').where('application', '=', subject)),
    ...db.all(k.selectFrom('person_checks').select('subject').where('application', '=', subject)),
  ].map((row) => row.subject)
  const about = [subject, ...own]
  const said = [
    ...db.all(k.selectFrom('register_liftings').select('subject').where('entry', 'in', about)),
    ...db.all(k.selectFrom('lifting_confirmations').select('subject').where('entry', 'in', about)),
  ].map((row) => row.subject)
  const withdrawn = db.all(
    k
      .selectFrom('register_withdrawals')
      .select('subject')
      .where('target', 'in', [...about, ...said]),
  )
  return [...own, ...said, ...withdrawn.map((row) => row.subject)]
}

/** The record, or the application, in whose story an event on this subject is read; itself when it belongs to none. */
export function registerStory(db: Db, subject: string): string {
  const withdrawal = db.get(
    k.selectFrom('register_withdrawals').select('target').where('subject', '=', subject),
  )
  const target = withdrawal?.target ?? subject
  const said =
    db.get(k.selectFrom('register_liftings').select('entry').where('subject', '=', target)) ??
    db.get(k.selectFrom('lifting_confirmations').select('entry').where('subject', '=', target))
  const entry = said?.entry ?? target
  const person = db.get(k.selectFrom('person_checks').select('application').where('subject', '=', entry))
  const request = db.get(k.selectFrom('requests').select('application').where('subject', '=', entry))
  return person?.application ?? request?.application ?? entry
}

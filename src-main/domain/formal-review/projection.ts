import { inserter, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import {
  outcomeConfirmed,
  type outcomeWords,
  reviewClosed,
  reviewOpened,
  reviewReopened,
  verdictRecorded,
  verdictWithdrawn,
  type verdictWords,
} from './events.ts'

export type Verdict = (typeof verdictWords)[number]
export type Outcome = (typeof outcomeWords)[number]

export type ReviewTables = {
  reviews: {
    subject: string
    application: string
    institution: string
    opened_at: string
    /** Null while the review is open. */
    outcome: Outcome | null
    deadline: string | null
    closed_at: string | null
    /** What the closing event froze. */
    closing: string | null
  }
  review_verdicts: {
    subject: string
    code: string
    verdict: Verdict
    note: string
    evidence: string
    person: string
    at: string
  }
  outcome_confirmations: {
    subject: string
    review: string
    seen: string
    outcome: Outcome
    person: string
    at: string
  }
}

export const reviewTables = tables<ReviewTables>()
const k = reviewTables

const insertReview = inserter<ReviewTables['reviews']>('reviews', [
  'subject',
  'application',
  'institution',
  'opened_at',
  'outcome',
  'deadline',
  'closed_at',
  'closing',
])

// By hand: of all events verdicts are the most, and building this statement for each takes longer than running it.
const putVerdict = `INSERT INTO review_verdicts (subject, code, verdict, note, evidence, person, at)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (subject, code) DO UPDATE SET verdict = excluded.verdict,
  note = excluded.note, evidence = excluded.evidence, person = excluded.person, at = excluded.at`

export const projection: Projection = {
  revision: 1,
  tables: ['reviews', 'review_verdicts', 'outcome_confirmations'],
  ddl: `CREATE TABLE reviews (
      subject TEXT PRIMARY KEY, application TEXT NOT NULL, institution TEXT NOT NULL, opened_at TEXT NOT NULL,
      outcome TEXT, deadline TEXT, closed_at TEXT, closing TEXT
    ) STRICT;
    CREATE INDEX reviews_by_application ON reviews (application, institution, outcome, deadline);
    CREATE TABLE review_verdicts (
      subject TEXT NOT NULL, code TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL, evidence TEXT NOT NULL,
      person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (subject, code)
    ) STRICT;
    CREATE TABLE outcome_confirmations (
      subject TEXT PRIMARY KEY, review TEXT NOT NULL, seen TEXT NOT NULL, outcome TEXT NOT NULL, person TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT;`,
  handlers: [
    on(reviewOpened, (db, { subject, institution, at, data }) => {
      const closed = { outcome: null, deadline: null, closed_at: null, closing: null }
      insertReview(db, { subject, application: data.application, institution, opened_at: at, ...closed })
    }),
    on(verdictRecorded, (db, { subject, actor, at, data }) => {
      const { code, verdict, note, evidence } = data
      db.sql(putVerdict, subject, code, verdict, note, JSON.stringify(evidence), actor.id, at)
    }),
    on(verdictWithdrawn, (db, { subject, data }) => {
      db.run(k.deleteFrom('review_verdicts').where('subject', '=', subject).where('code', '=', data.code))
    }),
    on(reviewClosed, (db, { subject, at, data }) => {
      const closed = {
        outcome: data.outcome,
        deadline: data.deadline,
        closed_at: at,
        closing: JSON.stringify(data),
      }
      db.run(k.updateTable('reviews').set(closed).where('subject', '=', subject))
    }),
    on(reviewReopened, (db, { subject }) => {
      const open = { outcome: null, deadline: null, closed_at: null, closing: null }
      db.run(k.updateTable('reviews').set(open).where('subject', '=', subject))
    }),
    on(outcomeConfirmed, (db, { subject, actor, at, data }) => {
      db.run(k.insertInto('outcome_confirmations').values({ subject, ...data, person: actor.id, at }))
    }),
  ],
}

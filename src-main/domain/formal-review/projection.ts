import { type Db, inserter, putter, tables } from '../../core/db.ts'
import { devicePrefix } from '../../core/event.ts'
import { on, type Projection } from '../../core/module.ts'
import type { Json } from '../../core/result.ts'
import { deadlineExtended } from './deadline-extended.ts'
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
import { reasonCodes } from './reason-codes.ts'
import {
  type SecondCheckTables,
  secondCheckDdl,
  secondCheckHandlers,
  secondCheckTableNames,
} from './second-check/projection.ts'

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
    /** Id of the closing event: what a sign-off covers. */
    closing_id: string | null
    /** What the closing event froze. */
    closing: string | null
    /** Outcome of the last notice, also after the review was opened again: the letter went out. */
    noticed: Exclude<Outcome, '通过'> | null
  }
  review_verdicts: {
    subject: string
    code: string
    verdict: Verdict
    note: string
    evidence: string
    person: string
    at: string
    /** Where it stands in whose chain: the first eight digits of the device. */
    device: string
    seq: number
  }
  outcome_confirmations: {
    subject: string
    review: string
    seen: string
    outcome: Outcome
    person: string
    at: string
  }
  /** Sentences of notices with what they were written about, whatever became of the review afterwards. */
  notice_sentences: {
    subject: string
    institution: string
    outcome: Outcome
    code: string
    sentence: string
    note: string
    /** JSON, unchecked. */
    finding: string | null
    at: string
  }
  /** Why a review is closed otherwise than as 通过, one row a rule; gone when it is opened again. */
  closing_reasons: { subject: string; code: string }
} & SecondCheckTables

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
  'closing_id',
  'closing',
  'noticed',
])

const insertReason = inserter<ReviewTables['closing_reasons']>('closing_reasons', ['subject', 'code'])

const putVerdict = putter<ReviewTables['review_verdicts']>(
  'review_verdicts',
  ['subject', 'code'],
  ['verdict', 'note', 'evidence', 'person', 'at', 'device', 'seq'],
)

export const projection: Projection = {
  revision: 2,
  tables: [
    'reviews',
    'review_verdicts',
    'outcome_confirmations',
    'notice_sentences',
    'closing_reasons',
    ...secondCheckTableNames,
  ],
  ddl: `CREATE TABLE reviews (
      subject TEXT PRIMARY KEY, application TEXT NOT NULL, institution TEXT NOT NULL, opened_at TEXT NOT NULL,
      outcome TEXT, deadline TEXT, closed_at TEXT, closing_id TEXT, closing TEXT, noticed TEXT
    ) STRICT;
    CREATE INDEX reviews_by_application ON reviews (application, institution, outcome, deadline);
    CREATE TABLE review_verdicts (
      subject TEXT NOT NULL, code TEXT NOT NULL, verdict TEXT NOT NULL, note TEXT NOT NULL, evidence TEXT NOT NULL,
      person TEXT NOT NULL, at TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (subject, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE outcome_confirmations (
      subject TEXT PRIMARY KEY, review TEXT NOT NULL, seen TEXT NOT NULL, outcome TEXT NOT NULL, person TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE notice_sentences (
      subject TEXT NOT NULL, institution TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT NOT NULL,
      sentence TEXT NOT NULL, note TEXT NOT NULL, finding TEXT, at TEXT NOT NULL, PRIMARY KEY (subject, outcome, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE closing_reasons (subject TEXT NOT NULL, code TEXT NOT NULL, PRIMARY KEY (subject, code)) STRICT, WITHOUT ROWID;
    CREATE INDEX closing_reasons_by_code ON closing_reasons (code, subject);
    ${secondCheckDdl}`,
  handlers: [
    on(reviewOpened, (db, { subject, institution, at, data }) => {
      const closed = { outcome: null, deadline: null, closed_at: null, closing_id: null, closing: null }
      const { application } = data
      insertReview(db, { subject, application, institution, opened_at: at, ...closed, noticed: null })
    }),
    on(verdictRecorded, (db, { subject, actor, at, device, seq, data }) => {
      const { code, verdict, note } = data
      const evidence = JSON.stringify(data.evidence)
      const said = { subject, code, verdict, note, evidence, person: actor.id, at }
      putVerdict(db, { ...said, device: devicePrefix(device), seq })
    }),
    ...secondCheckHandlers((db, { evidence, device, ...said }) => {
      putVerdict(db, { ...said, evidence: JSON.stringify(evidence), device: devicePrefix(device) })
    }),
    on(verdictWithdrawn, (db, { subject, data }) => {
      db.run(k.deleteFrom('review_verdicts').where('subject', '=', subject).where('code', '=', data.code))
    }),
    on(reviewClosed, (db, { id, subject, institution, at, data }) => {
      const closed = {
        outcome: data.outcome,
        deadline: data.deadline,
        closed_at: at,
        closing_id: id,
        closing: JSON.stringify(data),
        ...(data.outcome === '通过' ? {} : { noticed: data.outcome }),
      }
      db.run(k.updateTable('reviews').set(closed).where('subject', '=', subject))
      forgetReasons(db, subject)
      for (const code of reasonCodes(data)) insertReason(db, { subject, code })
      for (const { code, sentence } of data.notice) {
        const finding = data.findings.find((one) => isFindingOf(one, code))
        const written = {
          sentence,
          note: data.verdicts.find((verdict) => verdict.code === code)?.note ?? '',
          finding: finding === undefined ? null : JSON.stringify(finding),
          at,
        }
        const row = { subject, institution, outcome: data.outcome, code, ...written }
        db.run(
          k
            .insertInto('notice_sentences')
            .values(row)
            .onConflict((conflict) => conflict.columns(['subject', 'outcome', 'code']).doUpdateSet(written)),
        )
      }
    }),
    on(deadlineExtended, (db, { subject, data }) => {
      db.run(
        k
          .updateTable('reviews')
          .set({ deadline: data.to })
          .where('subject', '=', subject)
          .where('outcome', '=', '通知补交材料'),
      )
    }),
    on(reviewReopened, (db, { subject }) => {
      const open = { outcome: null, deadline: null, closed_at: null, closing_id: null, closing: null }
      db.run(k.updateTable('reviews').set(open).where('subject', '=', subject))
      forgetReasons(db, subject)
    }),
    on(outcomeConfirmed, (db, { subject, actor, at, data }) => {
      db.run(k.insertInto('outcome_confirmations').values({ subject, ...data, person: actor.id, at }))
    }),
  ],
}

function forgetReasons(db: Db, subject: string): void {
  db.run(k.deleteFrom('closing_reasons').where('subject', '=', subject))
}

/** Closings of other offices are stored as they came: nothing is taken for granted of what they froze. */
function isFindingOf(value: Json, code: string): boolean {
  return typeof value === 'object' && value !== null && 'code' in value && value.code === code
}

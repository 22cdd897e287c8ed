import { tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import {
  agreementRecorded,
  agreementWithdrawn,
  finalListConfirmed,
  recommendationDrafted,
  recommendationFinalised,
  recommendationReopened,
} from './events.ts'
import type { Answer, Scope } from './rules.ts'

export type RecommendationTables = {
  recommendations: {
    subject: string
    institution: string
    batch: string
    scope: Scope
    /** The draft that is final now; null while none is. */
    final: string | null
    final_at: string | null
    final_by: string | null
    final_second: string | null
  }
  recommendation_drafts: {
    subject: string
    draft: number
    id: string
    at: string
    person: string
    /** JSON: rows, leftOut, parties. */
    data: string
  }
  final_list_confirmations: {
    subject: string
    recommendation: string
    draft: string
    person: string
    at: string
  }
  agreements: {
    subject: string
    /** Whose desk recorded it. */
    institution: string
    recommendation: string
    draft: string
    of: string
    answer: Answer
    number: string
    date: string
    remark: string
    scan: string | null
    at: string
    person: string
    withdrawn: string | null
  }
}

export const recommendationTables = tables<RecommendationTables>()
const k = recommendationTables

const open = { final: null, final_at: null, final_by: null, final_second: null }

export const projection: Projection = {
  revision: 1,
  tables: ['recommendations', 'recommendation_drafts', 'final_list_confirmations', 'agreements'],
  ddl: `CREATE TABLE recommendations (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, batch TEXT NOT NULL, scope TEXT NOT NULL, final TEXT,
      final_at TEXT, final_by TEXT, final_second TEXT
    ) STRICT;
    CREATE TABLE recommendation_drafts (
      subject TEXT NOT NULL, draft INTEGER NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL,
      data TEXT NOT NULL, PRIMARY KEY (subject, id)
    ) STRICT;
    CREATE TABLE final_list_confirmations (
      subject TEXT PRIMARY KEY, recommendation TEXT NOT NULL, draft TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE agreements (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, recommendation TEXT NOT NULL, draft TEXT NOT NULL,
      of TEXT NOT NULL, answer TEXT NOT NULL, number TEXT NOT NULL, date TEXT NOT NULL, remark TEXT NOT NULL, scan TEXT,
      at TEXT NOT NULL, person TEXT NOT NULL, withdrawn TEXT
    ) STRICT;
    CREATE INDEX agreements_by_recommendation ON agreements (recommendation);`,
  handlers: [
    on(recommendationDrafted, (db, { id, subject, institution, at, actor, data }) => {
      const { batch, scope, draft, ...list } = data
      db.run(
        k
          .insertInto('recommendations')
          .values({ subject, institution, batch, scope, ...open })
          .onConflict((conflict) => conflict.column('subject').doNothing()),
      )
      const row = { subject, draft, id, at, person: actor.id, data: JSON.stringify(list) }
      db.run(k.insertInto('recommendation_drafts').values(row))
    }),
    on(finalListConfirmed, (db, { subject, at, actor, data }) => {
      const { recommendation, draft } = data
      const row = { subject, recommendation, draft, person: actor.id, at }
      db.run(k.insertInto('final_list_confirmations').values(row))
    }),
    on(recommendationFinalised, (db, { subject, at, actor, data }) => {
      const final = { final: data.draft, final_at: at, final_by: actor.id, final_second: data.second }
      db.run(k.updateTable('recommendations').set(final).where('subject', '=', subject))
    }),
    on(recommendationReopened, (db, { subject }) => {
      db.run(k.updateTable('recommendations').set(open).where('subject', '=', subject))
    }),
    on(agreementRecorded, (db, { subject, institution, at, actor, data }) => {
      const row = { subject, institution, ...data, at, person: actor.id, withdrawn: null }
      db.run(k.insertInto('agreements').values(row))
    }),
    on(agreementWithdrawn, (db, { subject, data }) => {
      const { reason } = data
      db.run(k.updateTable('agreements').set({ withdrawn: reason }).where('subject', '=', subject))
    }),
  ],
}

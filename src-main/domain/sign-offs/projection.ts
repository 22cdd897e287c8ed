import { inserter, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import type { Outcome } from '../formal-review/rules.ts'
import {
  signOffRegistered,
  signOffRegistrationWithdrawn,
  signOffRequested,
  signOffRequestWithdrawn,
  signOffScanKept,
} from './events.ts'
import type { Opinion } from './rules.ts'

/** What counts most of several 呈批件 about the same closing: one that was agreed to, one that waits, one that came back. */
export const ranks = { withdrawn: 0, returned: 1, waiting: 2, agreed: 3 } as const

export type SignOffTables = {
  sign_offs: {
    subject: string
    institution: string
    batch: string
    requested_at: string
    requested_by: string
    count: number
    /** Why it was taken back; null while it stands. */
    withdrawn: string | null
    /** Null until a signed paper is registered, and after the registration was taken back. */
    opinion: Opinion | null
    date: string | null
    person: string | null
    office: string | null
    number: string | null
    remark: string | null
    registered_at: string | null
    registered_by: string | null
    /** Digest of the scan; null where there is none, and in other offices. */
    scan: string | null
  }
  sign_off_items: {
    subject: string
    /** Place on the list, from 1. */
    place: number
    application: string
    review: string
    outcome: Outcome
    closing: string
    /** One of `ranks`. */
    rank: number
  }
}

export const signOffTables = tables<SignOffTables>()
const k = signOffTables

const insertItem = inserter<SignOffTables['sign_off_items']>('sign_off_items', [
  'subject',
  'place',
  'application',
  'review',
  'outcome',
  'closing',
  'rank',
])

const unregistered = {
  opinion: null,
  date: null,
  person: null,
  office: null,
  number: null,
  remark: null,
  registered_at: null,
  registered_by: null,
}

export const projection: Projection = {
  revision: 1,
  tables: ['sign_offs', 'sign_off_items'],
  ddl: `CREATE TABLE sign_offs (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, batch TEXT NOT NULL, requested_at TEXT NOT NULL,
      requested_by TEXT NOT NULL, count INTEGER NOT NULL, withdrawn TEXT, opinion TEXT, date TEXT, person TEXT,
      office TEXT, number TEXT, remark TEXT, registered_at TEXT, registered_by TEXT, scan TEXT
    ) STRICT;
    CREATE TABLE sign_off_items (
      subject TEXT NOT NULL, place INTEGER NOT NULL, application TEXT NOT NULL, review TEXT NOT NULL,
      outcome TEXT NOT NULL, closing TEXT NOT NULL, rank INTEGER NOT NULL, PRIMARY KEY (subject, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sign_off_items_by_closing ON sign_off_items (closing, rank);
    CREATE INDEX sign_off_items_by_application ON sign_off_items (application);`,
  handlers: [
    on(signOffRequested, (db, { subject, institution, at, actor, data }) => {
      const { batch, covered } = data
      db.run(
        k.insertInto('sign_offs').values({
          subject,
          institution,
          batch,
          requested_at: at,
          requested_by: actor.id,
          count: covered.length,
          withdrawn: null,
          scan: null,
          ...unregistered,
        }),
      )
      for (const [i, item] of covered.entries()) {
        insertItem(db, { subject, place: i + 1, ...item, rank: ranks.waiting })
      }
    }),
    on(signOffRequestWithdrawn, (db, { subject, data }) => {
      const { reason } = data
      db.run(k.updateTable('sign_offs').set({ withdrawn: reason }).where('subject', '=', subject))
      db.run(k.updateTable('sign_off_items').set({ rank: ranks.withdrawn }).where('subject', '=', subject))
    }),
    on(signOffRegistered, (db, { subject, at, actor, data }) => {
      const { returned, ...paper } = data
      const registered = { ...paper, registered_at: at, registered_by: actor.id }
      db.run(k.updateTable('sign_offs').set(registered).where('subject', '=', subject))
      const rank = data.opinion === '同意' ? ranks.agreed : ranks.returned
      db.run(k.updateTable('sign_off_items').set({ rank }).where('subject', '=', subject))
      for (const application of returned) {
        db.run(
          k
            .updateTable('sign_off_items')
            .set({ rank: ranks.returned })
            .where('subject', '=', subject)
            .where('application', '=', application),
        )
      }
    }),
    on(signOffScanKept, (db, { subject, data }) => {
      db.run(k.updateTable('sign_offs').set({ scan: data.scan }).where('subject', '=', subject))
    }),
    on(signOffRegistrationWithdrawn, (db, { subject }) => {
      const open = { ...unregistered, scan: null }
      db.run(k.updateTable('sign_offs').set(open).where('subject', '=', subject))
      db.run(k.updateTable('sign_off_items').set({ rank: ranks.waiting }).where('subject', '=', subject))
    }),
  ],
}

import { type Db, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import { deadlineExtended } from '../formal-review/deadline-extended.ts'
import { type ReviewClosing, reviewClosed, reviewReopened } from '../formal-review/events.ts'
import {
  supplyCallLogged,
  supplyContactRecorded,
  supplyItemReceived,
  supplyNoticeSent,
  supplyVersionRecorded,
} from './events.ts'
import type { CallDirection, ReceiptState, SendingWay } from './rules.ts'

export type SupplyTables = {
  /** A notice of missing material: from the closing that sent it until the review goes on. */
  supply_notices: {
    subject: string
    /** Id of the closing. */
    notice: string
    /** From 1: how often this application was noticed. */
    round: number
    institution: string
    /** Id of the last event of the application that was reviewed. */
    seen: string
    at: string
    /** The day that the notice names. */
    named_deadline: string
    /** The same with extensions. */
    deadline: string
    reason: string
    sent_on: string | null
    sent_way: SendingWay | null
    sent_note: string
    items: number
    settled: number
    partly: number
    /** When the review went on; null while material is waited for. */
    ended_at: string | null
  }
  supply_items: {
    subject: string
    notice: string
    code: string
    place: number
    sentence: string
    state: ReceiptState
    received_on: string | null
    note: string
    /** Who said so, and how often that was corrected; null before the first word. */
    person: string | null
    at: string | null
    corrections: number
  }
  supply_calls: {
    subject: string
    call: number
    notice: string
    direction: CallDirection
    day: string
    time: string
    agreed: string
    person: string
    at: string
    corrections: number
  }
  supply_contacts: { subject: string; call: number; name: string; phone: string }
  supply_extensions: {
    subject: string
    id: string
    notice: string
    from_day: string
    to_day: string
    reason: string
    approved_by: string
    approved_on: string
    paper: string
    after_expiry: number
    person: string
    at: string
  }
  supply_versions: {
    subject: string
    number: number
    notice: string
    day: string
    seen: string
    /** JSON. */
    documents: string
    note: string
    person: string
    at: string
  }
}

export const supplyTables = tables<SupplyTables>()
const k = supplyTables

/** The items that a closing asks for; before notices had sentences, what a person judged 不符合. */
function itemsOf({ notice, verdicts }: ReviewClosing): readonly { code: string; sentence: string }[] {
  if (notice.length > 0) return notice
  return verdicts
    .filter(({ verdict }) => verdict === '不符合')
    .map(({ code, note }) => ({ code, sentence: note }))
}

function begin(
  db: Db,
  subject: string,
  notice: string,
  institution: string,
  at: string,
  data: ReviewClosing,
) {
  const items = itemsOf(data)
  const [{ rounds }] = db.sql<{ rounds: number }>(
    'SELECT count(*) AS rounds FROM supply_notices WHERE subject = ?',
    subject,
  ) as [{ rounds: number }]
  const deadline = data.deadline ?? ''
  db.run(
    k.insertInto('supply_notices').values({
      subject,
      notice,
      round: rounds + 1,
      institution,
      seen: data.seen,
      at,
      named_deadline: deadline,
      deadline,
      reason: data.reason,
      sent_on: null,
      sent_way: null,
      sent_note: '',
      items: items.length,
      settled: 0,
      partly: 0,
      ended_at: null,
    }),
  )
  const empty = {
    state: '未收到' as const,
    received_on: null,
    note: '',
    person: null,
    at: null,
    corrections: 0,
  }
  items.forEach(({ code, sentence }, place) => {
    const row = { subject, notice, code, place, sentence, ...empty }
    db.run(
      k
        .insertInto('supply_items')
        .values(row)
        .onConflict((conflict) => conflict.doNothing()),
    )
  })
}

const count = `UPDATE supply_notices SET
    settled = (SELECT count(*) FROM supply_items i WHERE i.subject = supply_notices.subject
      AND i.notice = supply_notices.notice AND i.state IN ('收到', '不需要')),
    partly = (SELECT count(*) FROM supply_items i WHERE i.subject = supply_notices.subject
      AND i.notice = supply_notices.notice AND i.state = '部分收到')
  WHERE subject = ? AND notice = ?`

export const projection: Projection = {
  revision: 1,
  tables: [
    'supply_notices',
    'supply_items',
    'supply_calls',
    'supply_contacts',
    'supply_extensions',
    'supply_versions',
  ],
  ddl: `CREATE TABLE supply_notices (
      subject TEXT NOT NULL, notice TEXT NOT NULL, round INTEGER NOT NULL, institution TEXT NOT NULL,
      seen TEXT NOT NULL, at TEXT NOT NULL, named_deadline TEXT NOT NULL, deadline TEXT NOT NULL, reason TEXT NOT NULL,
      sent_on TEXT, sent_way TEXT, sent_note TEXT NOT NULL, items INTEGER NOT NULL, settled INTEGER NOT NULL,
      partly INTEGER NOT NULL, ended_at TEXT, PRIMARY KEY (subject, notice)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX supply_notices_open ON supply_notices (deadline) WHERE ended_at IS NULL;
    CREATE TABLE supply_items (
      subject TEXT NOT NULL, notice TEXT NOT NULL, code TEXT NOT NULL, place INTEGER NOT NULL, sentence TEXT NOT NULL,
      state TEXT NOT NULL, received_on TEXT, note TEXT NOT NULL, person TEXT, at TEXT, corrections INTEGER NOT NULL,
      PRIMARY KEY (subject, notice, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE supply_calls (
      subject TEXT NOT NULL, call INTEGER NOT NULL, notice TEXT NOT NULL, direction TEXT NOT NULL, day TEXT NOT NULL,
      time TEXT NOT NULL, agreed TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, corrections INTEGER NOT NULL,
      PRIMARY KEY (subject, call)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE supply_contacts (
      subject TEXT NOT NULL, call INTEGER NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL,
      PRIMARY KEY (subject, call)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE supply_extensions (
      subject TEXT NOT NULL, id TEXT NOT NULL, notice TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
      reason TEXT NOT NULL, approved_by TEXT NOT NULL, approved_on TEXT NOT NULL, paper TEXT NOT NULL,
      after_expiry INTEGER NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (subject, id)
    ) STRICT;
    CREATE TABLE supply_versions (
      subject TEXT NOT NULL, number INTEGER NOT NULL, notice TEXT NOT NULL, day TEXT NOT NULL, seen TEXT NOT NULL,
      documents TEXT NOT NULL, note TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (subject, number)
    ) STRICT, WITHOUT ROWID;`,
  handlers: [
    on(reviewClosed, (db, { id, subject, institution, at, data }) => {
      if (data.outcome === '通知补交材料') begin(db, subject, id, institution, at, data)
    }),
    on(reviewReopened, (db, { subject, at }) => {
      db.run(
        k
          .updateTable('supply_notices')
          .set({ ended_at: at })
          .where('subject', '=', subject)
          .where('ended_at', 'is', null),
      )
    }),
    on(supplyNoticeSent, (db, { subject, data }) => {
      const sent = { sent_on: data.day, sent_way: data.way, sent_note: data.note }
      db.run(
        k
          .updateTable('supply_notices')
          .set(sent)
          .where('subject', '=', subject)
          .where('notice', '=', data.notice),
      )
    }),
    on(deadlineExtended, (db, { id, subject, actor, at, data }) => {
      const { notice, from, to, reason, approvedBy, approvedOn, paper, afterExpiry } = data
      db.run(
        k.insertInto('supply_extensions').values({
          subject,
          id,
          notice,
          from_day: from,
          to_day: to,
          reason,
          approved_by: approvedBy,
          approved_on: approvedOn,
          paper,
          after_expiry: afterExpiry ? 1 : 0,
          person: actor.id,
          at,
        }),
      )
      db.run(
        k
          .updateTable('supply_notices')
          .set({ deadline: to })
          .where('subject', '=', subject)
          .where('notice', '=', notice),
      )
    }),
    on(supplyCallLogged, (db, { subject, actor, at, data }) => {
      const said = { ...data, person: actor.id, at }
      db.run(
        k
          .insertInto('supply_calls')
          .values({ subject, ...said, corrections: 0 })
          .onConflict((conflict) =>
            conflict
              .columns(['subject', 'call'])
              .doUpdateSet((eb) => ({ ...said, corrections: eb('supply_calls.corrections', '+', 1) })),
          ),
      )
    }),
    on(supplyContactRecorded, (db, { subject, data }) => {
      db.run(
        k
          .insertInto('supply_contacts')
          .values({ subject, ...data })
          .onConflict((conflict) =>
            conflict.columns(['subject', 'call']).doUpdateSet({ name: data.name, phone: data.phone }),
          ),
      )
    }),
    on(supplyItemReceived, (db, { subject, actor, at, data }) => {
      const { notice, code, state, day, note } = data
      db.run(
        k
          .updateTable('supply_items')
          .set((eb) => ({
            state,
            received_on: day,
            note,
            person: actor.id,
            at,
            corrections: eb
              .case()
              .when('person', 'is', null)
              .then(0)
              .else(eb('corrections', '+', 1))
              .end(),
          }))
          .where('subject', '=', subject)
          .where('notice', '=', notice)
          .where('code', '=', code),
      )
      db.sql(count, subject, notice)
    }),
    on(supplyVersionRecorded, (db, { subject, actor, at, data }) => {
      const { number, notice, day, seen, note } = data
      const said = {
        notice,
        day,
        seen,
        documents: JSON.stringify(data.documents),
        note,
        person: actor.id,
        at,
      }
      db.run(
        k
          .insertInto('supply_versions')
          .values({ subject, number, ...said })
          .onConflict((conflict) => conflict.columns(['subject', 'number']).doUpdateSet(said)),
      )
    }),
  ],
}

import { type Db, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import { normalCreditCode } from '../organisations/credit-code.ts'
import { comparableName } from '../organisations/rules.ts'
import type { CheckResult, RegisterKind } from './entry.ts'
import {
  liftingConfirmed,
  organisationChecked,
  personChecked,
  recordLifted,
  registerEntriesRecorded,
  registerListRecorded,
  registerWithdrawn,
  requestAskerRecorded,
  requestNoted,
} from './events.ts'
import type { RequestWay } from './request.ts'

type Said = { subject: string; institution: string; person: string; at: string }
type Saying = {
  checked_on: string
  result: CheckResult
  penalty_from: string | null
  penalty_to: string | null
  note: string
}

export type RegistersTables = {
  /** Checks of their own (row 0) and rows of lists; those of a list take register and months from it. */
  register_entries: Saying & {
    subject: string
    row: number
    institution: string
    register: RegisterKind
    channel: string
    months: number | null
    name_key: string
    code: string | null
    name: string
    /** Document and page as JSON. */
    evidence: string | null
    person: string
    at: string
  }
  register_lists: Said & {
    register: RegisterKind
    channel: string
    title: string
    list_date: string
    months: number | null
    digest: string
    sheet: string
    rows: number
    taken: number
  }
  person_checks: Said &
    Saying & {
      application: string
      name: string
      id_number: string | null
      register: RegisterKind
      channel: string
      months: number | null
      evidence: string | null
    }
  register_liftings: Said & { entry: string; row: number; reason: string; second: string }
  lifting_confirmations: Said & { entry: string; row: number; seen: string }
  register_withdrawals: Said & { target: string; reason: string }
  requests: Said & {
    day: string
    way: RequestWay
    application: string | null
    wanted: string
    handled: string
  }
  request_askers: { subject: string; asker: string }
}

export const registersTables = tables<RegistersTables>()
const k = registersTables
const said = 'subject TEXT PRIMARY KEY, institution TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL'
const saying =
  'checked_on TEXT NOT NULL, result TEXT NOT NULL, penalty_from TEXT, penalty_to TEXT, note TEXT NOT NULL'

/** The first word on a subject counts: a second one from a chain that repeats itself changes nothing. */
function put<Table extends keyof RegistersTables>(db: Db, table: Table, row: RegistersTables[Table]): void {
  const insert = k.insertInto(table).values(row as never)
  db.run(insert.onConflict((conflict) => conflict.doNothing()))
}

type Say = {
  result: CheckResult
  penaltyFrom: string | null
  penaltyTo: string | null
  note: string
}

function sayingOf({ result, penaltyFrom, penaltyTo, note }: Say) {
  return { result, penalty_from: penaltyFrom, penalty_to: penaltyTo, note }
}

function named({ name, code }: { name: string; code: string | null }) {
  const normal = code === null ? null : normalCreditCode(code) || null
  return { name, name_key: comparableName(name), code: normal }
}

function text(evidence: unknown): string | null {
  return evidence === null ? null : JSON.stringify(evidence)
}

export const projection: Projection = {
  revision: 1,
  tables: [
    'register_entries',
    'register_lists',
    'person_checks',
    'register_liftings',
    'lifting_confirmations',
    'register_withdrawals',
    'requests',
    'request_askers',
  ],
  ddl: `CREATE TABLE register_entries (
      subject TEXT NOT NULL, row INTEGER NOT NULL, institution TEXT NOT NULL, register TEXT NOT NULL, channel TEXT NOT NULL,
      months INTEGER, name_key TEXT NOT NULL, code TEXT, name TEXT NOT NULL, ${saying}, evidence TEXT,
      person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (subject, row)
    ) STRICT;
    CREATE INDEX register_entries_by_name ON register_entries (name_key);
    CREATE INDEX register_entries_by_code ON register_entries (code);
    CREATE INDEX register_entries_by_date ON register_entries (register, checked_on, at, subject, row);
    CREATE TABLE register_lists (
      ${said}, register TEXT NOT NULL, channel TEXT NOT NULL, title TEXT NOT NULL, list_date TEXT NOT NULL, months INTEGER,
      digest TEXT NOT NULL, sheet TEXT NOT NULL, rows INTEGER NOT NULL, taken INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE person_checks (
      ${said}, application TEXT NOT NULL, name TEXT NOT NULL, id_number TEXT, register TEXT NOT NULL,
      channel TEXT NOT NULL, months INTEGER, ${saying}, evidence TEXT
    ) STRICT;
    CREATE INDEX person_checks_by_application ON person_checks (application);
    CREATE TABLE register_liftings (
      ${said}, entry TEXT NOT NULL, row INTEGER NOT NULL, reason TEXT NOT NULL, second TEXT NOT NULL
    ) STRICT;
    CREATE INDEX register_liftings_by_entry ON register_liftings (entry, row);
    CREATE TABLE lifting_confirmations (
      ${said}, entry TEXT NOT NULL, row INTEGER NOT NULL, seen TEXT NOT NULL
    ) STRICT;
    CREATE TABLE register_withdrawals (${said}, target TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
    CREATE INDEX register_withdrawals_by_target ON register_withdrawals (target);
    CREATE TABLE requests (
      ${said}, day TEXT NOT NULL, way TEXT NOT NULL, application TEXT, wanted TEXT NOT NULL, handled TEXT NOT NULL
    ) STRICT;
    CREATE TABLE request_askers (subject TEXT PRIMARY KEY, asker TEXT NOT NULL) STRICT;`,
  handlers: [
    on(organisationChecked, (db, { subject, institution, actor, at, data }) => {
      const { register, channel, months, checkedOn, organisation, evidence } = data
      put(db, 'register_entries', {
        ...{ subject, row: 0, institution, register, channel, months, person: actor.id, at },
        ...named(organisation),
        ...{ checked_on: checkedOn, ...sayingOf(data), evidence: text(evidence) },
      })
    }),
    on(personChecked, (db, { subject, institution, actor, at, data }) => {
      const { application, name, idNumber, register, channel, months, checkedOn, evidence } = data
      put(db, 'person_checks', {
        ...{ subject, institution, person: actor.id, at, application, name, id_number: idNumber },
        ...{ register, channel, months, checked_on: checkedOn, ...sayingOf(data), evidence: text(evidence) },
      })
    }),
    on(registerListRecorded, (db, { subject, institution, actor, at, data }) => {
      const { register, channel, title, listDate, months, source, rows, taken } = data
      const values = { register, channel, title, list_date: listDate, months, ...source, rows, taken }
      put(db, 'register_lists', { subject, institution, person: actor.id, at, ...values })
    }),
    on(registerEntriesRecorded, (db, { subject, institution, actor, at, data }) => {
      const list = readList(db, subject)
      if (!list) return
      const { register, channel, months } = list
      for (const entry of data.entries) {
        put(db, 'register_entries', {
          ...{ subject, row: entry.row, institution, register, channel, months, person: actor.id, at },
          ...named(entry.organisation),
          ...{ checked_on: entry.checkedOn ?? list.list_date, ...sayingOf(entry), evidence: null },
        })
      }
    }),
    on(recordLifted, (db, { subject, institution, actor, at, data }) => {
      const { entry, row, reason, second } = data
      const values = { entry, row: row ?? 0, reason, second }
      put(db, 'register_liftings', { subject, institution, person: actor.id, at, ...values })
    }),
    on(liftingConfirmed, (db, { subject, institution, actor, at, data }) => {
      const { entry, row, seen } = data
      const values = { entry, row: row ?? 0, seen }
      put(db, 'lifting_confirmations', { subject, institution, person: actor.id, at, ...values })
    }),
    on(registerWithdrawn, (db, { subject, institution, actor, at, data }) => {
      put(db, 'register_withdrawals', { subject, institution, person: actor.id, at, ...data })
    }),
    on(requestNoted, (db, { subject, institution, actor, at, data }) => {
      put(db, 'requests', { subject, institution, person: actor.id, at, ...data })
    }),
    on(requestAskerRecorded, (db, { subject, data }) => {
      put(db, 'request_askers', { subject, asker: data.asker })
    }),
  ],
}

export function readList(db: Db, subject: string): RegistersTables['register_lists'] | undefined {
  return db.get(k.selectFrom('register_lists').selectAll().where('subject', '=', subject))
}

import { type Db, inserter, putter, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import {
  applicantPeopleRecorded,
  applicationCompleted,
  applicationImported,
  applicationRevised,
  documentAttached,
  documentDetached,
  revisionWithdrawn,
} from '../applications/events.ts'
import { comparableName } from '../organisations/rules.ts'
import { duplicatesJudged } from './events.ts'
import { plainNumber, plainTitle, titleCore } from './titles.ts'

export type DuplicatesTables = {
  /** The narrow index: an application is looked up by what would make it a duplicate, whatever else it says. */
  duplicate_keys: {
    subject: string
    number_key: string
    title_key: string
    /** The title without common words; empty when too little is left. */
    title_core: string
    /** The last event that changed what is compared. */
    changed: string
    /** The same as a number, so that all of them together are told by their sum. */
    stamp: number
  }
  /** Personal data, as `application_people` has them: who leads it. Nothing of it leaves this table but numbers. */
  duplicate_principals: { subject: string; name_key: string; id_key: string | null }
  duplicate_judgements: {
    subject: string
    institution: string
    /** The two in the order of their ids, so that a pair is found from both ends. */
    first: string
    second: string
    first_seen: string
    second_seen: string
    is_duplicate: number
    note: string
    person: string
    at: string
  }
}

/** Made by comparing, kept on this desk alone: what an application is alike, and what was compared. */
type LocalTables = {
  duplicate_hits: { subject: string; hits: string }
  duplicate_state: { id: number; state: string }
}

export const duplicatesTables = tables<DuplicatesTables & LocalTables>()
const k = duplicatesTables

const putPrincipal = putter<DuplicatesTables['duplicate_principals']>(
  'duplicate_principals',
  ['subject', 'name_key'],
  ['id_key'],
)
const insertKeys = inserter<DuplicatesTables['duplicate_keys']>('duplicate_keys', [
  'subject',
  'number_key',
  'title_key',
  'title_core',
  'changed',
  'stamp',
])

function stampOf(id: string): { readonly changed: string; readonly stamp: number } {
  return { changed: id, stamp: Number.parseInt(id.slice(id.indexOf(':') + 1, id.indexOf(':') + 9), 16) }
}

function keysOf({ number, title }: { readonly number: string; readonly title: string }) {
  const plain = plainTitle(title)
  return { number_key: plainNumber(number), title_key: plain, title_core: titleCore(plain) }
}

function touch(db: Db, subject: string, id: string): void {
  db.run(k.updateTable('duplicate_keys').set(stampOf(id)).where('subject', '=', subject))
}

function putKeys(db: Db, subject: string, id: string, content: Parameters<typeof keysOf>[0]): void {
  const row = { ...keysOf(content), ...stampOf(id) }
  db.run(k.updateTable('duplicate_keys').set(row).where('subject', '=', subject))
}

/** Of what people complete, the fields that are compared. */
const compared = new Set(['number', 'title', 'task', 'summary', 'indicators', 'other', 'organisations'])

export const projection: Projection = {
  revision: 1,
  tables: ['duplicate_keys', 'duplicate_principals', 'duplicate_judgements'],
  ddl: `CREATE TABLE duplicate_keys (
      subject TEXT PRIMARY KEY, number_key TEXT NOT NULL, title_key TEXT NOT NULL, title_core TEXT NOT NULL,
      changed TEXT NOT NULL, stamp INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX duplicate_keys_by_number ON duplicate_keys (number_key);
    CREATE INDEX duplicate_keys_by_title ON duplicate_keys (title_key);
    CREATE INDEX duplicate_keys_by_core ON duplicate_keys (title_core) WHERE title_core <> '';
    CREATE INDEX duplicate_keys_by_stamp ON duplicate_keys (stamp);
    CREATE TABLE duplicate_principals (
      subject TEXT NOT NULL, name_key TEXT NOT NULL, id_key TEXT, PRIMARY KEY (subject, name_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX duplicate_principals_by_name ON duplicate_principals (name_key);
    CREATE INDEX duplicate_principals_by_id ON duplicate_principals (id_key) WHERE id_key IS NOT NULL;
    CREATE TABLE duplicate_judgements (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
      first_seen TEXT NOT NULL, second_seen TEXT NOT NULL, is_duplicate INTEGER NOT NULL, note TEXT NOT NULL,
      person TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX duplicate_judgements_by_first ON duplicate_judgements (first);
    CREATE INDEX duplicate_judgements_by_second ON duplicate_judgements (second);
    CREATE TABLE IF NOT EXISTS duplicate_hits (subject TEXT PRIMARY KEY, hits TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS duplicate_state (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL) STRICT;`,
  handlers: [
    on(applicationImported, (db, { subject, id, data }) => {
      insertKeys(db, { subject, ...keysOf(data.content), ...stampOf(id) })
    }),
    on(applicationCompleted, (db, { subject, id, data }) => {
      if (data.fields.some((field) => compared.has(field))) putKeys(db, subject, id, data.content)
    }),
    on(applicationRevised, (db, { subject, id, data }) => putKeys(db, subject, id, data.content)),
    on(revisionWithdrawn, (db, { subject, id, data }) => putKeys(db, subject, id, data.content)),
    on(documentAttached, (db, { subject, id }) => touch(db, subject, id)),
    on(documentDetached, (db, { subject, id }) => touch(db, subject, id)),
    on(applicantPeopleRecorded, (db, { subject, data }) => {
      db.sql('DELETE FROM duplicate_principals WHERE subject = ?', subject)
      for (const { name, role, idNumber } of data.people) {
        if (role !== '项目负责人') continue
        const id_key = comparableName(idNumber ?? '') || null
        putPrincipal(db, { subject, name_key: comparableName(name), id_key })
      }
    }),
    on(duplicatesJudged, (db, { subject, institution, actor, at, data }) => {
      const [a, b] = data.applications
      const [first, second] = a.application < b.application ? [a, b] : [b, a]
      db.run(
        k.insertInto('duplicate_judgements').values({
          subject,
          institution,
          first: first.application,
          second: second.application,
          first_seen: first.seen,
          second_seen: second.seen,
          is_duplicate: data.isDuplicate ? 1 : 0,
          note: data.note,
          person: actor.id,
          at,
        }),
      )
    }),
  ],
}

import { type Db, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import type { Pin } from '../../core/pin.ts'
import type { SuiteId } from '../../core/suite.ts'
import { chainBegan, officePinned } from './events.ts'

type TrustTables = {
  pins: {
    subject: string
    institution: string
    suite: SuiteId
    office_key: string
    encryption_key: string
    code: string
    at: string
    first: string
    second: string
    /** Whose desk confirmed it: pins of other offices never count here. */
    by: string
  }
  geneses: {
    subject: string
    device: string
    institution: string
    office_key: string
    encryption_key: string
    at: string
  }
}

const k = tables<TrustTables>()

export type PinRecord = Pin & {
  readonly code: string
  readonly at: string
  readonly first: string
  readonly second: string
}

/** The newest pin of each institution that this office confirmed. */
export function readPins(db: Db, own: string): readonly PinRecord[] {
  const rows = db.all(k.selectFrom('pins').selectAll().where('by', '=', own).orderBy('at'))
  const newest = new Map<string, PinRecord>()
  for (const { institution, suite, office_key, encryption_key, code, at, first, second } of rows) {
    newest.set(institution, {
      institution,
      suite,
      officeKey: office_key,
      encryptionKey: encryption_key,
      code,
      at,
      first,
      second,
    })
  }
  return [...newest.values()]
}

export function readPin(db: Db, own: string, institution: string): PinRecord | undefined {
  return readPins(db, own).find((pin) => pin.institution === institution)
}

/** Public keys of this office, as its genesis says. */
export function readOwnKeys(
  db: Db,
  device: string,
): { readonly officeKey: string; readonly encryptionKey: string } {
  const row = db.get(k.selectFrom('geneses').selectAll().where('device', '=', device))
  if (!row) throw new Error('the own chain has no genesis')
  return { officeKey: row.office_key, encryptionKey: row.encryption_key }
}

export const projection: Projection = {
  revision: 1,
  tables: ['pins', 'geneses'],
  ddl: `CREATE TABLE pins (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, suite TEXT NOT NULL, office_key TEXT NOT NULL,
      encryption_key TEXT NOT NULL, code TEXT NOT NULL, at TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
      by TEXT NOT NULL
    ) STRICT;
    CREATE TABLE geneses (
      subject TEXT PRIMARY KEY, device TEXT NOT NULL, institution TEXT NOT NULL, office_key TEXT NOT NULL,
      encryption_key TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;`,
  handlers: [
    on(officePinned, (db, { subject, institution: by, at, actor, data }) => {
      const { institution, suite, officeKey, encryptionKey, code, second } = data
      const keys = { office_key: officeKey, encryption_key: encryptionKey }
      db.run(
        k
          .insertInto('pins')
          .values({ subject, institution, suite, ...keys, code, at, first: actor.id, second, by }),
      )
    }),
    on(chainBegan, (db, { subject, device, institution, at, data }) => {
      const keys = { office_key: data.officeKey, encryption_key: data.encryptionKey }
      db.run(k.insertInto('geneses').values({ subject, device, institution, at, ...keys }))
    }),
  ],
}

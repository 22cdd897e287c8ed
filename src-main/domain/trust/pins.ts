import { readCertified } from '../../core/certified.ts'
import { type Db, tables } from '../../core/db.ts'
import { chainBegan, deviceRetired } from '../../core/governing.ts'
import { on, type Projection } from '../../core/module.ts'
import type { Pin } from '../../core/pin.ts'
import type { Digest, SuiteId } from '../../core/suite.ts'
import { officePinned } from './events.ts'

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
    event: string
    /** JSON: events of the pins that it takes the place of. */
    replaces: string
  }
  geneses: {
    subject: string
    device: string
    institution: string
    office_key: string
    encryption_key: string
    at: string
  }
  /** Desks of an office that another of its desks put out of use. */
  retirements: {
    subject: string
    device: string
    institution: string
    last_seq: number | null
    reason: string
    at: string
    person: string
  }
}

export const trustTables = tables<TrustTables>()

export type PinRecord = Pin & {
  readonly code: string
  readonly at: string
  readonly first: string
  readonly second: string
}

/**
 * The pin of each institution that this office confirmed and that no later one replaced. Where two desks of the office
 * pinned without knowing of each other, the later by their clocks counts; the next pin replaces both.
 */
export function readPins(db: Db, own: string): readonly PinRecord[] {
  const current = new Map<string, PinRecord>()
  for (const row of pinsNotReplaced(db, own)) {
    const { institution, suite, office_key: officeKey, encryption_key: encryptionKey } = row
    const { code, at, first, second } = row
    current.set(institution, { institution, suite, officeKey, encryptionKey, code, at, first, second })
  }
  return [...current.values()]
}

/** Events of the pins of an institution that count now: what a new one replaces. */
export function pinsToReplace(db: Db, own: string, institution: string): readonly string[] {
  return pinsNotReplaced(db, own).flatMap((pin) => (pin.institution === institution ? [pin.event] : []))
}

/** The oldest first. */
function pinsNotReplaced(db: Db, own: string): readonly TrustTables['pins'][] {
  const rows = db.all(trustTables.selectFrom('pins').selectAll().where('by', '=', own).orderBy('at'))
  const replaced = new Set(rows.flatMap((row) => JSON.parse(row.replaces) as string[]))
  return rows.filter(({ event }) => !replaced.has(event))
}

export function readPin(db: Db, own: string, institution: string): PinRecord | undefined {
  return readPins(db, own).find((pin) => pin.institution === institution)
}

/**
 * Public keys of this office as this device knows them: those of its genesis, or of the newest certificate that it
 * recorded for itself. What other desks of the office say of it does not count: who changes the keys that everything is
 * checked under must be at this desk.
 */
export function readOwnKeys(
  db: Db,
  device: Digest,
): { readonly officeKey: string; readonly encryptionKey: string } {
  const row = db.get(trustTables.selectFrom('geneses').selectAll().where('device', '=', device))
  if (!row) throw new Error('the own chain has no genesis')
  const renewed = readCertified(db, row.institution).findLast(
    (one) => one.by === device && one.device === device,
  )
  return {
    officeKey: renewed?.officeKey ?? row.office_key,
    encryptionKey: renewed?.encryptionKey ?? row.encryption_key,
  }
}

export const projection: Projection = {
  revision: 1,
  tables: ['pins', 'geneses', 'retirements'],
  ddl: `CREATE TABLE pins (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, suite TEXT NOT NULL, office_key TEXT NOT NULL,
      encryption_key TEXT NOT NULL, code TEXT NOT NULL, at TEXT NOT NULL, first TEXT NOT NULL, second TEXT NOT NULL,
      by TEXT NOT NULL, event TEXT NOT NULL, replaces TEXT NOT NULL
    ) STRICT;
    CREATE TABLE retirements (
      subject TEXT PRIMARY KEY, device TEXT NOT NULL, institution TEXT NOT NULL, last_seq INTEGER, reason TEXT NOT NULL,
      at TEXT NOT NULL, person TEXT NOT NULL
    ) STRICT;
    CREATE TABLE geneses (
      subject TEXT PRIMARY KEY, device TEXT NOT NULL, institution TEXT NOT NULL, office_key TEXT NOT NULL,
      encryption_key TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;`,
  handlers: [
    on(officePinned, (db, { id: event, subject, institution: by, at, actor, data }) => {
      const { institution, suite, officeKey, encryptionKey, code, second } = data
      const replaces = JSON.stringify(data.replaces)
      const keys = { office_key: officeKey, encryption_key: encryptionKey }
      db.run(
        trustTables.insertInto('pins').values({
          subject,
          institution,
          suite,
          ...keys,
          code,
          at,
          first: actor.id,
          second,
          by,
          event,
          replaces,
        }),
      )
    }),
    on(chainBegan, (db, { subject, device, institution, at, data }) => {
      const keys = { office_key: data.officeKey, encryption_key: data.encryptionKey }
      db.run(trustTables.insertInto('geneses').values({ subject, device, institution, at, ...keys }))
    }),
    on(deviceRetired, (db, { subject, institution, at, actor, data: { device, last, reason } }) => {
      const values = {
        subject,
        device,
        institution,
        last_seq: last?.seq ?? null,
        reason,
        at,
        person: actor.id,
      }
      db.run(trustTables.insertInto('retirements').values(values))
    }),
  ],
}

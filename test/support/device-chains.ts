import path from 'node:path'
import { encodeBody, encodeHeader } from '../../src-main/core/event.ts'
import {
  chainBegan,
  deviceCertified,
  deviceRetired,
  handedOver,
  takenOver,
} from '../../src-main/core/governing.ts'
import { type ChainInfo, type Log, openLog } from '../../src-main/core/log.ts'
import type { Module } from '../../src-main/core/module.ts'
import type { Digest } from '../../src-main/core/suite.ts'
import { migrate, readMigrations } from '../../src-main/platform/migrate.ts'
import { openSqlite, type Sqlite } from '../../src-main/platform/sqlite.ts'
import { ed25519Sha256 as suite } from '../../src-main/platform/suites/ed25519-sha256.ts'
import { noCertificate, notes, testFolder } from './log.ts'

/** What governs chains, as the trust module brings it. */
export const governing: Module = {
  name: 'governing',
  events: [chainBegan, deviceCertified, deviceRetired, handedOver, takenOver],
  calls: {},
}

export type Made = {
  readonly seq: number
  readonly id: Digest
  readonly header: Uint8Array
  readonly body: Uint8Array
}
export type Place = { readonly seq: number; readonly id: Digest }

/** The chain of a device that may say anything: nothing checks here whether it may. */
export function deviceChain(
  name: string,
  institution = 'JS',
  succeeds: (Place & { device: Digest }) | null = null,
) {
  const device = suite.digest(new TextEncoder().encode(`device ${name}`))
  const made: Made[] = []
  const say = (type: string, subject: string, data: unknown, version = 1): Made => {
    const seq = made.length + 1
    const body = encodeBody({
      salt: seq.toString(16).padStart(32, '0'),
      actor: { id: 'person/00000000-1', role: '编辑' },
      type,
      version,
      audience: type === 'NoteEdited' ? 'office' : 'members',
      subject,
      data: data as never,
    })
    const header = encodeHeader({
      device,
      seq,
      prev: made.at(-1)?.id ?? null,
      // Clocks that contradict the chains: nothing may depend on them.
      at: new Date(Date.UTC(2026, 10, 22) - seq * 1000).toISOString(),
      body: suite.digest(body),
    })
    const event = { seq, id: suite.digest(header), header, body }
    made.push(event)
    return event
  }
  const subject = (kind: string) => `${kind}/${device.slice(7, 15)}-${made.length + 1}`
  const key = 'aa'.repeat(32)
  say('ChainBegan', subject('chain'), {
    environment: '演练',
    institution,
    suite: suite.id,
    officeKey: key,
    encryptionKey: key,
    deviceKey: key,
    certificate: { payload: 'AAAA', payloadType: '', signatures: [{ keyid: device, sig: 'AAAA' }] },
    program: 'test',
    succeeds,
  })
  return {
    name,
    device,
    institution,
    made: made as readonly Made[],
    at: (seq: number): Place => ({ seq, id: made[seq - 1]!.id }),
    write(text: string): string {
      const note = subject('note')
      say('NoteWritten', note, { text, colour: '蓝' }, 2)
      return note
    },
    edit: (note: string, text: string) => say('NoteEdited', note, { text }),
    /** An event that this program does not know. */
    odd: (note: string) => say('NoteSung', note, {}),
    handOver: (note: string, to: Digest, version = 1) => say('HandedOver', note, { to }, version),
    takeOver: (note: string, from: Digest) => say('TakenOver', note, { from }),
    retire: (other: Digest, last: Place | null) =>
      say('DeviceRetired', subject('retirement'), { device: other, last, reason: '测试' }),
  }
}

export type DeviceChain = ReturnType<typeof deviceChain>

/** A desk that only listens: a real log in a real database , with none of its own events. */
export async function openListener(): Promise<{
  readonly db: Sqlite
  readonly log: Log
  /** Takes headers up to a place, joining what is here. */
  headers(chain: DeviceChain, upTo: number): void
  /** Takes the bodies of these places; their headers are here. */
  bodies(chain: DeviceChain, seqs: readonly number[]): void
  all(...chains: readonly DeviceChain[]): void
}> {
  const db = openSqlite(path.join(testFolder(), 'desk.sqlite'))
  const migrated = await migrate(db, readMigrations('migrations'), null)
  if (!migrated.ok) throw new Error(migrated.error.code)
  const log = openLog(db, [governing, notes], () => suite, {
    now: () => '2026-11-22T00:00:00.000Z',
    today: () => '2026-11-22',
    random: (bytes) => new Uint8Array(bytes),
  })
  db.transaction(() => log.projections.refresh())
  const known = new Map<Digest, { info: ChainInfo; upTo: number }>()
  const headers = (chain: DeviceChain, upTo: number) => {
    db.transaction(() => {
      const { device, institution, made } = chain
      const here = known.get(device) ?? {
        info: log.addChain({
          device,
          institution,
          suite: suite.id,
          publicKey: '00'.repeat(32),
          certificate: noCertificate,
          own: false,
        }),
        upTo: 0,
      }
      log.receiveHeaders(
        here.info,
        made.slice(here.upTo, upTo).map(({ header }) => header),
      )
      known.set(device, { ...here, upTo: Math.max(here.upTo, upTo) })
    })
  }
  const bodies = (chain: DeviceChain, seqs: readonly number[]) => {
    const wanted = seqs.map((seq) => chain.made[seq - 1]!)
    db.transaction(() => log.receiveBodies(wanted.map(({ id, body }) => ({ event: id, bytes: body }))))
  }
  const all = (...chains: readonly DeviceChain[]) => {
    for (const chain of chains) {
      headers(chain, chain.made.length)
      bodies(
        chain,
        chain.made.map(({ seq }) => seq),
      )
    }
  }
  return { db, log, headers, bodies, all }
}

/** Everything that must not depend on the order of arrival. */
export function stateOf({ db, log }: { readonly db: Sqlite; readonly log: Log }, notes: readonly string[]) {
  return {
    notes: db.sql('SELECT subject, text, edits FROM notes ORDER BY subject'),
    problems: db.sql(
      `SELECT e.id, b.problem FROM bodies b JOIN events e ON e.position = b.position
       WHERE b.problem IS NOT NULL ORDER BY e.id`,
    ),
    writers: notes.map((note) => ({ ...log.writerOf(note), setAside: log.isSetAside(note) })),
    told: notes.map((note) => log.readSubject(note).map(({ id }) => id)),
  }
}

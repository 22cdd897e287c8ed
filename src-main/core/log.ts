import { type Admitted, admit } from './admit.ts'
import { type Bytes, hex } from './bytes.ts'
import { type ChainFault, chainReader, type Head } from './chain.ts'
import type { Db } from './db.ts'
import type { Envelope } from './dsse.ts'
import {
  type Actor,
  decodeHeader,
  devicePrefix,
  encodeBody,
  encodeHeader,
  maxBodyBytes,
  parseSubject,
} from './event.ts'
import type { Module, NewEvent, Recorded } from './module.ts'
import { openProjections } from './projections.ts'
import type { Json } from './result.ts'
import type { Digest, Suite, SuiteId } from './suite.ts'
import { insertBody, insertEvent } from './truth.ts'

/** What core takes from outside: nothing in it looks at a clock or rolls dice by itself. */
export type World = {
  /** UTC, YYYY-MM-DDTHH:MM:SS.sssZ. */
  now(): string
  /** Local calendar day, YYYY-MM-DD. */
  today(): string
  random(bytes: number): Bytes
}

export type ChainInfo = {
  readonly number: number
  readonly device: Digest
  readonly institution: string
  readonly suite: SuiteId
  readonly publicKey: string
  readonly certificate: Envelope
  readonly own: boolean
}

/** A thing in the log that cannot be: the file was changed by something else, or the caller broke the contract. */
export class LogFault extends Error {
  readonly fault: ChainFault
  constructor(fault: ChainFault) {
    super(`log fault: ${fault.fault} at ${fault.at}`)
    this.fault = fault
  }
}

/**
 * The append-only log in one database and the projections that follow it. Every method that writes must run inside the
 * caller's transaction, so that events and projections are there together or not at all.
 */
export function openLog(db: Db, modules: readonly Module[], suiteOf: (id: SuiteId) => Suite, world: World) {
  const own = readChains(db).find((chain) => chain.own)
  const suite = suiteOf(own?.suite ?? 'ed25519-sha256')
  const projections = openProjections(db, modules, suite)

  function headOf(chain: number): Head | null {
    const [row] = db.sql<{ seq: number; id: Digest }>(
      'SELECT seq, id FROM events WHERE chain = ? ORDER BY seq DESC LIMIT 1',
      chain,
    )
    return row ?? null
  }

  function lastPosition(): number {
    return (
      db.sql<{ position: number | null }>('SELECT max(position) AS position FROM events')[0]?.position ?? 0
    )
  }

  function addChain(chain: Omit<ChainInfo, 'number'>): ChainInfo {
    const [row] = db.sql<{ number: number }>(
      'INSERT INTO chains (device, institution, suite, public_key, certificate, own) VALUES (?, ?, ?, ?, ?, ?) RETURNING number',
      chain.device,
      chain.institution,
      chain.suite,
      chain.publicKey,
      JSON.stringify(chain.certificate),
      chain.own ? 1 : 0,
    )
    return { ...chain, number: row!.number }
  }

  /** Appends to the own chain what a command decided, and projects it. */
  function append(chain: ChainInfo, actor: Actor, events: readonly NewEvent[]): readonly Digest[] {
    let head = headOf(chain.number)
    let position = lastPosition()
    const at = world.now()
    return events.map((event) => {
      const { definition, subject, data, audience, to } = event
      if (parseSubject(subject)?.devicePrefix !== devicePrefix(chain.device)) {
        throw new Error(`${definition.type} on a subject that this desk does not write`)
      }
      const checked = definition.data.safeParse(data)
      if (!checked.success)
        throw new Error(`${definition.type} does not fit its own schema: ${checked.error.message}`)
      const salt = hex(world.random(16))
      const said = event.actor ?? actor
      const bytes = encodeBody({
        salt,
        actor: said,
        type: definition.type,
        version: definition.version,
        audience,
        ...(to ? { to } : {}),
        subject,
        data: checked.data as Json,
      })
      if (bytes.length > maxBodyBytes) throw new Error(`${definition.type} is larger than a body may be`)
      const seq = (head?.seq ?? 0) + 1
      const header = encodeHeader({
        device: chain.device,
        seq,
        prev: head?.id ?? null,
        at,
        body: suite.digest(bytes),
      })
      const id = suite.digest(header)
      head = { seq, id }
      position++
      insertEvent(db, { position, chain: chain.number, seq, id, header })
      const { type } = definition
      const recipients = to ? JSON.stringify(to) : null
      insertBody(db, { position, type, audience, recipients, subject, problem: null, bytes })
      const { device, institution } = chain
      projections.apply({ id, device, seq, institution, at, actor: said, type, subject, data: checked.data })
      return id
    })
  }

  /** Appends headers of another chain that were verified; throws a {@link LogFault} when they do not join. */
  function receiveHeaders(chain: ChainInfo, headers: Iterable<Bytes>): { readonly added: number } {
    const reader = chainReader(suiteOf(chain.suite), chain.device, headOf(chain.number))
    let position = lastPosition()
    let added = 0
    for (const header of headers) {
      const read = reader.next(header)
      if ('fault' in read) throw new LogFault(read)
      position++
      added++
      insertEvent(db, { position, chain: chain.number, seq: read.header.seq, id: read.id, header })
    }
    return { added }
  }

  /**
   * Stores bodies whose digests were compared with their headers, and projects what can be. A body that is already here
   * has no effect; one that arrives after later events of its subject makes that subject projected again.
   */
  function receiveBodies(bodies: Iterable<{ readonly event: Digest; readonly bytes: Bytes }>): {
    readonly added: number
    readonly odd: number
  } {
    const late = new Set<string>()
    let added = 0
    let odd = 0
    for (const { event, bytes } of bodies) {
      const [row] = db.sql<ReceivedRow>(receivedRow, event)
      if (!row) throw new Error('a body without its header')
      if (row.has_body) continue
      const admitted = admit(projections.definitions, row.device, bytes)
      const subject = admitted.body?.subject ?? null
      const problem =
        admitted.problem ?? (subject && otherWriter(subject, row.chain) ? 'not-the-writer' : null)
      insertBody(db, {
        position: row.position,
        type: admitted.body?.type ?? null,
        audience: admitted.body?.audience ?? null,
        recipients: admitted.body?.to ? JSON.stringify(admitted.body.to) : null,
        subject,
        problem,
        bytes,
      })
      added++
      if (problem) odd++
      else if (isLate(subject!, row.position)) late.add(subject!)
      else projections.apply(recordedFrom(row, event, admitted))
    }
    for (const subject of late) projections.projectSubjectAgain(subject)
    return { added, odd }
  }

  function otherWriter(subject: string, chain: number): boolean {
    const rows = db.sql(
      `SELECT 1 FROM bodies b JOIN events e ON e.position = b.position
       WHERE b.subject = ? AND b.problem IS NULL AND e.chain <> ? LIMIT 1`,
      subject,
      chain,
    )
    return rows.length > 0
  }

  function isLate(subject: string, position: number): boolean {
    return (
      db.sql('SELECT 1 FROM bodies WHERE subject = ? AND position > ? LIMIT 1', subject, position).length > 0
    )
  }

  /**
   * A subject on which a body of its writer was set aside may not be written on until that is settled. What others say
   * on it does not count: nobody may stop another office's work by writing on its subjects.
   */
  function isSetAside(subject: string): boolean {
    const rows = db.sql(
      `SELECT 1 FROM bodies WHERE subject = ? AND problem IS NOT NULL AND problem <> 'not-the-writer' LIMIT 1`,
      subject,
    )
    return rows.length > 0
  }

  /** Looks again at bodies that were set aside: a newer program may know them. Answers how many it took in. */
  function admitAgain(): number {
    const rows = db.sql<{
      position: number
      device: Digest
      chain: number
      subject: string | null
      bytes: Uint8Array
    }>(
      // CROSS JOIN keeps SQLite from starting at the chains and reading every event.
      `SELECT b.position, c.device, e.chain, b.subject, b.bytes FROM bodies b INDEXED BY bodies_with_problem
       CROSS JOIN events e ON e.position = b.position CROSS JOIN chains c ON c.number = e.chain
       WHERE b.problem IS NOT NULL AND b.problem <> 'not-the-writer'`,
    )
    const subjects = new Set<string>()
    for (const { position, device, chain, subject, bytes } of rows) {
      const { problem } = admit(projections.definitions, device, bytes)
      if (problem || subject === null || otherWriter(subject, chain)) continue
      db.sql('UPDATE bodies SET problem = NULL WHERE position = ?', position)
      subjects.add(subject)
    }
    for (const subject of subjects) projections.projectSubjectAgain(subject)
    return subjects.size
  }

  return {
    projections,
    admitAgain,
    headOf,
    chains: () => readChains(db),
    addChain,
    append,
    receiveHeaders,
    receiveBodies,
    isSetAside,
    readSubject: (subject: string): readonly Recorded[] => projections.readSubject(subject),
  }
}

export type Log = ReturnType<typeof openLog>

type ReceivedRow = {
  position: number
  chain: number
  seq: number
  device: Digest
  institution: string
  header: Uint8Array
  has_body: number
}

const receivedRow = `SELECT e.position, e.chain, e.seq, c.device, c.institution, e.header,
  EXISTS (SELECT 1 FROM bodies b WHERE b.position = e.position) AS has_body
  FROM events e JOIN chains c ON c.number = e.chain WHERE e.id = ?`

function recordedFrom(row: ReceivedRow, id: Digest, { body, data }: Admitted): Recorded {
  const { device, seq, institution } = row
  const at = decodeHeader(row.header)!.at
  return {
    id,
    device,
    seq,
    institution,
    at,
    actor: body!.actor,
    type: body!.type,
    subject: body!.subject,
    data,
  }
}

/** Every chain that is held here, the own one first. */
export function readChains(db: Db): readonly ChainInfo[] {
  const rows = db.sql<{
    number: number
    device: Digest
    institution: string
    suite: SuiteId
    public_key: string
    certificate: string
    own: number
  }>('SELECT number, device, institution, suite, public_key, certificate, own FROM chains ORDER BY number')
  return rows.map(({ public_key, certificate, own, ...row }) => ({
    ...row,
    publicKey: public_key,
    certificate: JSON.parse(certificate) as Envelope,
    own: own === 1,
  }))
}

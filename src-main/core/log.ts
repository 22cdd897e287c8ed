import { admit } from './admit.ts'
import { type Bytes, hex } from './bytes.ts'
import { type ChainFault, chainReader, type Head } from './chain.ts'
import type { Db } from './db.ts'
import type { Envelope } from './dsse.ts'
import { type Actor, devicePrefix, encodeBody, encodeHeader, maxBodyBytes, parseSubject } from './event.ts'
import type { Module, NewEvent, Recorded } from './module.ts'
import { openProjections } from './projections.ts'
import { type ReceivedBody, receiveBodies } from './receive.ts'
import type { Json } from './result.ts'
import { settle, touchedByEnds } from './settle.ts'
import { type Digest, defaultSuite, type Suite, type SuiteId } from './suite.ts'
import { insertBody, insertEvent } from './truth.ts'
import { type Ends, governsEnds, isSetAside, readEnds, wasHandedOver, writerOf } from './writers.ts'

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
  const projections = openProjections(db, modules, suiteOf(defaultSuite))

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
    const suite = suiteOf(chain.suite)
    let head = headOf(chain.number)
    const before = head?.seq ?? 0
    let position = lastPosition()
    const at = world.now()
    const ends = events.some(({ definition }) => governsEnds(definition.type)) ? readEnds(db) : null
    let known: Ends | null = null
    const ids = events.map((event) => {
      const { definition, subject, data, audience, to } = event
      if (!writes(chain.device, subject, before, () => (known ??= readEnds(db))))
        throw new Error(`${definition.type} on a subject that this desk does not write`)
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
      if (governsEnds(type)) known = null
      const { device, institution } = chain
      projections.apply({ id, device, seq, institution, at, actor: said, type, subject, data: checked.data })
      return id
    })
    if (ends) settle(db, projections, touchedByEnds(db, ends))
    return ids
  }

  /** Subjects are numbered on from the head of the chain: one made just now was never handed over. */
  function writes(device: Digest, subject: string, before: number, ends: () => Ends): boolean {
    const parsed = parseSubject(subject)
    const isOwn = parsed?.devicePrefix === devicePrefix(device)
    if (isOwn && (parsed.counter > before || !wasHandedOver(db, subject))) return true
    return writerOf(db, subject, ends()).writer === device
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

  /** Looks again at bodies that were set aside: a newer program may know them. Answers how many it took in. */
  function admitAgain(): number {
    const rows = db.sql<{ position: number; subject: string | null; bytes: Uint8Array }>(
      `SELECT position, subject, bytes FROM bodies INDEXED BY bodies_with_problem
       WHERE problem IS NOT NULL AND problem NOT IN ('not-the-writer', 'past-end')`,
    )
    const subjects = new Set<string>()
    for (const { position, subject, bytes } of rows) {
      const { problem } = admit(projections.definitions, bytes)
      if (problem || subject === null) continue
      db.sql(`UPDATE bodies SET problem = 'not-the-writer' WHERE position = ?`, position)
      subjects.add(subject)
    }
    settle(db, projections, subjects)
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
    receiveBodies: (bodies: Iterable<ReceivedBody>) => receiveBodies(db, projections, bodies),
    isSetAside: (subject: string) => isSetAside(db, subject),
    ends: () => readEnds(db),
    /** Who writes on a subject, and the hand-over that its next event must answer. */
    writerOf: (subject: string, ends = readEnds(db)) => writerOf(db, subject, ends),
    readSubject: (subject: string): readonly Recorded[] => projections.readSubject(subject),
  }
}

export type Log = ReturnType<typeof openLog>

/** Every chain that is held here, in the order in which they came. */
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
    certificate: envelopeIn(certificate),
    own: own === 1,
  }))
}

/** A certificate that somebody made unreadable proves nothing; the chain is shown and checked all the same. */
function envelopeIn(text: string): Envelope {
  try {
    return JSON.parse(text) as Envelope
  } catch {
    return { payload: '', payloadType: '', signatures: [{ keyid: '', sig: '' }] }
  }
}

import { fromUtf8 } from './bytes.ts'
import type { Db } from './db.ts'
import { devicePrefix, parseSubject } from './event.ts'
import {
  chainBegan,
  deviceCertified,
  deviceRetired,
  handedOver,
  isGoverning,
  takenOver,
} from './governing.ts'
import type { Digest } from './suite.ts'

/** Where a chain ends by the word of another device of its office, which writes on its subjects from then on. */
export type End = {
  /** Last place that counts; null when nothing of the chain does. */
  readonly last: { readonly seq: number; readonly id: Digest } | null
  readonly successor: Digest
  /** Place in the successor's chain where it says so. */
  readonly saidAt: number
}

/** The ends of chains that count, by the device whose chain it is. */
export type Ends = ReadonlyMap<Digest, End>

/** An event on a subject, as far as it matters for who may write there. */
export type Act = {
  readonly device: Digest
  readonly seq: number
  readonly id: Digest
  /** Set by a hand-over: the device that writes next. */
  readonly to?: Digest
  /** Set by a take-over: the hand-over that it answers. */
  readonly from?: Digest
}

/**
 * The acts that count, in the order in which they count: the creator's until it hands over or its chain ends, then those
 * of the next writer from its take-over on, and so forth. The same whatever order they arrived in: clocks and arrival
 * decide nothing.
 */
export function inWritersOrder<A extends Act>(
  creator: Digest,
  acts: readonly A[],
  endOf: (device: Digest) => End | null,
): { readonly acts: readonly A[]; readonly writer: Digest; readonly takeOver: Digest | null } {
  const byDevice = Map.groupBy(acts, (act) => act.device)
  for (const own of byDevice.values()) own.sort((a, b) => a.seq - b.seq)
  const reached = new Map<Digest, number>()
  const counted: A[] = []
  // Ended chains passed since the last act that counted: endings that name each other in a circle stop here.
  const passed = new Set<Digest>()
  let writer = creator
  let takeOver: Digest | null = null
  for (;;) {
    const end = endOf(writer)
    const lastSeq = upTo(end)
    let turn = (byDevice.get(writer) ?? []).filter(
      ({ seq }) => seq > (reached.get(writer) ?? 0) && seq <= lastSeq,
    )
    if (takeOver) {
      const first = turn.findIndex(({ from }) => from === takeOver)
      turn = first < 0 ? [] : turn.slice(first)
    }
    const until = turn.findIndex(({ to }) => to !== undefined)
    const now = until < 0 ? turn : turn.slice(0, until + 1)
    counted.push(...now)
    if (now.length > 0) {
      takeOver = null
      reached.set(writer, now.at(-1)!.seq)
      passed.clear()
    }
    if (until >= 0) {
      takeOver = now.at(-1)!.id
      writer = now.at(-1)!.to!
    } else if (end && !passed.has(writer)) {
      passed.add(writer)
      takeOver = null
      writer = end.successor
      reached.set(writer, Math.max(reached.get(writer) ?? 0, end.saidAt))
    } else {
      return { acts: counted, writer, takeOver }
    }
  }
}

type EndingRow = { device: Digest; institution: string; seq: number; type: string; bytes: Uint8Array }

/** Every chain that was ended by a genesis that succeeds it or by a retirement; only devices of its institution can. */
export function readEnds(db: Db): Ends {
  const rows = db.sql<EndingRow>(
    `SELECT c.device, c.institution, e.seq, b.type, b.bytes FROM bodies b
     JOIN events e ON e.position = b.position JOIN chains c ON c.number = e.chain
     WHERE ${isGoverning}`,
  )
  const owners = new Map(
    db
      .sql<{ device: Digest; institution: string }>('SELECT device, institution FROM chains')
      .map(({ device, institution }) => [device, institution]),
  )
  const certifiedBy = Map.groupBy(
    rows.filter(({ type }) => type === deviceCertified.type),
    ({ bytes }) => (dataIn(bytes, 1) as { readonly device?: unknown } | undefined)?.device,
  )
  /** A chain says whose it is; until it comes, those do who certified its device, if they are one. */
  const mayEnd = (device: Digest, institution: string) => {
    const owner = owners.get(device)
    if (owner !== undefined) return owner === institution
    return (certifiedBy.get(device) ?? []).every((row) => row.institution === institution)
  }
  const said = rows.flatMap((row) => {
    const ending = endingIn(row)
    if (!ending || !mayEnd(ending.device, row.institution)) return []
    return [{ ...ending, successor: row.device, saidAt: row.seq }]
  })
  return endsThatCount(said)
}

/** True for types of events that can end a chain, or say who may. */
export function governsEnds(type: string): boolean {
  return type === deviceRetired.type || type === chainBegan.type || type === deviceCertified.type
}

/** A device's word that a chain has ended. */
export type Ending = End & { readonly device: Digest }

/**
 * The endings that count. What a device says after its own end does not, of several endings of one chain the earliest
 * place does, and of devices that end each other neither: only people know which of them was stolen.
 */
export function endsThatCount(endings: readonly Ending[]): Ends {
  const said = endings
    .filter(({ device, successor }) => device !== successor)
    .sort(
      (a, b) =>
        upTo(a) - upTo(b) ||
        (a.successor < b.successor ? -1 : a.successor > b.successor ? 1 : a.saidAt - b.saidAt),
    )
  const notSilencedBy = (others: readonly Ending[]) => {
    const ends = earliest(others)
    return said.filter(({ successor, saidAt }) => saidAt <= upTo(ends.get(successor)))
  }
  let certain: readonly Ending[] = []
  for (;;) {
    const next = notSilencedBy(notSilencedBy(certain))
    if (next.length === certain.length) return earliest(certain)
    certain = next
  }
}

function earliest(said: readonly Ending[]): Map<Digest, End> {
  const ends = new Map<Digest, End>()
  for (const { device, last, successor, saidAt } of said) {
    if (!ends.has(device)) ends.set(device, { last, successor, saidAt })
  }
  return ends
}

/** The last seq that counts of a chain with this end. */
export function upTo(end: End | null | undefined): number {
  return end ? (end.last?.seq ?? 0) : Number.MAX_SAFE_INTEGER
}

function endingIn({ type, bytes }: EndingRow): { device: Digest; last: End['last'] } | null {
  const data = dataIn(bytes, 1)
  if (type === deviceRetired.type) {
    const said = deviceRetired.data.safeParse(data)
    return said.success ? { device: said.data.device, last: said.data.last } : null
  }
  // Asked for every command: nearly every chain succeeds none, and that is seen without checking all of it.
  if ((data as { readonly succeeds?: unknown } | undefined)?.succeeds === null) return null
  const said = chainBegan.data.safeParse(data)
  if (!said.success || !said.data.succeeds) return null
  const { device, seq, id } = said.data.succeeds
  return { device, last: { seq, id } }
}

/** What a stored body says, when it is of this version of its type. */
function dataIn(bytes: Uint8Array, version: number): unknown {
  const body = JSON.parse(fromUtf8(bytes)!) as { readonly version: number; readonly data: unknown }
  return body.version === version ? body.data : undefined
}

export type ActRow = Act & {
  readonly position: number
  readonly chain: number
  readonly problem: string | null
}

/**
 * Every event on a subject, in the order of arrival, with what it hands or takes over. Also those that this program
 * cannot project: whose turn it was does not depend on what the program knows.
 */
export function readActs(db: Db, subject: string): readonly ActRow[] {
  const rows = db.sql<{
    position: number
    chain: number
    device: Digest
    seq: number
    id: Digest
    type: string | null
    problem: string | null
    bytes: Uint8Array | null
  }>(
    `SELECT b.position, e.chain, c.device, e.seq, e.id, b.type, b.problem,
       CASE WHEN b.type IN ('HandedOver', 'TakenOver') THEN b.bytes END AS bytes
     FROM bodies b JOIN events e ON e.position = b.position JOIN chains c ON c.number = e.chain
     WHERE b.subject = ? ORDER BY b.position`,
    subject,
  )
  return rows.map(({ type, bytes, ...row }) => {
    const data = bytes && dataIn(bytes, 1)
    const over = type === handedOver.type ? handedOver.data.safeParse(data) : null
    if (over?.success) return { ...row, to: over.data.to }
    const taken = type === takenOver.type ? takenOver.data.safeParse(data) : null
    return taken?.success ? { ...row, from: taken.data.from } : row
  })
}

/** The device whose id begins as this subject says; null when its chain is not here. */
export function creatorOf(db: Db, subject: string): Digest | null {
  const prefix = parseSubject(subject)?.devicePrefix
  const [row] = db.sql<{ device: Digest }>(
    `SELECT device FROM chains WHERE substr(device, instr(device, ':') + 1, 8) = ? ORDER BY number LIMIT 1`,
    prefix ?? '',
  )
  return row?.device ?? null
}

export function isCreator(device: Digest, subject: string): boolean {
  return parseSubject(subject)?.devicePrefix === devicePrefix(device)
}

/** Who writes on a subject now, and the hand-over that its next event must answer (null: none). */
export function writerOf(
  db: Db,
  subject: string,
  ends: Ends,
): { readonly writer: Digest | null; readonly takeOver: Digest | null } {
  const creator = creatorOf(db, subject)
  if (!creator) return { writer: null, takeOver: null }
  if (!ends.has(creator) && !wasHandedOver(db, subject)) return { writer: creator, takeOver: null }
  const { writer, takeOver } = inWritersOrder(
    creator,
    readActs(db, subject),
    (device) => ends.get(device) ?? null,
  )
  return { writer, takeOver }
}

/**
 * A subject on which a body of its writer was set aside may not be written on until that is settled. What others say on
 * it does not count: nobody may stop another office's work by writing on its subjects.
 */
export function isSetAside(db: Db, subject: string): boolean {
  const rows = db.sql(
    `SELECT 1 FROM bodies WHERE subject = ? AND problem IS NOT NULL
     AND problem NOT IN ('not-the-writer', 'past-end') LIMIT 1`,
    subject,
  )
  return rows.length > 0
}

export function wasHandedOver(db: Db, subject: string): boolean {
  return db.sql(`SELECT 1 FROM bodies WHERE type = 'HandedOver' AND subject = ? LIMIT 1`, subject).length > 0
}

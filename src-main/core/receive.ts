import { type Admitted, admit } from './admit.ts'
import type { Bytes } from './bytes.ts'
import type { Db } from './db.ts'
import { decodeHeader, devicePrefix } from './event.ts'
import { handedOver } from './governing.ts'
import type { Recorded } from './module.ts'
import type { Projections } from './projections.ts'
import { settle, touchedByEnds } from './settle.ts'
import type { Digest } from './suite.ts'
import { insertBody } from './truth.ts'
import { creatorOf, type Ends, governsEnds, isCreator, readEnds, upTo, wasHandedOver } from './writers.ts'

/** A body with its event, whose header is here. */
export type ReceivedBody = { readonly event: Digest; readonly bytes: Bytes }

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

/**
 * Stores bodies whose digests were compared with their headers, and projects what can be. A body that is already here has
 * no effect; one that arrives after later events of its subject, or that changes who may write there, makes the subject
 * projected again. `odd`: by how many more bodies are set aside than before.
 */
export function receiveBodies(
  db: Db,
  projections: Projections,
  bodies: Iterable<ReceivedBody>,
): { readonly added: number; readonly odd: number } {
  const ends = readEnds(db)
  const before = countSetAside(db)
  const creators = new Map<string, Digest | null>()
  const again = new Set<string>()
  const unsettled = new Set<string>()
  let added = 0
  let endsMayDiffer = false
  for (const { event, bytes } of bodies) {
    const [row] = db.sql<ReceivedRow>(receivedRow, event)
    if (!row) throw new Error('a body without its header')
    if (row.has_body) continue
    const admitted = admit(projections.definitions, bytes)
    const { body } = admitted
    const subject = body?.subject ?? null
    const isPlain = subject === null || isPlainlyOn(db, subject, row, ends, creators)
    // First who writes: nobody may make another office's subject read-only by writing nonsense on it.
    const problem = isPlain ? admitted.problem : 'not-the-writer'
    insertBody(db, {
      position: row.position,
      type: body?.type ?? null,
      audience: body?.audience ?? null,
      recipients: body?.to ? JSON.stringify(body.to) : null,
      subject,
      problem,
      bytes,
    })
    added++
    if (subject === null || (isPlain && admitted.problem)) continue
    if (governsEnds(body!.type)) endsMayDiffer = true
    if (!isPlain || body!.type === handedOver.type) unsettled.add(subject)
    else if (isLate(db, subject, row.position)) again.add(subject)
    else projections.apply(recordedFrom(row, event, admitted))
  }
  if (endsMayDiffer) for (const subject of touchedByEnds(db, ends)) unsettled.add(subject)
  settle(db, projections, unsettled)
  for (const subject of again) if (!unsettled.has(subject)) projections.projectSubjectAgain(subject)
  return { added, odd: Math.max(0, countSetAside(db) - before) }
}

function countSetAside(db: Db): number {
  return db.sql<{ n: number }>('SELECT count(*) AS n FROM bodies WHERE problem IS NOT NULL')[0]!.n
}

/** True where nothing but its creator's chain decides who writes: nearly always, and without looking at the subject. */
function isPlainlyOn(
  db: Db,
  subject: string,
  { device, chain, seq }: ReceivedRow,
  ends: Ends,
  creators: Map<string, Digest | null>,
): boolean {
  if (!isCreator(device, subject) || seq > upTo(ends.get(device)) || wasHandedOver(db, subject)) return false
  // Its successor may have been here first, and comes behind it nevertheless.
  if (ends.has(device) && hasOtherWriters(db, subject, chain)) return false
  const prefix = devicePrefix(device)
  if (!creators.has(prefix)) creators.set(prefix, creatorOf(db, subject))
  return creators.get(prefix) === device
}

function hasOtherWriters(db: Db, subject: string, chain: number): boolean {
  const rows = db.sql(
    `SELECT 1 FROM bodies b JOIN events e ON e.position = b.position
     WHERE b.subject = ? AND e.chain <> ? LIMIT 1`,
    subject,
    chain,
  )
  return rows.length > 0
}

function isLate(db: Db, subject: string, position: number): boolean {
  return (
    db.sql('SELECT 1 FROM bodies WHERE subject = ? AND position > ? LIMIT 1', subject, position).length > 0
  )
}

function recordedFrom(row: ReceivedRow, id: Digest, { body, data }: Admitted): Recorded {
  const { device, seq, institution } = row
  const { actor, type, subject } = body!
  const { at } = decodeHeader(row.header)!
  return { id, device, seq, institution, at, actor, type, subject, data }
}

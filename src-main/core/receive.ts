import { type Admitted, admit } from './admit.ts'
import type { Bytes } from './bytes.ts'
import type { Db } from './db.ts'
import { devicePrefix, timeIn } from './event.ts'
import { handedOver } from './governing.ts'
import type { Recorded } from './module.ts'
import type { Projections } from './projections.ts'
import { settle, touchedByEnds } from './settle.ts'
import type { Digest } from './suite.ts'
import { type ChainOwner, insertBody, readChainOwners } from './truth.ts'
import { creatorOf, type Ends, governsEnds, isCreator, readEnds, upTo, wasHandedOver } from './writers.ts'

/** A body with its event, whose header is here. */
export type ReceivedBody = { readonly event: Digest; readonly bytes: Bytes }

type ReceivedRow = { position: number; chain: number; seq: number; header: string; has_body: number }

const receivedRow = `SELECT position, chain, seq, CAST (header AS TEXT) AS header,
  EXISTS (SELECT 1 FROM bodies b WHERE b.position = e.position) AS has_body FROM events e WHERE id = ?`

/**
 * Stores bodies whose digests were compared with their headers, and projects what can be. A body that is already here has
 * no effect, nor has one whose event is not here; one that arrives after later events of its subject, or that changes who
 * may write there, makes the subject projected again. `odd`: by how many more bodies are set aside than before.
 */
export function receiveBodies(
  db: Db,
  projections: Projections,
  bodies: Iterable<ReceivedBody>,
): { readonly added: number; readonly odd: number } {
  const chains = readChainOwners(db)
  const ends = readEnds(db)
  const before = countSetAside(db)
  const subjects = createSubjects(db, ends)
  const again = new Set<string>()
  const unsettled = new Set<string>()
  let added = 0
  let endsMayDiffer = false
  for (const { event, bytes } of bodies) {
    const [row] = db.sql<ReceivedRow>(receivedRow, event)
    if (!row || row.has_body) continue
    const chain = chains.get(row.chain)!
    const admitted = admit(projections.definitions, bytes)
    const { body } = admitted
    const subject = body?.subject ?? null
    const isPlain = subject === null || subjects.isPlain(subject, chain.device, row)
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
    if (subject === null) continue
    const isLate = subjects.isLate(subject, row.position)
    subjects.came(subject, row.position)
    if (isPlain && admitted.problem) continue
    if (governsEnds(body!.type)) endsMayDiffer = true
    if (!isPlain || body!.type === handedOver.type) unsettled.add(subject)
    else if (isLate) again.add(subject)
    else projections.apply(recordedFrom(chain, row, event, admitted))
  }
  if (endsMayDiffer) for (const subject of touchedByEnds(db, ends)) unsettled.add(subject)
  settle(db, projections, unsettled)
  for (const subject of again) if (!unsettled.has(subject)) projections.projectSubjectAgain(subject)
  return { added, odd: Math.max(0, countSetAside(db) - before) }
}

function countSetAside(db: Db): number {
  return db.sql<{ n: number }>('SELECT count(*) AS n FROM bodies WHERE problem IS NOT NULL')[0]!.n
}

type Subject = { lastPosition: number; readonly wasHandedOver: boolean }

/**
 * What the log holds of the subjects that bodies are about: asked once for each, then kept in step with what comes. A
 * subject that is handed over meanwhile is settled at the end anyway.
 */
function createSubjects(db: Db, ends: Ends) {
  const known = new Map<string, Subject>()
  const creators = new Map<string, Digest | null>()

  function of(subject: string): Subject {
    let found = known.get(subject)
    if (!found) {
      const [row] = db.sql<{ last: number | null }>(
        'SELECT max(position) AS last FROM bodies WHERE subject = ?',
        subject,
      )
      const lastPosition = row?.last ?? 0
      found = { lastPosition, wasHandedOver: lastPosition > 0 && wasHandedOver(db, subject) }
      known.set(subject, found)
    }
    return found
  }

  return {
    /** True where nothing but its creator's chain decides who writes: nearly always, and without reading the subject. */
    isPlain(subject: string, device: Digest, { chain, seq }: ReceivedRow): boolean {
      if (!isCreator(device, subject) || seq > upTo(ends.get(device)) || of(subject).wasHandedOver)
        return false
      // Its successor may have been here first, and comes behind it nevertheless.
      if (ends.has(device) && hasOtherWriters(db, subject, chain)) return false
      const prefix = devicePrefix(device)
      if (!creators.has(prefix)) creators.set(prefix, creatorOf(db, subject))
      return creators.get(prefix) === device
    },
    isLate: (subject: string, position: number) => of(subject).lastPosition > position,
    came(subject: string, position: number): void {
      const found = of(subject)
      found.lastPosition = Math.max(found.lastPosition, position)
    },
  }
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

function recordedFrom(
  { device, institution }: ChainOwner,
  { seq, header }: ReceivedRow,
  id: Digest,
  { body, data }: Admitted,
): Recorded {
  const { actor, type, subject } = body!
  return { id, device, seq, institution, at: timeIn(header), actor, type, subject, data }
}

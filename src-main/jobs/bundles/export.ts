import { existsSync, statSync } from 'node:fs'
import { fromUtf8 } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'
import { decodeEnvelope, type Envelope, encodeEnvelope, signWith } from '../../core/dsse.ts'
import type { Audience } from '../../core/event.ts'
import { type ChainInfo, readChains } from '../../core/log.ts'
import type { Module } from '../../core/module.ts'
import type { BundleWritten } from '../../core/ports/bundles.ts'
import { ok, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { modules } from '../../domain/index.ts'
import type { BodyToSend, DocumentToSend, RangeToSend } from '../../platform/bundle/gather.ts'
import { writeBundle } from '../../platform/bundle/write.ts'
import { documentPath } from '../../platform/documents/store.ts'
import type { JobFunction } from '../../platform/run-job.ts'
import { openSqlite } from '../../platform/sqlite.ts'
import { signerFor, suiteOf } from '../../platform/suites/suite-of.ts'
import type { ExportInput } from './names.ts'

type PlannedRange = ExportInput['plan']['ranges'][number]

/** Writes the bundle that a plan describes, from a read-only view of the log that does not change while it is written. */
export const exportBundle: JobFunction<ExportInput, BundleWritten & { readonly checkpoint: string }> = async (
  { places, plan, deviceSeed },
  job,
) => {
  const db = openSqlite(places.database, { readOnly: true })
  try {
    db.script('BEGIN')
    const chains = new Map(readChains(db).map((chain) => [chain.device, chain]))
    const own = [...chains.values()].find((chain) => chain.own)
    if (!own) throw new Error('a desk without its own chain')
    const signer = signerFor(own.suite, deviceSeed)
    const documents = documentsOf(db, places.institution, plan, places.documents)
    if (plan.encryptTo === null && (documents.length > 0 || hasRestricted(db, plan)))
      return refuse('bundles/must-be-encrypted')
    const written = await writeBundle({
      content: {
        environment: places.environment,
        suite: suiteOf(own.suite),
        sender: { institution: places.institution, device: own.device, certificate: own.certificate },
        recipient: plan.to,
        ranges: plan.ranges.map((range) => rangeOf(db, chains.get(range.device), range)),
        bodies: bodiesOf(db, plan),
        documents,
      },
      sign: signWith(signer),
      folder: plan.folder,
      name: plan.name,
      tempFolder: places.staging,
      encryptTo: plan.encryptTo,
      partSize: plan.partSize,
      job,
    })
    if (!written.ok) return written
    const { file, parts, size, digest, manifest } = written.value
    const range = manifest.ranges.find(({ device }) => device === own.device)
    return ok({
      file,
      parts,
      size,
      digest,
      events: plan.ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0),
      bodies: manifest.bodies.events.length,
      documents: documents.length,
      checkpoint: range ? textOf(range.checkpoint) : '',
    })
  } finally {
    db.close()
  }
}

function textOf(envelope: Envelope): string {
  return fromUtf8(encodeEnvelope(envelope))!
}

function rangeOf(db: Db, chain: ChainInfo | undefined, { device, from, to }: PlannedRange): RangeToSend {
  if (!chain) throw new Error('a range of a chain that is not here')
  const checkpoint = chain.own ? null : checkpointAt(db, chain.number, to)
  return {
    device,
    certificate: chain.certificate,
    from,
    to,
    checkpoint,
    headers: headersOf(db, chain.number, from, to),
  }
}

function checkpointAt(db: Db, chain: number, seq: number): Envelope {
  const [row] = db.sql<{ envelope: Uint8Array }>(
    'SELECT envelope FROM checkpoints WHERE chain = ? AND seq = ?',
    chain,
    seq,
  )
  const envelope = row && decodeEnvelope(row.envelope)
  if (!envelope) throw new Error('a range that does not end at a checkpoint')
  return envelope
}

const pageSize = 1000

function* headersOf(db: Db, chain: number, from: number, to: number): Generator<Uint8Array> {
  for (let seq = from; seq <= to; seq += pageSize) {
    const last = Math.min(to, seq + pageSize - 1)
    const rows = db.sql<{ header: Uint8Array }>(
      'SELECT header FROM events WHERE chain = ? AND seq BETWEEN ? AND ? ORDER BY seq',
      chain,
      seq,
      last,
    )
    for (const { header } of rows) yield header
  }
}

/**
 * Bodies of the covered places that the recipient may read: `members`, and `named` where it is named; `office` ones for
 * desks of the own office alone.
 */
function* bodyRows(db: Db, { covers, to }: ExportInput['plan']): Generator<BodyRow> {
  for (const { device, from, to: last } of covers) {
    for (let seq = from; seq <= last; seq += pageSize) {
      yield* db.sql<BodyRow>(
        `SELECT e.id, e.header, b.bytes, b.type, b.audience, b.problem, c.institution FROM events e
         JOIN chains c ON c.number = e.chain JOIN bodies b ON b.position = e.position
         WHERE c.device = ? AND e.seq BETWEEN ? AND ?
           AND (b.audience = 'members'
             OR EXISTS (SELECT 1 FROM (SELECT ? AS us) WHERE us IN (SELECT institution FROM chains WHERE own = 1)
               OR b.audience = 'named' AND us IN (SELECT value FROM json_each(b.recipients))))
         ORDER BY e.seq`,
        device,
        seq,
        Math.min(last, seq + pageSize - 1),
        to,
      )
    }
  }
}

type BodyRow = {
  id: Digest
  header: Uint8Array
  bytes: Uint8Array
  institution: string
  type: string
  audience: Audience | null
  problem: string | null
}

const bodyInHeader = /"body":"([^"]+)"\}$/

function* bodiesOf(db: Db, plan: ExportInput['plan']): Generator<BodyToSend> {
  for (const { id, header, bytes } of bodyRows(db, plan)) {
    const body = bodyInHeader.exec(fromUtf8(header) ?? '')?.[1]
    if (!body) throw new Error('a stored header without its body')
    yield { event: id, body, bytes }
  }
}

function hasRestricted(db: Db, plan: ExportInput['plan']): boolean {
  for (const { audience } of bodyRows(db, plan)) if (audience !== 'members') return true
  return false
}

/** The documents that those bodies mention and that are in the store. */
function documentsOf(db: Db, own: string, plan: ExportInput['plan'], folder: string): DocumentToSend[] {
  if (plan.documents === 'none') return []
  const mentions = new Map(
    Object.values<Module>(modules)
      .flatMap(({ events }) => events)
      .flatMap((definition) => (definition.documents ? [[definition.type, definition] as const] : [])),
  )
  const found = new Map<Digest, DocumentToSend>()
  for (const { type, bytes, problem, institution } of bodyRows(db, plan)) {
    const definition = mentions.get(type)
    if (!definition || problem || (plan.documents === 'own' && institution !== own)) continue
    const { data } = JSON.parse(fromUtf8(bytes)!) as { data: unknown }
    for (const digest of definition.documents!(data)) {
      const path = documentPath(folder, digest)
      if (path && existsSync(path)) found.set(digest, { digest, size: statSync(path).size, path })
    }
  }
  return [...found.values()]
}

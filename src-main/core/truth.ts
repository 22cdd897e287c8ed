import { type Db, inserter, tables } from './db.ts'
import type { Audience } from './event.ts'
import type { Digest, SuiteId } from './suite.ts'

/** The tables of truth, as migrations/ makes them. */
export type TruthTables = {
  chains: {
    number: number
    device: Digest
    institution: string
    suite: SuiteId
    public_key: string
    certificate: string
    own: number
  }
  events: { position: number; chain: number; seq: number; id: Digest; header: Uint8Array }
  bodies: {
    position: number
    type: string | null
    audience: Audience | null
    recipients: string | null
    subject: string | null
    problem: BodyProblem | null
    bytes: Uint8Array
  }
  checkpoints: { chain: number; seq: number; head: Digest; envelope: Uint8Array }
  idempotency: { key: string; call: string; person: string; result: string; at: string }
  credentials: { person: string; kdf: string; sealed: Uint8Array }
  settings: { name: string; value: string }
  inbox: {
    digest: Digest
    sender: string
    name: string
    size: number
    ranges: string
    missing: string
    at: string
    problem: string | null
  }
  forks: {
    device: Digest
    institution: string
    seq: number
    ours: string | null
    theirs: string
    sender: string
    at: string
  }
  security_log: { number: number; at: string; code: string; facts: string }
}

/**
 * Why a body is kept but not projected. Its subject is read-only here until the program or a person settles it, except
 * where somebody wrote who may not: `not-the-writer` (or not yet: a hand-over may still arrive), `past-end` of a chain.
 */
export type BodyProblem =
  | 'unreadable'
  | 'unknown-type'
  | 'too-new'
  | 'invalid'
  | 'audience-widened'
  | 'not-the-writer'
  | 'past-end'

export const truth = tables<TruthTables>()

/** Whose chain it is. */
export type ChainOwner = { readonly device: Digest; readonly institution: string }

/** The owners of all chains, by their number in this database. */
export function readChainOwners(db: Db): ReadonlyMap<number, ChainOwner> {
  const rows = db.sql<ChainOwner & { number: number }>('SELECT number, device, institution FROM chains')
  return new Map(rows.map(({ number, ...owner }) => [number, owner]))
}

export const insertEvent = inserter<TruthTables['events']>('events', [
  'position',
  'chain',
  'seq',
  'id',
  'header',
])
export const insertBody = inserter<TruthTables['bodies']>('bodies', [
  'position',
  'type',
  'audience',
  'recipients',
  'subject',
  'problem',
  'bytes',
])
export const insertKey = inserter<TruthTables['idempotency']>('idempotency', [
  'key',
  'call',
  'person',
  'result',
  'at',
])

import { type Bytes, utf8 } from './bytes.ts'
import { decodeCertificate, verifyCertificate } from './certificate.ts'
import { rangeReader } from './chain.ts'
import { type Checkpoint, verifyCheckpoint } from './checkpoint.ts'
import { type Envelope, orderedEnvelope, readEnvelope, unverifiedPayload } from './dsse.ts'
import { decodeHeader } from './event.ts'
import { hasKeys, parseStrict } from './json.ts'
import type { Environment } from './office.ts'
import { type Json, ok, type Result, refuse } from './result.ts'
import type { Digest, Suite, SuiteId } from './suite.ts'

const forkProofType = 'desk/fork-proof/v1'

/** One of two stories that a device told: the checkpoint that it signed, and the headers that lead to it. */
export type ForkBranch = {
  readonly checkpoint: Envelope
  /** Headers as text, one after the other: from the place of the contradiction, or from the one behind it. */
  readonly headers: readonly string[]
}

/** What proves to anybody that one device signed two chains that differ at a place. */
export type ForkProof = {
  /** First place that is known to differ. */
  readonly seq: number
  /** DSSE envelope by which its office certified the device. */
  readonly certificate: Envelope
  readonly branches: readonly [ForkBranch, ForkBranch]
}

/** What a proof says, checked; the office key is the one to compare with a pin, or with the 核对码. */
export type ForkFacts = {
  readonly environment: Environment
  readonly suite: SuiteId
  readonly institution: string
  readonly officeKey: string
  readonly encryptionKey: string
  readonly device: Digest
  readonly seq: number
  /** Of both stories: the id at `seq`, and the place and id that the device signed. */
  readonly branches: readonly {
    readonly id: Digest
    readonly signed: { readonly seq: number; readonly head: Digest }
  }[]
}

const keys = ['type', 'seq', 'certificate', 'branches']
const branchKeys = ['checkpoint', 'headers']

/** Bytes of the file `….冲突证明.json`. */
export function encodeForkProof({ seq, certificate, branches }: ForkProof): Bytes {
  return utf8(
    JSON.stringify({
      type: forkProofType,
      seq,
      certificate: orderedEnvelope(certificate),
      branches: branches.map(({ checkpoint, headers }) => ({
        checkpoint: orderedEnvelope(checkpoint),
        headers,
      })),
    }),
  )
}

/**
 * Checks a proof by nothing but itself: the device is certified by the office key that the certificate names, both
 * checkpoints are signed by that device, headers lead to each of them, and the two chains differ at the place. Refuses
 * with `forks/not-a-proof`, `forks/certificate-invalid`, `forks/checkpoint-invalid`, `forks/chain-broken` and
 * `forks/no-contradiction`.
 */
export function checkForkProof(bytes: Bytes, suiteOf: (id: SuiteId) => Suite): Result<ForkFacts> {
  const proof = decodeForkProof(bytes)
  if (!proof) return refuse('forks/not-a-proof')
  const claim = decodeCertificate(unverifiedPayload(proof.certificate))
  if (!claim) return refuse('forks/certificate-invalid')
  const suite = suiteOf(claim.suite)
  const certificate = verifyCertificate(proof.certificate, { suite, officeKey: claim.officeKey })
  if (!certificate) return refuse('forks/certificate-invalid')
  const { deviceKey, environment, institution, officeKey, encryptionKey } = certificate
  const branches: ForkFacts['branches'][number][] = []
  let device: Digest = ''
  for (const branch of proof.branches) {
    const checkpoint = verifyCheckpoint(branch.checkpoint, { suite, deviceKey })
    if (checkpoint?.environment !== environment) return refuse('forks/checkpoint-invalid')
    device = checkpoint.device
    const id = idAt(proof.seq, branch, checkpoint, suite)
    if (id === undefined) return refuse('forks/chain-broken')
    branches.push({ id, signed: { seq: checkpoint.seq, head: checkpoint.head } })
  }
  if (branches[0]!.id === branches[1]!.id) return refuse('forks/no-contradiction')
  const { seq } = proof
  return ok({
    environment,
    suite: suite.id,
    institution,
    officeKey,
    encryptionKey,
    device,
    seq,
    branches,
  })
}

/** True for a file that says it is a proof, whether it holds or not. */
export function isForkProof(bytes: Bytes): boolean {
  const start = utf8(`{"type":"${forkProofType}"`)
  return start.every((byte, i) => bytes[i] === byte)
}

/** The id that this story has at the place; undefined unless its headers lead from there to what the device signed. */
function idAt(
  seq: number,
  { headers }: ForkBranch,
  checkpoint: Checkpoint,
  suite: Suite,
): Digest | undefined {
  const first = headers[0] === undefined ? undefined : utf8(headers[0])
  const from = first && decodeHeader(first)?.seq
  if (!first || from === undefined || from > seq + 1) return undefined
  const reader = rangeReader(suite, checkpoint.device, from, first)
  let found = reader.head?.seq === seq ? reader.head.id : undefined
  for (const header of headers) {
    const read = reader.next(utf8(header))
    if ('fault' in read) return undefined
    if (read.header.seq === seq) found = read.id
  }
  return reader.head?.seq === checkpoint.seq && reader.head.id === checkpoint.head ? found : undefined
}

function decodeForkProof(bytes: Bytes): ForkProof | undefined {
  const value = parseStrict(bytes)
  if (!hasKeys(value, keys) || value.type !== forkProofType) return undefined
  const { seq } = value
  const certificate = readEnvelope(value.certificate)
  if (!certificate || typeof seq !== 'number' || seq < 1) return undefined
  if (!Array.isArray(value.branches) || value.branches.length !== 2) return undefined
  const [one, other] = value.branches.map(readBranch)
  return one && other && { seq, certificate, branches: [one, other] }
}

function readBranch(value: Json): ForkBranch | undefined {
  if (!hasKeys(value, branchKeys)) return undefined
  const checkpoint = readEnvelope(value.checkpoint)
  const { headers } = value
  if (!checkpoint || !Array.isArray(headers) || headers.length === 0) return undefined
  return headers.every((header) => typeof header === 'string') ? { checkpoint, headers } : undefined
}

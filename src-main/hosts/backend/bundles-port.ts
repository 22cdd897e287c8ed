import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { utf8 } from '../../core/bytes.ts'
import { decodeEnvelope, type Envelope } from '../../core/dsse.ts'
import type { Bundles, Staging } from '../../core/ports.ts'
import { ok, refuse } from '../../core/result.ts'
import type { Digest, SuiteId } from '../../core/suite.ts'
import {
  type Checked,
  type CheckInput,
  checkBundleJob,
  exportBundleJob,
  type StagedChain,
} from '../../jobs/bundles/names.ts'
import { stagedBodies, stagedHeaders } from '../../platform/bundle/staged.ts'
import { documentPath, syncFolder } from '../../platform/documents/store.ts'
import type { RunJob } from '../../platform/run-job.ts'
import type { DailyKeys } from '../../platform/vault.ts'
import type { Desk } from './desk.ts'
import type { FileTokens } from './files.ts'
import { noteSecurity } from './login.ts'

/** Refusals that have innocent causes; every other one may be somebody trying something, and is kept. */
const innocent = new Set([
  'bundles/unreadable',
  'bundles/not-a-bundle',
  'bundles/too-large',
  'bundles/incomplete',
  'bundles/no-space',
  'bundles/encrypted-for-another',
  'bundles/other-recipient',
  'bundles/sender-not-pinned',
])

/** Bundles of one session: written and checked in workers, taken in on the desk's own connection. */
export function createBundles(context: {
  readonly desk: Desk
  readonly keys: DailyKeys
  readonly files: FileTokens
  readonly staging: Staging
  readonly runJob: RunJob
}): Bundles {
  const { desk, keys, files, staging, runJob } = context
  const { folder, db, log } = desk
  const { database, documents, institution, environment } = folder
  const places: CheckInput['places'] = {
    database,
    documents,
    staging: folder.staging,
    institution,
    environment,
  }

  return {
    async write(plan, job) {
      const target = files.pathOf(plan.folder)
      const input = { places, plan: { ...plan, folder: target }, deviceSeed: keys.deviceSeed }
      const written = await runJob(exportBundleJob, input, job)
      if (!written.ok) return written
      const { checkpoint, ...bundle } = written.value
      if (checkpoint !== '') keepCheckpoint(desk, desk.executor.chain.number, checkpoint)
      return ok(bundle)
    },
    async check(file, job) {
      const input: CheckInput = { places, path: files.pathOf(file), encryptionSecret: keys.encryptionKey }
      const checked = await runJob(checkBundleJob, input, job)
      if (!checked.ok) {
        if (!innocent.has(checked.error.code)) noteSecurity(desk, checked.error.code, {})
        return checked
      }
      const forked = checked.value.summary.ranges.find(({ state }) => state === 'forks')
      if (forked) noteSecurity(desk, 'bundles/fork', { device: forked.device })
      return ok({ staged: await staging.put(checked.value), ...checked.value.summary })
    },
    async take(staged, job) {
      const checked = (await staging.get(staged)) as Checked | undefined
      if (!checked) return refuse('bundles/check-again')
      const moved = await moveDocuments(path.join(checked.folder, 'documents'), documents, job)
      const chains = checked.chains.filter(({ joins }) => joins)
      return ok({
        sender: checked.summary.sender,
        digest: checked.summary.digest,
        chains: chains.map(({ device, institution, from, to, head }) => ({
          device,
          institution,
          from,
          to,
          head,
        })),
        documents: moved,
        store() {
          let events = 0
          for (const chain of chains) events += storeChain(desk, checked.folder, chain)
          const { added, odd } = log.receiveBodies(bodiesHere(checked.folder))
          return { events, bodies: added, odd }
        },
      })
    },
    async drop(staged) {
      const checked = (await staging.get(staged)) as Checked | undefined
      if (checked) await rm(checked.folder, { recursive: true, force: true })
      await staging.drop(staged)
    },
  }

  /** Bodies of chains that were set aside (a fork, no pin) have no header here and stay out. */
  function* bodiesHere(from: string) {
    for (const body of stagedBodies(from)) {
      if (db.sql('SELECT 1 FROM events WHERE id = ?', body.event).length > 0) yield body
    }
  }
}

function storeChain({ log, db }: Desk, folder: string, staged: StagedChain): number {
  const { device, institution, publicKey, certificate } = staged
  const known = log.chains().find((chain) => chain.device === device)
  const chain =
    known ??
    log.addChain({
      device,
      institution,
      suite: staged.suite as SuiteId,
      publicKey,
      certificate: JSON.parse(certificate) as Envelope,
      own: false,
    })
  const head = log.headOf(chain.number)?.seq ?? 0
  const fresh = [...stagedHeaders(folder, device)].slice(Math.max(0, head - staged.from + 1))
  const { added } = log.receiveHeaders(chain, fresh)
  insertCheckpoint(db, chain.number, staged.to, staged.head, staged.checkpoint)
  return added
}

function keepCheckpoint({ db }: Desk, chain: number, envelope: string): void {
  const read = decodeEnvelope(utf8(envelope))
  if (!read) throw new Error('a checkpoint that was just made cannot be read')
  const { seq, head } = JSON.parse(Buffer.from(read.payload, 'base64').toString('utf8')) as {
    seq: number
    head: Digest
  }
  insertCheckpoint(db, chain, seq, head, envelope)
}

function insertCheckpoint(db: Desk['db'], chain: number, seq: number, head: string, envelope: string): void {
  db.sql(
    'INSERT INTO checkpoints (chain, seq, head, envelope) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    chain,
    seq,
    head,
    utf8(envelope),
  )
}

/** Content-addressed and on the same disk: a rename each; one that nobody mentions in the end does no harm. */
async function moveDocuments(
  from: string,
  store: string,
  job: {
    readonly signal: { throwIfAborted(): void }
    progress(progress: { done: number; total: number; step: string }): void
  },
): Promise<readonly Digest[]> {
  const names = await readdir(from).catch(() => [])
  const moved: Digest[] = []
  for (const [done, name] of names.entries()) {
    job.signal.throwIfAborted()
    job.progress({ done, total: names.length, step: 'store-documents' })
    const digest: Digest = `sha256:${name}`
    const target = documentPath(store, digest)
    if (!target) throw new Error('a staged document without a digest for a name')
    await mkdir(path.dirname(target), { recursive: true })
    const staged = await open(path.join(from, name), 'r+')
    await staged.sync()
    await staged.close()
    await rename(path.join(from, name), target)
    await syncFolder(path.dirname(target))
    moved.push(digest)
  }
  return moved
}

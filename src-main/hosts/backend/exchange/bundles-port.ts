import { createHash } from 'node:crypto'
import { createReadStream, existsSync, rmSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Bytes, utf8 } from '../../../core/bytes.ts'
import { decodeEnvelope } from '../../../core/dsse.ts'
import type { Bundles } from '../../../core/ports/bundles.ts'
import type { Job } from '../../../core/ports/job.ts'
import type { Staging } from '../../../core/ports/staging.ts'
import { ok, refuse } from '../../../core/result.ts'
import type { Digest } from '../../../core/suite.ts'
import { truth } from '../../../core/truth.ts'
import {
  type Checked,
  type CheckInput,
  checkBundleJob,
  exportBundleJob,
} from '../../../jobs/bundles/names.ts'
import { isSystemError, noSpaceErrors } from '../../../platform/disk.ts'
import { documentPath, syncFolder } from '../../../platform/documents/store.ts'
import type { RunJob } from '../../../platform/run-job.ts'
import type { DailyKeys } from '../../../platform/vault.ts'
import { keepCheckpoint } from '../checkpoints.ts'
import { type Desk, world } from '../desk.ts'
import type { FileTokens } from '../files.ts'
import { followKeyring } from '../keyring.ts'
import { noteSecurity } from '../security-log.ts'
import { faultOfKept, inboxFile, sweepInbox } from './inbox-files.ts'
import { noteOwnChainIn } from './own-chain.ts'
import { type Staged, takenOf } from './take-in.ts'

/** Refusals that have innocent causes; every other one may be somebody trying something, and is kept. */
const innocent = new Set([
  'bundles/unreadable',
  'bundles/not-a-bundle',
  'bundles/too-large',
  'bundles/incomplete',
  'bundles/no-space',
  'bundles/part-list-missing',
  'bundles/part-missing',
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
  const { folder, db } = desk
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
      if (checkpoint !== '') keepOwnCheckpoint(desk, utf8(checkpoint))
      return ok(bundle)
    },
    async check(file, job) {
      const checked = await runCheck({ path: files.pathOf(file), keepsFile: true }, job)
      return checked.ok ? stage(checked.value, files.name(file)) : checked
    },
    async checkKept(digest, job) {
      const [row] = db.sql<{ name: string; size: number }>(
        'SELECT name, size FROM inbox WHERE digest = ?',
        digest,
      )
      if (!row) return refuse('bundles/kept-missing')
      const fault = faultOfKept(folder, digest, row.size)
      if (fault) return refuse(fault)
      const path = inboxFile(folder, digest)
      const checked = await runCheck({ path }, job)
      if (checked.ok && checked.value.summary.digest === digest) return stage(checked.value, row.name)
      if (checked.ok) rmSync(checked.value.folder, { recursive: true, force: true })
      // Whatever a check says of other bytes than those that were kept, it is this disk that altered them.
      if ((await digestOfFile(path)) !== digest) return refuse('bundles/kept-damaged')
      if (checked.ok) throw new Error('a bundle was checked while it was altered')
      return checked
    },
    async take(staged, job) {
      const checked = (await staging.get(staged)) as Staged | undefined
      if (!checked) return refuse('bundles/check-again')
      sweepInbox(folder, db)
      try {
        const moved = await moveDocuments(path.join(checked.folder, 'documents'), documents, job)
        return ok(takenOf(desk, checked, moved))
      } catch (error) {
        if (isSystemError(error, noSpaceErrors)) return refuse('bundles/no-space')
        throw error
      }
    },
    async drop(staged) {
      const checked = (await staging.get(staged)) as Staged | undefined
      if (checked) await rm(checked.folder, { recursive: true, force: true })
      await staging.drop(staged)
    },
    async dropKept(digest) {
      db.run(truth.deleteFrom('inbox').where('digest', '=', digest))
      sweepInbox(folder, db)
    },
    async lookForKept(kept) {
      return kept.flatMap(({ digest, size }) => {
        const code = faultOfKept(folder, digest, size)
        return code ? [{ digest, code }] : []
      })
    },
    inTurn(work) {
      const turn = (turns.get(desk) ?? Promise.resolve()).then(work)
      turns.set(
        desk,
        turn.catch(() => undefined),
      )
      return turn
    },
  }

  async function runCheck(what: Pick<CheckInput, 'path' | 'keepsFile'>, job: Job) {
    const input: CheckInput = { places, encryptionSecrets: followKeyring(db, keys).encryptionKeys, ...what }
    const checked = await runJob(checkBundleJob, input, job)
    if (checked.ok) noteFindings(desk, checked.value)
    else if (!innocent.has(checked.error.code)) noteSecurity(desk, checked.error.code, {})
    return checked
  }

  async function stage(checked: Checked, name: string) {
    const staged: Staged = { ...checked, name }
    return ok({ staged: await staging.put(staged), ...checked.summary })
  }
}

async function digestOfFile(path: string): Promise<Digest> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return `sha256:${hash.digest('hex')}`
}

/** Works of one desk that wait for each other, over all of its sessions. */
const turns = new WeakMap<Desk, Promise<unknown>>()

/** Proofs that a device told two stories are kept as soon as they are seen; the first one of a device stays. */
function noteFindings(desk: Desk, checked: Checked): void {
  noteOwnChainIn(desk, checked)
  const { sender } = checked.summary
  for (const { device, institution, seq, ours, theirs } of checked.forks) {
    const known = desk.db.sql('SELECT 1 FROM forks WHERE device = ?', device).length > 0
    if (known) continue
    noteSecurity(desk, 'bundles/fork', { device, seq, by: sender })
    desk.db.run(
      truth.insertInto('forks').values({ device, institution, seq, ours, theirs, sender, at: world.now() }),
    )
    desk.changed()
  }
}

function keepOwnCheckpoint({ db, executor }: Desk, envelope: Bytes): void {
  const read = decodeEnvelope(envelope)
  if (!read) throw new Error('a checkpoint that was just made cannot be read')
  const { seq, head } = JSON.parse(Buffer.from(read.payload, 'base64').toString('utf8')) as {
    seq: number
    head: Digest
  }
  keepCheckpoint(db, executor.chain.number, { seq, head, envelope })
}

const syncedAtOnce = 16

/**
 * Content-addressed and on the same disk: a rename each; one that nobody mentions in the end does no harm. Answers those
 * that were not here before.
 */
async function moveDocuments(from: string, store: string, job: Job): Promise<readonly Digest[]> {
  const names = await readdir(from).catch(() => [])
  const moved: Digest[] = []
  const folders = new Set<string>()
  // Several at a time: a disk answers many requests to sync hardly later than one.
  for (let start = 0; start < names.length; start += syncedAtOnce) {
    job.signal.throwIfAborted()
    job.progress({ done: start, total: names.length, step: 'store-documents' })
    await Promise.all(
      names.slice(start, start + syncedAtOnce).map(async (name) => {
        const digest: Digest = `sha256:${name}`
        const target = documentPath(store, digest)
        if (!target) throw new Error('a staged document without a digest for a name')
        if (existsSync(target)) return
        await mkdir(path.dirname(target), { recursive: true })
        const staged = await open(path.join(from, name), 'r+')
        await staged.sync()
        await staged.close()
        await rename(path.join(from, name), target)
        folders.add(path.dirname(target))
        moved.push(digest)
      }),
    )
  }
  for (const folder of folders) await syncFolder(folder)
  return moved
}

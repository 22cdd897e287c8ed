import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { chainReader } from '../../../core/chain.ts'
import { verifyCheckpoint } from '../../../core/checkpoint.ts'
import type { Db } from '../../../core/db.ts'
import { decodeEnvelope, keyId } from '../../../core/dsse.ts'
import { decodeHeader } from '../../../core/event.ts'
import { type ChainInfo, type Log, openLog, readChains } from '../../../core/log.ts'
import type { Job } from '../../../core/ports/job.ts'
import type { Rebuilt } from '../../../core/ports/recovery.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import type { Digest } from '../../../core/suite.ts'
import { endRun } from '../../../domain/drafts/runs.ts'
import { verdictSetting } from '../../../domain/integrity/records.ts'
import { writeSetting } from '../../../domain/settings/index.ts'
import { syncFolder } from '../../../platform/disk.ts'
import { deskFolder } from '../../../platform/home.ts'
import type { Sqlite } from '../../../platform/sqlite.ts'
import { suiteOf } from '../../../platform/suites/suite-of.ts'
import { keepCheckpoint } from '../checkpoints.ts'
import { conditionSetting, type Desk, moduleList, openDatabase, world } from '../desk.ts'
import { finishRestores, readyPrefix } from './restore-finish.ts'

const rebuildingPrefix = '.rebuilding-'

/**
 * Makes a new database of everything in a damaged one that its chains prove: headers up to the first that does not join,
 * contents that are what their header names, checkpoints that are signed. The damaged folder stays beside under another
 * name; the desk stays read-only. Refuses with `recovery/pages-damaged` what cannot be read, `recovery/nothing-holds`.
 */
export async function rebuildDesk(
  desk: Desk,
  { migrations, close }: { readonly migrations: string; close(root: string): Promise<void> },
  job: Job,
): Promise<Result<Rebuilt>> {
  const home = path.dirname(desk.folder.root)
  for (const left of readdirSync(home).filter((name) => name.startsWith(rebuildingPrefix)))
    rmSync(path.join(home, left), { recursive: true, force: true })
  const beside = path.join(home, `${rebuildingPrefix}${randomUUID()}`)
  const { institution, environment } = desk.folder
  const folder = deskFolder(beside, institution, environment)
  mkdirSync(folder.documents, { recursive: true, mode: 0o700 })
  try {
    const opened = await openDatabase(folder, migrations)
    if (!opened.ok) return opened
    const rebuilt = await fill(opened.value, desk, job).finally(() => opened.value.close())
    if (!rebuilt.ok) return rebuilt
    takeAlong(desk.folder.root, folder.root)
    syncFolder(folder.root)
    await close(desk.folder.root)
    if (existsSync(desk.folder.drafts)) copyFileSync(desk.folder.drafts, folder.drafts)
    renameSync(folder.root, path.join(home, `${readyPrefix}${path.basename(folder.root)}`))
    syncFolder(home)
    return finishRestores(home) ? rebuilt : refuse('recovery/finish-at-restart')
  } catch (error) {
    if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(String((error as { code?: unknown }).code)))
      return refuse('recovery/pages-damaged')
    throw error
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

async function fill(to: Sqlite, desk: Desk, job: Job): Promise<Result<Rebuilt>> {
  const { db: from, executor } = desk
  const log = openLog(to, moduleList, suiteOf, world)
  to.transaction(() => log.projections.refresh())
  const rebuilt = await copyRecords(from, to, log, job)
  if (!log.chains().some(({ own, number }) => own && log.headOf(number)))
    return refuse('recovery/nothing-holds')
  to.transaction(() => {
    copyCheckpoints(from, to, log)
    for (const table of ['idempotency', 'credentials', 'settings', 'inbox', 'forks', 'security_log'])
      copyTable(from, to, table)
    // What an earlier check found of the damaged file is no measure for this one.
    to.sql('DELETE FROM settings WHERE name = ?', verdictSetting)
    // It was copied while the desk was open, which is no power cut.
    endRun(to)
    const { condition } = executor.desk
    if (condition)
      writeSetting(to, conditionSetting, { ...condition, facts: { ...condition.facts, rebuilt: 1 } })
  })
  to.raw.pragma('wal_checkpoint(TRUNCATE)')
  return ok(rebuilt)
}

type Row = { position: number; chain: number; id: Digest; header: Uint8Array; bytes: Uint8Array | null }

const page = 2000

/** In the order of arrival, as they were taken in once; behind the first place of a chain that does not hold, nothing. */
async function copyRecords(from: Db, to: Sqlite, log: Log, job: Job): Promise<Rebuilt> {
  const chains = new Map(
    readChains(from)
      .filter(({ suite, publicKey, device }) => keyId(suiteOf(suite), publicKey) === device)
      .map((chain) => [chain.number, begun(chain, to, log)]),
  )
  let [position, events, lostEvents, lostBodies] = [0, 0, 0, 0]
  for (;;) {
    job.signal.throwIfAborted()
    const rows = from.sql<Row>(
      `SELECT e.position, e.chain, e.id, e.header, b.bytes FROM events e
       LEFT JOIN bodies b ON b.position = e.position WHERE e.position > ? ORDER BY e.position LIMIT ${page}`,
      position,
    )
    if (rows.length === 0) return { events, lostEvents, lostBodies }
    position = rows.at(-1)!.position
    to.transaction(() => {
      for (const run of runsOf(rows)) {
        const kept = run.filter((row) => chains.get(row.chain)?.holds(row) ?? false)
        const bodies = kept.flatMap(({ id, header, bytes, chain }) =>
          bytes && chains.get(chain)!.isBody(header, bytes) ? [{ event: id, bytes }] : [],
        )
        const chain = chains.get(run[0]!.chain)?.chain
        if (chain)
          log.receiveHeaders(
            chain,
            kept.map(({ header }) => header),
          )
        log.receiveBodies(bodies)
        events += kept.length
        lostEvents += run.length - kept.length
        lostBodies += kept.filter(({ bytes }) => bytes !== null).length - bodies.length
      }
    })
    job.progress({ done: events, total: null, step: 'recovery/rebuild' })
    await nextTurn()
  }
}

function begun({ number: _, ...facts }: ChainInfo, to: Sqlite, log: Log) {
  const chain = to.transaction(() => log.addChain(facts))
  const suite = suiteOf(chain.suite)
  const reader = chainReader(suite, chain.device, null)
  let isWhole = true
  return {
    chain,
    holds({ header, id }: Row): boolean {
      const read = isWhole ? reader.next(header) : null
      isWhole = read !== null && !('fault' in read) && read.id === id
      return isWhole
    },
    isBody: (header: Uint8Array, bytes: Uint8Array) => suite.digest(bytes) === decodeHeader(header)?.body,
  }
}

function runsOf(rows: readonly Row[]): readonly Row[][] {
  const runs: Row[][] = []
  for (const row of rows) {
    const last = runs.at(-1)
    if (last && last[0]!.chain === row.chain) last.push(row)
    else runs.push([row])
  }
  return runs
}

function copyCheckpoints(from: Db, to: Db, log: Log): void {
  const held = new Map(log.chains().map((chain) => [chain.device, chain]))
  const rows = from.sql<{ device: Digest; seq: number; head: string; envelope: Uint8Array }>(
    'SELECT c.device, p.seq, p.head, p.envelope FROM checkpoints p JOIN chains c ON c.number = p.chain',
  )
  for (const { device, seq, head, envelope } of rows) {
    const chain = held.get(device)
    const read = decodeEnvelope(envelope)
    if (!chain || !read) continue
    const said = verifyCheckpoint(read, { suite: suiteOf(chain.suite), deviceKey: chain.publicKey })
    if (said?.seq !== seq || said.head !== head) continue
    keepCheckpoint(to, chain.number, { seq, head, envelope })
  }
}

function copyTable(from: Db, to: Db, table: string): void {
  for (const row of from.sql<Record<string, string | number | null | Uint8Array>>(`SELECT * FROM ${table}`)) {
    const columns = Object.keys(row)
    const places = columns.map(() => '?').join(', ')
    to.sql(
      `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}) VALUES (${places})`,
      ...Object.values(row),
    )
  }
}

/** Documents and waiting bundles as second names of the same files where the disk can do that, else as copies. */
function takeAlong(from: string, to: string): void {
  for (const name of ['documents', 'inbox']) linkAll(path.join(from, name), path.join(to, name))
  if (existsSync(path.join(from, 'anchor'))) copyFileSync(path.join(from, 'anchor'), path.join(to, 'anchor'))
}

function linkAll(from: string, to: string): void {
  if (!existsSync(from)) return
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)]
    if (entry.isDirectory()) linkAll(source, target)
    else linkOne(source, target)
  }
}

function linkOne(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch (error) {
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error
    cpSync(source, target)
  }
}

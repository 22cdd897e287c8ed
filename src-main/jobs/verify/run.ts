import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import type { Head } from '../../core/chain.ts'
import { type ChainInfo, readChains } from '../../core/log.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok } from '../../core/result.ts'
import { type ChainVerdict, type DeskVerdict, type Memory, verifyChain } from '../../core/verify.ts'
import { freeBytes } from '../../platform/disk.ts'
import type { JobFunction } from '../../platform/run-job.ts'
import { peekSqlite, type Sqlite } from '../../platform/sqlite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import { type BodyFault, missingBodies, oddColumns, wronglyCounted } from './bodies.ts'
import { badCheckpoint, isCertified } from './certificate.ts'
import type { VerifyInput } from './names.ts'
import { type Pace, paceOf } from './pace.ts'
import { compareProjections } from './projections.ts'
import { compareSchema } from './schema.ts'

type Findings = Pick<DeskVerdict, 'database' | 'schema' | 'chains' | 'remembered' | 'projections'>

/** Checks a desk from its pages to its lists, on a connection of its own that never writes. */
export const verifyDesk: JobFunction<VerifyInput, DeskVerdict> = async (input, job) => {
  const startedAt = new Date().toISOString()
  const scratch = path.join(input.scratch, `verify-${process.pid}-${Date.now()}`)
  mkdirSync(scratch, { recursive: true, mode: 0o700 })
  try {
    const findings = await lookInto({ ...input, scratch }, paceOf(job, input.isGentle), job.progress)
    return ok({ program: input.program, startedAt, finishedAt: new Date().toISOString(), ...findings })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

const nothing: Omit<Findings, 'database'> = {
  schema: [],
  chains: [],
  remembered: { anchor: 'absent', witness: 'absent' },
  projections: null,
}

async function lookInto(input: VerifyInput, pace: Pace, progress: Progress): Promise<Findings> {
  let db: Sqlite
  try {
    db = peekSqlite(input.database)
  } catch (error) {
    if (sqliteCode(error) === null) throw error
    return { ...nothing, database: 'unreadable' }
  }
  try {
    progress({ done: 0, total: null, step: 'verify-database' })
    const database = await checkPages(db, pace)
    if (database === 'not-a-database') return { ...nothing, database }
    return { database, ...(await checkContent(db, input, database === 'ok', pace, progress)) }
  } catch (error) {
    if (sqliteCode(error) === null) throw error
    return { ...nothing, database: 'unreadable' }
  } finally {
    db.close()
  }
}

type Progress = Job['progress']

async function checkPages(db: Sqlite, pace: Pace): Promise<DeskVerdict['database']> {
  try {
    const tables = db.sql<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
    for (const { name } of tables) {
      const said = db.raw.pragma(`integrity_check("${name.replaceAll('"', '""')}")`, { simple: true })
      if (said !== 'ok') return 'pages-damaged'
      await pace()
    }
    return db.sql('SELECT * FROM pragma_foreign_key_check LIMIT 1').length === 0 ? 'ok' : 'references-broken'
  } catch (error) {
    const code = sqliteCode(error)
    if (code === null) throw error
    return code === 'SQLITE_NOTADB' ? 'not-a-database' : 'pages-damaged'
  }
}

async function checkContent(
  db: Sqlite,
  input: VerifyInput,
  isSound: boolean,
  pace: Pace,
  progress: Progress,
): Promise<Omit<Findings, 'database'>> {
  const schema = await compareSchema(db, input.migrations, input.scratch)
  const infos = readChains(db)
  const total = countEvents(db)
  let followed = 0
  const verdicts: ChainVerdict[] = []
  for (const chain of infos) {
    verdicts.push(
      await followChain(db, chain, pace, (events) =>
        progress({ done: followed + events, total, step: 'verify-chains' }),
      ),
    )
    followed += verdicts.at(-1)!.events
  }
  const own = infos.findLast((chain) => chain.own)
  const checked = isSound
    ? [
        ...(await oddColumns(db, pace, (done) => progress({ done, total, step: 'verify-contents' }))),
        ...(own ? missingBodies(db, own.number) : []),
        ...(await wronglyCounted(db, pace)),
      ]
    : []
  const chains = infos.map((chain, i) => judged(db, chain, verdicts[i]!, checked, input, chain === own))
  const remembered = { anchor: memory(db, input.anchor), witness: memory(db, input.witness) }
  const isWhole =
    isSound &&
    schema.length === 0 &&
    chains.every(({ fault }) => fault === null) &&
    !Object.values(remembered).includes('contradicts')
  const projections = isWhole ? await listsOf(db, input, pace, progress, total) : null
  return { schema, chains, remembered, projections }
}

/** Follows a chain as far as its pages can be read: where SQLite itself gives up, that place is the fault. */
async function followChain(
  db: Sqlite,
  chain: ChainInfo,
  pace: Pace,
  onDone: (events: number) => void,
): Promise<ChainVerdict> {
  const steps = verifyChain(db, chain, suiteOf(chain.suite))
  let events = 0
  try {
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
      events = step.value
      onDone(events)
      await pace()
    }
  } catch (error) {
    if (sqliteCode(error) === null) throw error
    const { device, institution } = chain
    const seq = firstUnreadable(db, chain.number, events + 1)
    return {
      device,
      institution,
      events,
      bodies: 0,
      head: null,
      clockJumps: [],
      fault: { seq, reason: 'chain' },
    }
  }
}

function firstUnreadable(db: Sqlite, chain: number, from: number): number {
  const one = `SELECT e.header, b.bytes FROM events e LEFT JOIN bodies b ON b.position = e.position
    WHERE e.chain = ? AND e.seq = ?`
  for (let seq = from; ; seq++) {
    try {
      if (db.sql(one, chain, seq).length === 0) return seq
    } catch {
      return seq
    }
  }
}

/** The verdict on a chain with everything else that was found about it: the earliest fault counts. */
function judged(
  db: Sqlite,
  chain: ChainInfo,
  verdict: ChainVerdict,
  bodyFaults: readonly BodyFault[],
  { environment, earlier }: VerifyInput,
  isOwn: boolean,
): DeskVerdict['chains'][number] {
  const suite = suiteOf(chain.suite)
  const faults: NonNullable<ChainVerdict['fault']>[] = bodyFaults.filter((one) => one.chain === chain.number)
  if (verdict.fault) faults.push(verdict.fault)
  if (!isCertified(db, chain, suite, environment)) faults.push({ seq: 1, reason: 'certificate' })
  const checkpoints = badCheckpoint(db, chain, suite, environment)
  if (checkpoints.fault !== null) faults.push({ seq: checkpoints.fault, reason: 'checkpoint' })
  const before = earlier?.chains.find(({ device }) => device === chain.device)?.events ?? 0
  if (!verdict.fault && verdict.events < before) faults.push({ seq: verdict.events + 1, reason: 'shorter' })
  const [first] = faults.sort((a, b) => a.seq - b.seq)
  const fault = first ? { seq: first.seq, reason: first.reason } : null
  return { ...verdict, own: isOwn, checkpoints: checkpoints.count, fault }
}

function memory(db: Sqlite, head: Head | null): Memory {
  if (!head) return 'absent'
  const held = db.sql('SELECT 1 FROM events WHERE id = ? AND seq = ?', head.id, head.seq)
  return held.length > 0 ? 'agrees' : 'contradicts'
}

async function listsOf(
  db: Sqlite,
  { database, scratch }: VerifyInput,
  pace: Pace,
  progress: Progress,
  total: number,
): Promise<readonly string[] | null> {
  const [size] = db.sql<{ bytes: number }>(
    'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
  )
  // The scratch copy may be as large as the desk; a check must not be what fills the disk.
  if (freeBytes(path.dirname(database)) < 2 * size!.bytes + 100_000_000) return null
  progress({ done: 0, total, step: 'verify-lists' })
  await pace()
  // One moment for the log and for the lists, while others go on writing: it is that of the first reading.
  db.script('BEGIN')
  countEvents(db)
  const different = await compareProjections(db, scratch, pace, (done) =>
    progress({ done, total, step: 'verify-lists' }),
  )
  db.script('COMMIT')
  return different
}

function countEvents(db: Sqlite): number {
  return db.sql<{ n: number }>('SELECT count(*) AS n FROM events')[0]!.n
}

function sqliteCode(error: unknown): string | null {
  const code = String((error as { code?: unknown }).code ?? '')
  return code.startsWith('SQLITE_') ? code : null
}

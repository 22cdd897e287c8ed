import { readFile } from 'node:fs/promises'
import { execute } from '../../core/execute.ts'
import { openLog } from '../../core/log.ts'
import { grantingRole } from '../../domain/accounts/rules.ts'
import { modules } from '../../domain/index.ts'
import { stagedWorks } from '../../domain/staged-works.ts'
import { deskFacts } from '../../platform/desk-facts.ts'
import { givingWay } from '../../platform/give-way.ts'
import { pooledRandom } from '../../platform/pooled-random.ts'
import type { JobFunction } from '../../platform/run-job.ts'
import { openSqlite } from '../../platform/sqlite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import type { StagedInput } from './names.ts'

/** The backend's own transactions are short; only a bundle with very much in it holds the database for longer. */
const patience = 60_000

/** Reads what was staged, makes the command's input of it, and executes it; gives way to whoever writes in the backend. */
export const executeStaged: JobFunction<StagedInput, unknown> = async (wanted, job) => {
  const staged = await stagedIn(wanted.file)
  const prepared = stagedWorks[wanted.work]!(staged as never, wanted.request.input as never)
  if (!prepared.ok) return prepared
  const own = openSqlite(wanted.database, { patience })
  try {
    // Not at the commit, while others wait for it, and not at somebody's next command.
    own.raw.pragma('wal_autocheckpoint = 0')
    const { db, transaction } = givingWay(own, wanted.traffic, job.signal)
    const world = { now: () => wanted.now, today: () => wanted.today, random: pooledRandom() }
    const log = openLog(db, Object.values(modules), suiteOf, world)
    const chain = log.chains().findLast((one) => one.own)!
    const { environment, condition } = wanted
    const desk = deskFacts({ environment, institution: chain.institution }, chain, () => condition)
    const { command, input, options } = prepared.value
    job.signal.throwIfAborted()
    const executor = { db, log, chain, desk, world, transaction, grantingRole }
    const result = execute(executor, command, { ...wanted.request, input }, options)
    own.raw.pragma('wal_checkpoint(PASSIVE)')
    return result
  } finally {
    own.close()
  }
}

export async function stagedIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

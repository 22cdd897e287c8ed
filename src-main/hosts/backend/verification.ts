import type { Job } from '../../core/ports/job.ts'
import type { Result } from '../../core/result.ts'
import type { DeskVerdict } from '../../core/verify.ts'
import { readVerdict, verdictSetting } from '../../domain/integrity/records.ts'
import { writeSetting } from '../../domain/settings/index.ts'
import { type VerifyInput, verifyDeskJob } from '../../jobs/verify/names.ts'
import { readAnchor } from '../../platform/anchor.ts'
import type { DeskFolder } from '../../platform/home.ts'
import type { RunJob } from '../../platform/run-job.ts'
import { readWitness } from '../../platform/witness.ts'
import type { Desk } from './desk.ts'
import type { BackendOptions } from './index.ts'
import { unlessFull } from './opening.ts'
import { noteSecurity } from './security-log.ts'

/** After the first screen is there and its lists are filled. */
const quietStart = 8_000

type Verification = {
  /** At once and as fast as it goes; one that runs in the background gives way. */
  verify(job: Job): Promise<Result<DeskVerdict>>
  /** Once for each start of the backend: in the background, a while after the first login. */
  begin(): void
}

/** Checks of the desks of this backend. */
export function createVerifications(
  options: Pick<BackendOptions, 'migrations' | 'program' | 'verifyAfter' | 'witness'>,
  runJob: RunJob,
) {
  const known = new WeakMap<Desk, Verification>()
  const { migrations, program, witness, verifyAfter = quietStart } = options

  function verificationOf(desk: Desk): Verification {
    const background = new AbortController()
    let hasBegun = verifyAfter === null

    async function run(job: Job, isGentle: boolean): Promise<Result<DeskVerdict>> {
      const verdict = await runJob(
        verifyDeskJob,
        {
          ...inputOf(desk.folder),
          anchor: readAnchor(desk.folder.anchor)?.head ?? null,
          witness: readWitness(witness, desk.executor.chain.device)?.head ?? null,
          earlier: readVerdict(desk.db),
          isGentle,
        },
        job,
      )
      if (verdict.ok) actOn(desk, verdict.value)
      return verdict
    }

    return {
      verify(job) {
        background.abort()
        return run(job, false)
      },
      begin() {
        if (hasBegun) return
        hasBegun = true
        const { signal } = background
        const start = () => {
          // Given up for one on demand, or because the desk is being closed: the next start checks again.
          if (!signal.aborted) run({ signal, progress: () => undefined }, true).catch(() => undefined)
        }
        setTimeout(start, verifyAfter!).unref()
      },
    }
  }

  function inputOf({ database, staging, environment, institution }: DeskFolder) {
    return { database, scratch: staging, migrations, program, environment, institution }
  }

  return {
    of(desk: Desk): Verification {
      const verification = known.get(desk) ?? verificationOf(desk)
      known.set(desk, verification)
      return verification
    },
    /** What can be read of a desk that cannot be opened; changes nothing. */
    examine(folder: DeskFolder, job: Job): Promise<Result<DeskVerdict>> {
      const unknown: Pick<VerifyInput, 'anchor' | 'witness' | 'earlier'> = {
        anchor: null,
        witness: null,
        earlier: null,
      }
      return runJob(verifyDeskJob, { ...inputOf(folder), ...unknown, isGentle: false }, job)
    },
  }
}

/**
 * Our own chain, the tables of truth, or the pages: read-only, because what we add would stand on what does not hold. A
 * fault in another office's chain: kept and named, and not passed on. Lists: made again from the records, which are whole.
 */
function actOn(desk: Desk, verdict: DeskVerdict): void {
  const { db, log, executor } = desk
  const damaged = (facts: { readonly [fact: string]: string | number | null }) =>
    desk.noteCondition({ reason: 'damaged', facts, since: executor.world.now() })
  for (const { own, institution, fault } of verdict.chains) {
    if (!fault) continue
    const facts = { institution, seq: fault.seq, fault: fault.reason }
    if (own) damaged(facts)
    else unlessFull(() => noteSecurity(desk, 'integrity/chain-damaged', facts))
  }
  if (verdict.schema.length > 0) {
    damaged({ fault: 'schema', name: verdict.schema[0]!, count: verdict.schema.length })
  }
  if (verdict.database !== 'ok') damaged({ fault: verdict.database })
  if (Object.values(verdict.remembered).includes('contradicts')) {
    desk.noteCondition({ reason: 'history-lost', facts: { by: 'check' }, since: executor.world.now() })
  }
  unlessFull(() => {
    const tables = verdict.projections ?? []
    // What a read-only desk shows stays as it was found.
    if (tables.length > 0 && !executor.desk.condition) {
      executor.transaction(() => log.projections.rebuildTables(tables))
      noteSecurity(desk, 'integrity/lists-made-again', { tables: tables.join(' ') })
    }
    writeSetting(db, verdictSetting, verdict)
  })
  desk.changed()
}

import { z } from 'zod'
import { command, happened, type TaskContext } from '../../core/module.ts'
import type { BundleStanding, BundleTaken, MissingRange } from '../../core/ports/bundles.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { bundleReceived } from './events.ts'
import { markLost, readInbox, readyInInbox, type WaitingBundle } from './inbox.ts'

/** What came into the log with one bundle. */
export type CameIn = {
  readonly sender: string
  readonly events: number
  readonly bodies: number
  /** Bodies that are kept without being shown. */
  readonly odd: number
  readonly documents: number
  /** Chains of it of which nothing is taken in, and why. */
  readonly skipped: BundleStanding['skipped']
  /** Some of it waits in the inbox, or all. */
  readonly waits: boolean
}

export type TakenIn = CameIn & {
  /** What it waits for. */
  readonly missing: readonly MissingRange[]
  /** Bundles of the inbox that came in by it. */
  readonly followed: readonly (CameIn & { readonly name: string })[]
  /** Bundles of the inbox that wait no longer, because their files are gone or are refused now. */
  readonly lost: readonly { readonly name: string; readonly sender: string; readonly code: string }[]
  /** False on a desk that writes nothing more: then no receipt was made. */
  readonly isConfirmed: boolean
}

type Context = Omit<TaskContext<unknown>, 'executeStaged' | 'readStaged'>

/** Refusals that say nothing about the bundle: it goes on waiting. */
const passing = new Set(['bundles/no-space', 'jobs/out-of-memory', 'jobs/too-slow'])

/**
 * Takes a checked bundle in: events, bodies, documents and the receipt in one transaction; what cannot join yet waits in
 * the inbox. Then every waiting one is looked at again until nothing moves: a person took it in before, so it needs none.
 */
export async function takeIn(context: Context, staged: string): Promise<Result<TakenIn>> {
  const { desk, ports, signal, progress, changed } = context
  if (desk.condition?.reason === 'retired') return refuse('desk/read-only', { reason: 'retired' })
  const taken = await ports.bundles.take(staged, { signal, progress })
  if (!taken.ok) return taken
  progress({ done: 0, total: null, step: 'take-in' })
  const stored = await storeTaken(context, taken.value)
  if (!stored.ok) return stored
  await ports.bundles.drop(staged)
  const rest = await takeInWaiting(context)
  changed()
  // What followed may have brought what this one waited for.
  const left = readInbox(context.db).find(({ digest }) => digest === taken.value.digest)
  const { missing = [] } = left ?? {}
  const isConfirmed = desk.condition === null
  return ok({ ...stored.value, waits: left !== undefined, missing, ...rest, isConfirmed })
}

async function storeTaken(context: Context, taken: BundleTaken): Promise<Result<CameIn>> {
  const { desk, ports, execute } = context
  let counts = { events: 0, bodies: 0, odd: 0 }
  let standing: BundleStanding | null = null
  if (desk.condition) {
    standing = taken.stands()
    counts = taken.collect()
  } else {
    const stands = () => {
      standing = taken.stands()
      return standing
    }
    const recorded = execute(recordReceived(taken, stands), null, {
      alongside: () => {
        counts = taken.store()
      },
    })
    if (!recorded.ok) return recorded
  }
  const { waits, skipped } = standing ?? taken.stands()
  await taken.settle()
  ports.documents.lookLater(taken.documents)
  return ok({ sender: taken.sender, ...counts, documents: taken.documents.length, skipped, waits })
}

/** The receipt, where something came in; nothing where all of it waits. Refused when it is known, or can never join. */
function recordReceived({ sender, digest, documents }: BundleTaken, stands: () => BundleStanding) {
  return command({
    permission: may('bundles:edit'),
    input: z.null(),
    decide({ newSubject }) {
      const { chains, skipped, isNew, waits, isWhole, isStale } = stands()
      if (isStale) return refuse('bundles/check-again')
      if (!isNew && !waits)
        return refuse(skipped.length > 0 ? 'bundles/nothing-joins' : 'bundles/already-imported')
      if (!isNew || chains.length === 0) return ok({ events: [], value: null })
      const receipt = {
        from: sender,
        digest,
        whole: isWhole,
        chains: chains.map((chain) => ({ ...chain })),
        documents: documents.length,
      }
      return ok({ events: [happened(bundleReceived, newSubject('received'), receipt)], value: null })
    },
  })
}

async function takeInWaiting(context: Context): Promise<Pick<TakenIn, 'followed' | 'lost'>> {
  const followed: TakenIn['followed'][number][] = []
  const lost: TakenIn['lost'][number][] = []
  for (let moves = true; moves; ) {
    moves = false
    for (const bundle of readyInInbox(context.db)) {
      const came = await takeInOne(context, bundle)
      if (came.ok) {
        if (came.value.events + came.value.bodies === 0) continue
        moves = true
        followed.push({ ...came.value, name: bundle.name })
      } else if (!passing.has(came.error.code)) {
        markLost(context.db, bundle.digest, came.error.code)
        lost.push({ name: bundle.name, sender: bundle.sender, code: came.error.code })
      }
    }
  }
  return { followed, lost }
}

async function takeInOne(context: Context, { digest }: WaitingBundle): Promise<Result<CameIn>> {
  const { db, ports, progress } = context
  // The bundle by which these come in is stored: from here on nothing is cancelled.
  const signal = { aborted: false, throwIfAborted: () => undefined }
  if (!isWaiting(db, digest)) return refuse('bundles/not-waiting')
  const checked = await ports.bundles.checkKept(digest, { signal, progress })
  if (!checked.ok) return checked
  const { staged } = checked.value
  try {
    const taken = await ports.bundles.take(staged, { signal, progress })
    if (!taken.ok) return taken
    const stored = await storeTaken(context, taken.value)
    if (stored.ok || stored.error.code !== 'bundles/already-imported') return stored
    // What it holds came in with others meanwhile: it is no longer needed.
    await ports.bundles.dropKept(digest)
    return ok(nothingCame(taken.value.sender))
  } finally {
    await ports.bundles.drop(staged)
  }
}

function isWaiting(db: Context['db'], digest: Digest): boolean {
  return readInbox(db).some((bundle) => bundle.digest === digest && bundle.problem === null)
}

function nothingCame(sender: string): CameIn {
  return { sender, events: 0, bodies: 0, odd: 0, documents: 0, skipped: [], waits: false }
}

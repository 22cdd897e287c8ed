import type { Db } from '../../core/db.ts'
import type { Digest } from '../../core/suite.ts'
import type { DeskVerdict } from '../../core/verify.ts'
import { readSetting } from '../settings/index.ts'

/** How this desk found itself when it was opened; kept until it is opened again. */
export type Opened = {
  readonly at: string
  /** `made-again`: it had been deleted, and the witness shows that nothing is lost. */
  readonly anchor: 'agrees' | 'made-again' | 'begun'
  readonly witness: 'agrees' | 'made-again' | 'moved' | 'begun' | 'out-of-reach'
  readonly machine: 'agrees' | 'not-bound' | 'unreadable'
  /** The clock of this machine stands that many minutes before our newest record; null when it does not. */
  readonly clockBehind: number | null
}

export const openedSetting = 'integrity/opened'
export const verdictSetting = 'integrity/verdict'

export function readOpened(db: Db): Opened | null {
  return (readSetting(db, openedSetting) as Opened | undefined) ?? null
}

/** What the last check of this desk found; null before the first. */
export function readVerdict(db: Db): DeskVerdict | null {
  return (readSetting(db, verdictSetting) as DeskVerdict | undefined) ?? null
}

/**
 * Chains of others that were found damaged here: they are named and not passed on, because what we would relay is not
 * what their office wrote. Our own desk goes on: its records are whole, theirs can be got again.
 */
export function chainsNotToRelay(db: Db): ReadonlySet<Digest> {
  const chains = readVerdict(db)?.chains ?? []
  return new Set(chains.flatMap(({ device, own, fault }) => (fault && !own ? [device] : [])))
}

import type { Head } from '../../core/chain.ts'
import type { DeskCondition } from '../../core/condition.ts'
import type { Digest } from '../../core/suite.ts'
import type { Remembered } from '../../platform/anchor.ts'
import type { Witnessed } from '../../platform/witness.ts'

/** Everything that tells whether a data folder is the one that was last written here. */
export type Evidence = {
  readonly device: Digest
  readonly head: Head | null
  /** The device that this one goes on for, as its genesis says. */
  readonly succeeds: Digest | null
  /** True when the log holds exactly this record. */
  readonly holds: (head: Head) => boolean
  readonly anchor: Remembered | null
  readonly witness: (Witnessed & { readonly stillLiesThere: boolean }) | null
  /** The folder's real path. */
  readonly root: string
  /** This device was never open before: nothing can remember it yet. */
  readonly isFirstOpening: boolean
  readonly machine: {
    /** Mark of the machine that the desk was made on; null: none could be read then. */
    readonly kept: string | null
    readonly now: string | null
  }
}

/** How the desk was found, for the page and the security log. */
export type Found = {
  readonly condition: Omit<DeskCondition, 'since'> | null
  readonly anchor: 'agrees' | 'made-again' | 'begun'
  readonly witness: 'agrees' | 'made-again' | 'moved' | 'begun'
  readonly machine: 'agrees' | 'not-bound' | 'unreadable'
}

/**
 * Judges a folder before anything is written on its chain. Whatever remembers a record that the log does not hold wins;
 * one lost memory of two is made again from the other and noted; both lost is treated as lost history, because nothing
 * else would tell a rolled-back database from a whole one.
 */
export function recognise(evidence: Evidence): Found {
  const { device, head, succeeds, holds, anchor, witness, root, isFirstOpening, machine } = evidence
  // A device that goes on for another is opened for the first time right after it was made, in this folder.
  const hasJustSucceeded = isFirstOpening && succeeds !== null
  const isAnotherDesks = anchor?.owner != null && anchor.owner !== device
  const remembered = hasJustSucceeded ? null : (anchor?.head ?? null)
  const found: Omit<Found, 'condition'> = {
    anchor: remembered ? 'agrees' : isFirstOpening ? 'begun' : 'made-again',
    witness: !witness
      ? isFirstOpening
        ? 'begun'
        : 'made-again'
      : witness.root === root
        ? 'agrees'
        : 'moved',
    machine: machine.kept === null ? 'not-bound' : machine.now === null ? 'unreadable' : 'agrees',
  }
  const as = (reason: DeskCondition['reason'], facts: DeskCondition['facts']): Found => ({
    ...found,
    condition: { reason, facts },
  })
  const lost = (by: string, seq: number | null) =>
    as('history-lost', { remembered: seq, found: head?.seq ?? 0, by })

  if (witness?.succeededBy) return as('retired', { by: 'witness', found: head?.seq ?? 0 })
  if (isAnotherDesks && !hasJustSucceeded) return lost('another-desk', anchor.head?.seq ?? null)
  if (remembered && !holds(remembered)) return lost('anchor', remembered.seq)
  if (witness?.head && !holds(witness.head)) return lost('witness', witness.head.seq)
  if (!remembered && !witness?.head && !isFirstOpening) return lost('nothing-remembers', null)
  if (machine.kept && machine.now && machine.kept !== machine.now) return as('copied', { by: 'machine' })
  if (witness && witness.root !== root && witness.stillLiesThere) return as('copied', { by: 'folder' })
  return { ...found, condition: null }
}

/**
 * Why a desk may be read but writes nothing more on its chain. Such a chain is never continued: the way out is a new
 * device that succeeds it.
 */
export const conditionReasons = [
  /** The anchor (or its witness outside of the folder) remembers records that the database does not have. */
  'history-lost',
  /** The folder was copied, or it lies on another machine than its desk was made on. */
  'copied',
  /** The database is not what its chains say. */
  'damaged',
  /** Another office holds records of this desk's chain that are not here, or that contradict it. */
  'peers-know-more',
  /** Another desk of the office ended this one's chain. */
  'retired',
  /** Restored from a backup. */
  'restored',
] as const

export type ConditionReason = (typeof conditionReasons)[number]

export type DeskCondition = {
  readonly reason: ConditionReason
  /** Numbers and codes for the screen and the report: never names, paths or contents. */
  readonly facts: { readonly [fact: string]: string | number | null }
  /** When this desk noticed it, UTC. */
  readonly since: string
}

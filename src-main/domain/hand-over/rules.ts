/** Why an application cannot be handed over by this desk now. */
export const obstacleReasons = [
  'unknown',
  'other-office',
  'other-desk',
  'handed-over',
  'withdrawn',
  'set-aside',
] as const
export type ObstacleReason = (typeof obstacleReasons)[number]

export type Obstacle = {
  readonly application: string
  /** The outside number; null for an application that is not here. */
  readonly number: string | null
  readonly reason: ObstacleReason
  /** The desk that writes it. */
  readonly desk: string | null
}

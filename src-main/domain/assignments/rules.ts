/** Why an application cannot be assigned by this desk now. */
export const obstacleReasons = ['unknown', 'other-office', 'other-desk', 'handed-over', 'withdrawn'] as const
export type ObstacleReason = (typeof obstacleReasons)[number]

export type Obstacle = {
  readonly application: string
  /** The outside number; null for an application that is not here. */
  readonly number: string | null
  readonly reason: ObstacleReason
  /** The desk that writes it. */
  readonly desk: string | null
}

/** Whose work an application is; nobody knows the name where the account has not arrived yet. */
export type Assignee = { readonly id: string; readonly name: string | null }

/** Stands for a person where applications are meant that are nobody's work. */
export const nobody = 'nobody'

/** How applications are dealt out: as many to each, or keeping those of a field or a region together. */
export const splitWays = ['even', 'field', 'region'] as const
export type SplitWay = (typeof splitWays)[number]

export type Assigned = { readonly person: string; readonly applications: readonly string[] }

type Dealt = { readonly id: string; readonly field: string | null; readonly leadRegion: string | null }

/**
 * Deals applications out in the given order. Evenly: neighbours stay together, and nobody gets more than one above
 * another. By field or region of the lead: each group goes whole to whoever has least so far, the largest first.
 */
export function dealOut(
  applications: readonly Dealt[],
  people: readonly string[],
  way: SplitWay,
): readonly Assigned[] {
  if (people.length === 0) return []
  if (way === 'even') {
    const share = applications.length / people.length
    return people.map((person, i) => ({
      person,
      applications: applications
        .slice(Math.round(share * i), Math.round(share * (i + 1)))
        .map(({ id }) => id),
    }))
  }
  const groups = [...Map.groupBy(applications, (one) => one[way === 'field' ? 'field' : 'leadRegion'] ?? '')]
  groups.sort(([a, own], [b, other]) => other.length - own.length || (a < b ? -1 : 1))
  const dealt = people.map((person) => ({ person, applications: [] as string[] }))
  for (const [, own] of groups) {
    const least = dealt.reduce((one, other) =>
      other.applications.length < one.applications.length ? other : one,
    )
    least.applications.push(...own.map(({ id }) => id))
  }
  return dealt
}

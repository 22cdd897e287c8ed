/** Places `from`..`to` of a chain, both included. */
export type Interval = { readonly from: number; readonly to: number }

/** The places from..to, or none. */
export function interval(from: number, to: number): readonly Interval[] {
  return from <= to ? [{ from, to }] : []
}

/** Places in one or the other, in ascending order and without overlaps. */
export function union(one: readonly Interval[], other: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = []
  for (const next of [...one, ...other].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && next.from <= last.to + 1)
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, next.to) }
    else merged.push(next)
  }
  return merged
}

/** Places that are in both. */
export function intersection(one: readonly Interval[], other: readonly Interval[]): readonly Interval[] {
  return union(
    one.flatMap((a) => other.flatMap((b) => interval(Math.max(a.from, b.from), Math.min(a.to, b.to)))),
    [],
  )
}

/** Places of the first that are not in the second. */
export function minus(from: readonly Interval[], taken: readonly Interval[]): readonly Interval[] {
  return union(taken, []).reduce<readonly Interval[]>(
    (left, hole) =>
      left.flatMap((part) => [
        ...interval(part.from, Math.min(part.to, hole.from - 1)),
        ...interval(Math.max(part.from, hole.to + 1), part.to),
      ]),
    from,
  )
}

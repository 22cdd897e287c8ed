import { similarTo } from './titles.ts'

/** Titles that a title is held against in full; those that share its rarest pairs of characters come first. */
const mostLookedAt = 120
/**
 * Of the pairs of a title all but this share may be missing in one that is nearly the same: two titles are similar only when
 * they share 0.74 of the pairs of either (0.85 by Dice, whatever their lengths), so they share one of the rarest quarter.
 */
const mustShare = 0.73

/**
 * Pairs of similar titles, at most so many for each; equal ones are found by index and left out here. Each title is held
 * against those that share one of its rarest pairs of characters only.
 */
export function* alikeTitles(
  titles: readonly string[],
  mostEach: number,
): Generator<readonly [a: number, b: number]> {
  const frequency = new Map<string, number>()
  const pairsOf = (title: string) =>
    new Set(Array.from({ length: Math.max(0, title.length - 1) }, (_, i) => title.slice(i, i + 2)))
  for (const title of titles) {
    for (const pair of pairsOf(title)) frequency.set(pair, (frequency.get(pair) ?? 0) + 1)
  }
  const rarest = titles.map((title) => {
    const pairs = [...pairsOf(title)].sort(
      (a, b) => frequency.get(a)! - frequency.get(b)! || (a < b ? -1 : a > b ? 1 : 0),
    )
    return pairs.slice(0, pairs.length - Math.ceil(pairs.length * mustShare) + 1)
  })
  const having = new Map<string, number[]>()
  const told = new Uint16Array(titles.length)
  for (const [i, title] of titles.entries()) {
    const isSimilar = similarTo(title)
    const looked = new Set<number>()
    for (const pair of rarest[i]!) {
      for (const other of (having.get(pair) ?? []).slice(-mostLookedAt)) {
        if (looked.size >= mostLookedAt || told[i]! >= mostEach) break
        if (looked.has(other) || told[other]! >= mostEach) continue
        looked.add(other)
        if (!isSimilar(titles[other]!)) continue
        told[i]! += 1
        told[other]! += 1
        yield [i, other]
      }
    }
    for (const pair of rarest[i]!) {
      const known = having.get(pair)
      if (known) known.push(i)
      else having.set(pair, [i])
    }
  }
}

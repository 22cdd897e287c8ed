import { comparableName } from '../organisations/rules.ts'

/** A title without punctuation, brackets, spaces and differences of width or case. */
export function plainTitle(title: string): string {
  return comparableName(title).replace(/[\p{P}\p{S}]/gu, '')
}

/** Outside numbers that differ in width, case or spaces are the same number. */
export function plainNumber(number: string): string {
  return number.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
}

/** Words that stand in half of all titles and tell nothing apart. */
const common =
  /关键技术|核心技术|共性技术|技术攻关|联合攻关|技术|攻关|研究|研发|研制|开发|应用|示范|产业化|项目|课题|工程化|及其|基于|面向|创新联合体|长三角|的|与|和|及/gu
/** Share of common pairs of characters from which on two titles are shown to a person. */
const near = 0.85

/** A plain title without common words; empty when so little is left that it tells nothing apart. */
export function titleCore(title: string): string {
  const core = title.replace(common, '')
  return core.length >= 4 ? core : ''
}

/**
 * Compares other plain titles with one: true when they differ and say nearly the same, being equal without common words
 * or sharing nearly all pairs of characters (Dice's coefficient).
 */
export function similarTo(title: string): (other: string) => boolean {
  const core = titleCore(title)
  const pairs = new Map<string, number>()
  for (let i = 0; i + 1 < title.length; i++) {
    const pair = title.slice(i, i + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return (other) => {
    if (other === title || title.length < 4 || other.length < 4) return false
    const ratio = Math.min(title.length, other.length) / Math.max(title.length, other.length)
    // So unequal lengths cannot say the same even when common words fill the longer one.
    if (ratio < 0.5) return false
    if (core !== '' && other.includes(core[0]!) && titleCore(other) === core) return true
    const enough = (near * (title.length - 1 + other.length - 1)) / 2
    return Math.min(title.length, other.length) - 1 >= enough && sharedPairs(pairs, other) >= enough
  }
}

function sharedPairs(pairs: ReadonlyMap<string, number>, other: string): number {
  const used = new Map<string, number>()
  let shared = 0
  for (let i = 0; i + 1 < other.length; i++) {
    const pair = other.slice(i, i + 2)
    const times = used.get(pair) ?? 0
    if (times >= (pairs.get(pair) ?? 0)) continue
    used.set(pair, times + 1)
    shared++
  }
  return shared
}

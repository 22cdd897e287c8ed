import { comparableName } from '../../organisations/rules.ts'

/** A title without punctuation, brackets, spaces and differences of width or case. */
export function plainTitle(title: string): string {
  return comparableName(title).replace(/[\p{P}\p{S}]/gu, '')
}

/** Words that stand in half of all titles and tell nothing apart. */
const common =
  /关键技术|核心技术|共性技术|技术攻关|联合攻关|技术|攻关|研究|研发|研制|开发|应用|示范|产业化|项目|课题|工程化|及其|基于|面向|创新联合体|长三角|的|与|和|及/gu
/** Share of common pairs of characters from which on two titles are shown to a person. */
const near = 0.85

/** True for two different plain titles that say nearly the same: equal without common words, or few characters differ. */
export function similarTitles(a: string, b: string): boolean {
  if (a === b || a.length < 4 || b.length < 4) return false
  // A title cannot share enough pairs with one that is so much longer.
  if (Math.min(a.length, b.length) / Math.max(a.length, b.length) < 0.5) return false
  const [coreA, coreB] = [a.replace(common, ''), b.replace(common, '')]
  if (coreA.length >= 4 && coreA === coreB) return true
  return commonPairs(a, b) >= near
}

/** Dice's coefficient over pairs of characters. */
function commonPairs(a: string, b: string): number {
  const left = pairs(a)
  let shared = 0
  for (const [pair, count] of pairs(b)) shared += Math.min(count, left.get(pair) ?? 0)
  return (2 * shared) / (a.length - 1 + b.length - 1)
}

function pairs(text: string): Map<string, number> {
  const found = new Map<string, number>()
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2)
    found.set(pair, (found.get(pair) ?? 0) + 1)
  }
  return found
}

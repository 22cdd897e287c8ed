import type { Passage, Stretch } from '../../../src-main/domain/duplicates/passages.ts'

export type MarkedPart = {
  readonly text: string
  /** Number of the passage, from 1; null outside of any. */
  readonly passage: number | null
}

/** A text cut where passages begin and end; where two overlap the longer one keeps its place. */
export function markedText(
  text: string,
  index: number,
  passages: readonly Passage[],
  side: 'a' | 'b',
): readonly MarkedPart[] {
  const taken: (Stretch & { readonly passage: number })[] = []
  for (const [i, passage] of passages.entries()) {
    const stretch = passage[side]
    const isFree = taken.every(({ from, to }) => stretch.to <= from || to <= stretch.from)
    if (stretch.text === index && isFree) taken.push({ ...stretch, passage: i + 1 })
  }
  const parts: MarkedPart[] = []
  let at = 0
  for (const { from, to, passage } of taken.sort((one, other) => one.from - other.from)) {
    if (from > at) parts.push({ text: text.slice(at, from), passage: null })
    parts.push({ text: text.slice(from, to), passage })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), passage: null })
  return parts
}

const around = 60

/** Long stretches in which nothing agrees are cut to their ends. */
export function shortened(parts: readonly MarkedPart[]): readonly MarkedPart[] {
  return parts.map((part, i) => {
    if (part.passage !== null || part.text.length <= 3 * around) return part
    const head = i === 0 ? '' : part.text.slice(0, around)
    const tail = i === parts.length - 1 ? '' : part.text.slice(-around)
    return { ...part, text: `${head}……${tail}` }
  })
}

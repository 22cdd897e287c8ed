import { shingleLength } from './fingerprint.ts'
import { type PlainText, plainText } from './plain-text.ts'

/** A part of a text: which of several, and from where to where in the original (the end not included). */
export type Stretch = { readonly text: number; readonly from: number; readonly to: number }

/** The same words in both; `length` counts letters and ideographs. */
export type Passage = { readonly a: Stretch; readonly b: Stretch; readonly length: number }

export type Overlap = {
  /** The longest first. */
  readonly passages: readonly Passage[]
  /** Of the shorter side, how many of a hundred characters stand in the other too; null when one says too little. */
  readonly percent: number | null
}

/** Shorter ones are turns of phrase. */
const shortest = 12
const mostPassages = 200
/** Beyond that many characters a side is compared in its first part only: two thick books. */
const longestSide = 400_000
/** A row of six that stands this often in one text is a form, and leads to no passage by itself. */
const tooOften = 8

/** Finds what two sides, each of several texts, say in the same words; order and line breaks make no difference. */
export function overlapOf(a: readonly string[], b: readonly string[]): Overlap {
  const [ours, theirs] = [plainTexts(a), plainTexts(b)]
  const sizes = [ours, theirs].map((side) => side.reduce((sum, { text }) => sum + text.length, 0))
  if (Math.min(...sizes) < 2 * shortest) return { passages: [], percent: null }
  const found = commonRuns(ours, theirs)
  const shared = Math.min(coveredIn(ours, found, 'a'), coveredIn(theirs, found, 'b'))
  return {
    passages: found
      .toSorted((one, other) => other.length - one.length)
      .slice(0, mostPassages)
      .map(({ a: [i, from], b: [j, start], length }) => ({
        a: stretch(ours, i, from, length),
        b: stretch(theirs, j, start, length),
        length,
      })),
    percent: Math.round((100 * shared) / Math.min(...sizes)),
  }
}

function plainTexts(texts: readonly string[]): readonly PlainText[] {
  let left = longestSide
  return texts.map((text) => {
    const plain = plainText(text.slice(0, left))
    left = Math.max(0, left - text.length)
    return plain
  })
}

type Run = {
  readonly a: readonly [text: number, from: number]
  readonly b: readonly [text: number, from: number]
  readonly length: number
}

/** Walks along one side and takes the longest run that begins at each place, then goes on behind it. */
function commonRuns(a: readonly PlainText[], b: readonly PlainText[]): readonly Run[] {
  const index = new Map<string, [text: number, at: number][]>()
  for (const [i, { text }] of b.entries()) {
    for (let at = 0; at + shingleLength <= text.length; at++) {
      const row = text.slice(at, at + shingleLength)
      const known = index.get(row)
      if (!known) index.set(row, [[i, at]])
      else if (known.length < tooOften) known.push([i, at])
    }
  }
  const runs: Run[] = []
  for (const [i, { text }] of a.entries()) {
    for (let at = 0; at + shingleLength <= text.length; ) {
      let best: Run | null = null
      for (const [j, start] of index.get(text.slice(at, at + shingleLength)) ?? []) {
        const length = sameFrom(text, at, b[j]!.text, start)
        if (!best || length > best.length) best = { a: [i, at], b: [j, start], length }
      }
      if (best && best.length >= shortest) {
        runs.push(best)
        at += best.length
      } else at++
    }
  }
  return runs
}

function sameFrom(a: string, i: number, b: string, j: number): number {
  let length = shingleLength
  while (
    i + length < a.length &&
    j + length < b.length &&
    a.charCodeAt(i + length) === b.charCodeAt(j + length)
  )
    length++
  return length
}

/** Characters of a side that stand in a passage; one said twice in the other counts once here. */
function coveredIn(side: readonly PlainText[], runs: readonly Run[], which: 'a' | 'b'): number {
  const covered = side.map(({ text }) => new Uint8Array(text.length))
  for (const run of runs) {
    const [text, from] = run[which]
    covered[text]!.fill(1, from, from + run.length)
  }
  return covered.reduce((sum, marks) => sum + marks.reduce((part, mark) => part + mark, 0), 0)
}

function stretch(side: readonly PlainText[], text: number, from: number, length: number): Stretch {
  const { places } = side[text]!
  return { text, from: places[from]!, to: places[from + length - 1]! + 1 }
}

import { type Fingerprint, fewest, reachOf } from './fingerprint.ts'

/** Of the shorter text; below it two texts of one field share that much by themselves. */
const leastPercent = 30
/** Entries of all fingerprints together that are held at once. */
const mostEntries = 6_000_000

/**
 * Tells every pair of texts that share enough rows, with how many of a hundred of the shorter one. What stands in many
 * texts is a form and counts for none. The work grows with the number of texts, not with that of pairs: each row leads only
 * to the few texts that have it.
 */
export function alikeTexts(
  all: readonly Fingerprint[],
  tell: (a: number, b: number, percent: number) => void,
  onDone: (texts: number) => void,
): void {
  const fingerprints = all.map((one) => (one.length < fewest ? nothing : one))
  const each = Math.max(64, Math.floor(mostEntries / Math.max(1, fingerprints.length)))
  const common = commonFrom(fingerprints.length)
  const { order, starts } = indexed(fingerprints, each)
  // Lists of one text lead nowhere, lists of many were left out: what is left is looked at from each text that has it.
  const own: number[][] = fingerprints.map(() => [])
  const forms = new Set<number>()
  for (let list = 0; list + 1 < starts.length; list++) {
    const [from, to] = [starts[list]!, starts[list + 1]!]
    if (to - from > common) forms.add(hashAt(order, from))
    else if (to - from > 1) for (let at = from; at < to; at++) own[textAt(order, at)]!.push(list)
  }
  const told = fingerprints.map((one) => (forms.size === 0 ? one : one.filter((hash) => !forms.has(hash))))
  const shared = new Uint16Array(fingerprints.length)
  for (let text = 0; text < fingerprints.length; text++) {
    if (text % 200 === 0) onDone(text)
    const met: number[] = []
    for (const list of own[text]!) {
      for (let at = starts[list]!; at < starts[list + 1]!; at++) {
        const other = textAt(order, at)
        if (other <= text) continue
        if (shared[other] === 0) met.push(other)
        shared[other]! += 1
      }
    }
    for (const other of met) {
      const percent = percentOf(shared[other]!, told[text]!, told[other]!, each)
      if (percent >= leastPercent) tell(text, other, Math.min(100, percent))
      shared[other] = 0
    }
  }
}

const nothing = new Uint32Array()

/** How many texts must have a row before it is a form: never under a handful, at most two hundred. */
function commonFrom(texts: number): number {
  return Math.min(200, Math.max(4, Math.ceil(texts / 2)), Math.max(30, Math.ceil(texts / 50)))
}

/** Both in one number, so that sorting needs no objects: 32 bits of the row, 20 of the text. */
const texts = 2 ** 20

const hashAt = (order: Float64Array, at: number) => Math.floor(order[at]! / texts)
const textAt = (order: Float64Array, at: number) => order[at]! % texts

/** Every row with the texts that have it, and where the list of each row begins. */
function indexed(fingerprints: readonly Fingerprint[], each: number) {
  const size = fingerprints.reduce((sum, { length }) => sum + Math.min(length, each), 0)
  const order = new Float64Array(size)
  let next = 0
  for (const [text, fingerprint] of fingerprints.entries()) {
    for (let i = 0; i < Math.min(fingerprint.length, each); i++)
      order[next++] = fingerprint[i]! * texts + text
  }
  order.sort()
  const starts: number[] = []
  for (let at = 0; at < size; at++) {
    if (at === 0 || hashAt(order, at) !== hashAt(order, at - 1)) starts.push(at)
  }
  starts.push(size)
  return { order, starts }
}

/** Among the rows that both would have kept if they had them. */
function percentOf(shared: number, a: Fingerprint, b: Fingerprint, each: number): number {
  const reach = Math.min(reachWithin(a, each), reachWithin(b, each))
  const size = Math.min(upTo(a, reach), upTo(b, reach))
  return size < fewest / 2 ? 0 : Math.round((100 * shared) / size)
}

function reachWithin(fingerprint: Fingerprint, each: number): number {
  return fingerprint.length > each ? fingerprint[each - 1]! : reachOf(fingerprint)
}

/** How many rows are not above the reach: they are in order. */
function upTo(fingerprint: Fingerprint, reach: number): number {
  let [low, high] = [0, fingerprint.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (fingerprint[middle]! <= reach) low = middle + 1
    else high = middle
  }
  return low
}

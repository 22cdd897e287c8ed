import { type Fingerprint, fewest, reachOf } from './fingerprint.ts'

/** Of the shorter text; below it two texts of one field share that much by themselves. */
const leastPercent = 30
/** Entries of all fingerprints together that are held at once. */
const mostEntries = 2_500_000

/** Rarest rows of a text that lead to others: what two texts alone have in common comes first. */
const mostLeads = 64
/** Leads that must agree before two texts are held against each other, and how many are at most. */
const fewestAgreeing = 4
const mostHeldAgainst = 60

/**
 * Tells every pair of texts that share enough rows, with how many of a hundred of the shorter one. What stands in many
 * texts is a form and counts for none. The work grows with the number of texts, not with that of pairs: a text is led to
 * others by its rarest rows only.
 */
export function alikeTexts(
  all: readonly Fingerprint[],
  tell: (a: number, b: number, percent: number) => void,
  onDone: (texts: number) => void,
): void {
  const each = Math.max(64, Math.floor(mostEntries / Math.max(1, all.length)))
  const fingerprints = all.map((one) => (one.length < fewest ? nothing : one.subarray(0, each)))
  const common = commonFrom(fingerprints.length)
  const { order, starts } = indexed(fingerprints)
  const leads: number[][] = fingerprints.map(() => [])
  const forms = new Set<number>()
  for (let list = 0; list + 1 < starts.length; list++) {
    const [from, to] = [starts[list]!, starts[list + 1]!]
    if (to - from > common) forms.add(hashAt(order, from))
    else if (to - from > 1) for (let at = from; at < to; at++) leads[textAt(order, at)]!.push(list)
  }
  const own = fingerprints.map((one) => (forms.size === 0 ? one : one.filter((hash) => !forms.has(hash))))
  const length = (list: number) => starts[list + 1]! - starts[list]!
  const agreeing = new Uint16Array(fingerprints.length)
  const told = new Set<number>()
  for (let text = 0; text < fingerprints.length; text++) {
    if (text % 200 === 0) onDone(text)
    const met: number[] = []
    for (const list of leads[text]!.sort((a, b) => length(a) - length(b) || a - b).slice(0, mostLeads)) {
      for (let at = starts[list]!; at < starts[list + 1]!; at++) {
        const other = textAt(order, at)
        if (agreeing[other]!++ === 0) met.push(other)
      }
    }
    agreeing[text] = 0
    const held = met
      .filter((other) => agreeing[other]! >= fewestAgreeing)
      .sort((a, b) => agreeing[b]! - agreeing[a]! || a - b)
      .slice(0, mostHeldAgainst)
    for (const other of held) {
      const pair = Math.min(text, other) * texts + Math.max(text, other)
      if (told.has(pair)) continue
      const reach = Math.min(reachWithin(all[text]!, each), reachWithin(all[other]!, each))
      const percent = percentOf(own[text]!, own[other]!, reach)
      if (percent < leastPercent) continue
      told.add(pair)
      tell(Math.min(text, other), Math.max(text, other), percent)
    }
    for (const other of met) agreeing[other] = 0
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
function indexed(fingerprints: readonly Fingerprint[]) {
  const order = new Float64Array(fingerprints.reduce((sum, { length }) => sum + length, 0))
  let next = 0
  for (const [text, fingerprint] of fingerprints.entries()) {
    for (const hash of fingerprint) order[next++] = hash * texts + text
  }
  order.sort()
  const starts: number[] = []
  for (let at = 0; at < order.length; at++) {
    if (at === 0 || hashAt(order, at) !== hashAt(order, at - 1)) starts.push(at)
  }
  starts.push(order.length)
  return { order, starts }
}

/** Among the rows that both would have kept if they had them: those up to the nearer reach. */
function percentOf(a: Fingerprint, b: Fingerprint, reach: number): number {
  let [i, j, shared, ofA, ofB] = [0, 0, 0, 0, 0]
  for (;;) {
    const [x, y] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY]
    if (Math.min(x, y) > reach) break
    if (x <= y) {
      i++
      ofA++
    }
    if (y <= x) {
      j++
      ofB++
    }
    if (x === y) shared++
  }
  const size = Math.min(ofA, ofB)
  return size < fewest ? 0 : Math.round((100 * shared) / size)
}

function reachWithin(fingerprint: Fingerprint, each: number): number {
  return fingerprint.length > each ? fingerprint[each - 1]! : reachOf(fingerprint)
}

/** What one page is recognised by: its text, or the picture of a page without any. */
export type PagePrint =
  | { readonly kind: 'text'; readonly text: string }
  /** A scan: nothing but the picture says whether it is the same. */
  | { readonly kind: 'picture'; readonly digest: string }
  | { readonly kind: 'unknown' }

/** One line of two documents laid side by side; a page from 1, null where there is none. */
export type AlignedPage = {
  readonly before: number | null
  readonly after: number | null
  readonly state: 'same' | 'changed' | 'added' | 'removed'
  /** How much that is worth: `by-number` where a scan was laid beside a page only because of its number. */
  readonly by: 'text' | 'picture' | 'by-number'
}

/** A page's text without what printing it again may change: spaces, and which width its digits have. */
export function readPrint(text: string): PagePrint {
  const plain = text.normalize('NFKC').replaceAll(/\s+/gu, '')
  return plain === '' ? { kind: 'unknown' } : { kind: 'text', text: plain }
}

/**
 * The pages of two documents side by side: those that are the same by text or by picture hold the order, what lies between
 * them is laid together in turn, what is left over was added or removed.
 */
export function alignPages(
  before: readonly PagePrint[],
  after: readonly PagePrint[],
): readonly AlignedPage[] {
  const lines: AlignedPage[] = []
  let [a, b] = [0, 0]
  for (const [nextA, nextB] of [...commonPages(before, after), [before.length, after.length] as const]) {
    lines.push(...between(before, after, [a, nextA], [b, nextB]))
    if (nextA === before.length) break
    const by = before[nextA]!.kind === 'picture' ? 'picture' : 'text'
    lines.push({ before: nextA + 1, after: nextB + 1, state: 'same', by })
    ;[a, b] = [nextA + 1, nextB + 1]
  }
  return lines
}

type Span = readonly [from: number, to: number]

function between(
  before: readonly PagePrint[],
  after: readonly PagePrint[],
  [a, endA]: Span,
  [b, endB]: Span,
): readonly AlignedPage[] {
  const paired = Math.min(endA - a, endB - b)
  const lines: AlignedPage[] = []
  for (let i = 0; i < paired; i++) {
    const isRead = before[a + i]!.kind === 'text' && after[b + i]!.kind === 'text'
    lines.push({
      before: a + i + 1,
      after: b + i + 1,
      state: 'changed',
      by: isRead ? 'text' : 'by-number',
    })
  }
  const left = (print: PagePrint) => (print.kind === 'text' ? 'text' : 'by-number')
  for (let i = a + paired; i < endA; i++)
    lines.push({ before: i + 1, after: null, state: 'removed', by: left(before[i]!) })
  for (let i = b + paired; i < endB; i++)
    lines.push({ before: null, after: i + 1, state: 'added', by: left(after[i]!) })
  return lines
}

/** Pages that are the same, as many as possible without crossing. */
function commonPages(
  before: readonly PagePrint[],
  after: readonly PagePrint[],
): readonly (readonly [number, number])[] {
  const keys = [before, after].map((prints) => prints.map(keyOf)) as [(string | null)[], (string | null)[]]
  const [x, y] = keys
  const isSame = (i: number, j: number) => x[i] !== null && x[i] === y[j]
  const lengths = Array.from({ length: x.length + 1 }, () => new Uint16Array(y.length + 1))
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      lengths[i]![j] = isSame(i, j)
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!)
    }
  }
  const pairs: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < x.length && j < y.length; ) {
    if (isSame(i, j)) pairs.push([i++, j++])
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++
    else j++
  }
  return pairs
}

function keyOf(print: PagePrint): string | null {
  switch (print.kind) {
    case 'text':
      return `text ${print.text}`
    case 'picture':
      return `picture ${print.digest}`
    case 'unknown':
      return null
  }
}

/** Pages of a document that are one kind of attachment; pages from 1, both included. */
export type PageMark<Kind extends string = string> = {
  readonly kind: Kind
  readonly from: number
  readonly to: number
}

/** Records all marks of a document; false when that was refused. */
export type RecordMarks = (marks: readonly PageMark[]) => Promise<boolean>

/** The marks with one more: ranges of the same kind that touch or overlap become one; in the order of the pages. */
export function withMark<Kind extends string>(
  marks: readonly PageMark<Kind>[],
  added: PageMark<Kind>,
): readonly PageMark<Kind>[] {
  let { from, to } = added
  const others = marks.filter((mark) => {
    const touches = mark.kind === added.kind && mark.from <= to + 1 && mark.to >= from - 1
    if (touches) {
      from = Math.min(from, mark.from)
      to = Math.max(to, mark.to)
    }
    return !touches
  })
  return [...others, { kind: added.kind, from, to }].sort((a, b) => a.from - b.from || a.to - b.to)
}

export function withoutMark<Kind extends string>(
  marks: readonly PageMark<Kind>[],
  removed: PageMark<Kind>,
): readonly PageMark<Kind>[] {
  return marks.filter(
    ({ kind, from, to }) => kind !== removed.kind || from !== removed.from || to !== removed.to,
  )
}

export function marksOn<Kind extends string>(
  marks: readonly PageMark<Kind>[],
  page: number,
): readonly PageMark<Kind>[] {
  return marks.filter(({ from, to }) => from <= page && page <= to)
}

/**
 * The range that is meant when somebody pages through a document and marks each part at its last page: from the page
 * after the nearest mark before `page`, to `page`. On a page that is marked already it is that page alone.
 */
export function proposedRange(marks: readonly PageMark[], page: number): { from: number; to: number } {
  if (marksOn(marks, page).length > 0) return { from: page, to: page }
  const before = marks.filter(({ to }) => to < page).map(({ to }) => to)
  return { from: Math.max(0, ...before) + 1, to: page }
}

/** 「第 3 页」 or 「第 3–7 页」. */
export function pagesInWords({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? `第 ${from} 页` : `第 ${from}–${to} 页`
}

const tints = [
  '#33608f',
  '#5a7a2b',
  '#8a5a9e',
  '#a0622d',
  '#2f7f7a',
  '#a34a68',
  '#6b6b2f',
  '#50566b',
] as const

/** A colour for a kind of attachment, the same on every page; its name stands on the strip, so hues may come again. */
export function markTint(kinds: readonly string[], kind: string): string {
  return tints[Math.max(0, kinds.indexOf(kind)) % tints.length]!
}

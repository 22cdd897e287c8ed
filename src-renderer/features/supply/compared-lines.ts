import type { ComparedLine } from './use-compared-pdfs.ts'

/** A line that is shown, or a run of the same pages folded into one. */
export type ShownRow =
  | { readonly kind: 'line'; readonly key: string; readonly line: ComparedLine }
  | { readonly kind: 'folded'; readonly key: string; readonly at: number; readonly words: string }

/** True for a line that a person must look at. */
export function isRemarkable({ state, looksOther }: Pick<ComparedLine, 'state' | 'looksOther'>): boolean {
  return state !== 'same' || looksOther
}

/** Runs of pages that are the same become one row, except those that were unfolded (by their first line). */
export function foldLines(
  lines: readonly ComparedLine[],
  unfolded: ReadonlySet<number>,
): readonly ShownRow[] {
  const rows: ShownRow[] = []
  for (let i = 0; i < lines.length; ) {
    const first = lines[i]!
    let end = i
    while (end < lines.length && !isRemarkable(lines[end]!)) end++
    if (end === i || unfolded.has(i)) {
      const until = Math.max(end, i + 1)
      for (; i < until; i++) {
        const line = lines[i]!
        rows.push({ kind: 'line', key: `${line.before}-${line.after}`, line })
      }
      continue
    }
    const last = lines[end - 1]!
    rows.push({ kind: 'folded', key: `folded ${i}`, at: i, words: runWords(first, last) })
    i = end
  }
  return rows
}

function runWords(first: ComparedLine, last: ComparedLine): string {
  const pages = (from: number | null, to: number | null) =>
    from === to ? `第 ${from} 页` : `第 ${from}–${to} 页`
  const left = pages(first.before, last.before)
  const right = pages(first.after, last.after)
  return left === right ? `${left}相同` : `${left}与${right}相同`
}

/** 「左第 3 页，右第 4 页：文字有改动」 */
export function lineWords({ before, after, state, by, looksOther }: ComparedLine): string {
  switch (state) {
    case 'added':
      return `第 ${after} 页：新增${by === 'by-number' ? '（扫描件，机器未读文字）' : ''}`
    case 'removed':
      return `原第 ${before} 页：没有了${by === 'by-number' ? '（扫描件，机器未读文字）' : ''}`
    case 'changed':
      return by === 'by-number'
        ? `第 ${before} 页与第 ${after} 页：扫描件，机器未读文字，按页码并排`
        : `第 ${before} 页与第 ${after} 页：文字有改动`
    case 'same':
      if (looksOther) return `第 ${before} 页与第 ${after} 页：文字相同，版面不同（可能加了印章、签字）`
      return `第 ${before} 页与第 ${after} 页：${by === 'picture' ? '图像完全相同' : '相同'}`
  }
}

/** 「共 8 对页：相同 5，有改动 1，新增 1，没有了 1」 */
export function summaryWords(lines: readonly ComparedLine[], isWhole: boolean): string {
  const count = (is: (line: ComparedLine) => boolean) => lines.filter(is).length
  const parts = [
    ['相同', count((line) => !isRemarkable(line))],
    ['文字有改动', count(({ state, by }) => state === 'changed' && by === 'text')],
    ['扫描件按页码并排', count(({ state, by }) => state === 'changed' && by === 'by-number')],
    ['文字相同、版面不同', count(({ state, looksOther }) => state === 'same' && looksOther)],
    ['新增', count(({ state }) => state === 'added')],
    ['没有了', count(({ state }) => state === 'removed')],
  ] as const
  const told = parts.filter(([, n]) => n > 0).map(([word, n]) => `${word} ${n} 页`)
  return `${told.join('，') || '没有可以对照的页'}${isWhole ? '' : '；正在核对文字相同的各页版面…'}`
}

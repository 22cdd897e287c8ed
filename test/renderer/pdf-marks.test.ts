import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  marksOn,
  type PageMark,
  pagesInWords,
  proposedRange,
  withMark,
  withoutMark,
} from '../../src-renderer/ui/pdf-marks.ts'

const mark = (kind: string, from: number, to = from): PageMark => ({ kind, from, to })
const aMark = fc
  .tuple(fc.constantFrom('甲', '乙'), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 5 }))
  .map(([kind, from, more]) => mark(kind, from, from + more))

/** Which pages are of a kind, one by one. */
function pagesOf(marks: readonly PageMark[], kind: string): number[] {
  return Array.from({ length: 60 }, (_, i) => i + 1).filter((page) =>
    marksOn(marks, page).some((one) => one.kind === kind),
  )
}

describe('marking pages while paging through', () => {
  it('marking each part at its last page proposes the pages since the last mark', () => {
    let marks: readonly PageMark[] = []
    for (const [kind, lastPage] of [
      ['申报书', 30],
      ['承诺书', 32],
      ['合作协议', 40],
    ] as const) {
      marks = withMark(marks, { kind, ...proposedRange(marks, lastPage) })
    }
    expect(marks).toEqual([mark('申报书', 1, 30), mark('承诺书', 31, 32), mark('合作协议', 33, 40)])
  })

  it('on a page that is marked already only that page is proposed', () => {
    expect(proposedRange([mark('申报书', 1, 30)], 12)).toEqual({ from: 12, to: 12 })
  })

  it('ranges of one kind that touch become one, other kinds stay', () => {
    const marks = [mark('甲', 1, 3), mark('乙', 4), mark('甲', 7, 9)]
    expect(withMark(marks, mark('甲', 4, 6))).toEqual([mark('甲', 1, 9), mark('乙', 4)])
  })

  it('a mark adds exactly its pages to its kind and changes no other kind', () => {
    fc.assert(
      fc.property(fc.array(aMark), aMark, (earlier, added) => {
        const before = earlier.reduce<readonly PageMark[]>(withMark, [])
        const after = withMark(before, added)
        const other = added.kind === '甲' ? '乙' : '甲'
        expect(pagesOf(after, other)).toEqual(pagesOf(before, other))
        expect(pagesOf(after, added.kind)).toEqual(
          [...new Set([...pagesOf(before, added.kind), ...pagesOf([added], added.kind)])].sort(
            (a, b) => a - b,
          ),
        )
        expect(after).toEqual(after.toSorted((a, b) => a.from - b.from || a.to - b.to))
      }),
    )
  })

  it('taking a mark away leaves the others', () => {
    const marks = [mark('甲', 1, 3), mark('乙', 2)]
    expect(withoutMark(marks, mark('甲', 1, 3))).toEqual([mark('乙', 2)])
  })

  it('says pages as people do', () => {
    expect(pagesInWords(mark('甲', 3))).toBe('第 3 页')
    expect(pagesInWords(mark('甲', 3, 7))).toBe('第 3–7 页')
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchDocuments } from '../../../src-main/domain/applications/documents-by-number.ts'

const files = (...names: string[]) => names.map((name) => ({ name }))

describe('documents by number', () => {
  test('the number may stand anywhere in the name, in any case and width', () => {
    const found = matchDocuments(
      files('SQ2026YFE001.pdf', '申报书_sq2026yfe002（盖章）.PDF', '江苏 ＳＱ2026YFE003 附件.pdf'),
      ['SQ2026YFE001', 'SQ2026YFE002', 'SQ2026YFE003'],
    )
    expect(found.matched.map(({ number }) => number)).toEqual([
      'SQ2026YFE001',
      'SQ2026YFE002',
      'SQ2026YFE003',
    ])
    expect(found).toMatchObject({ unmatched: [], ambiguous: [], missing: [] })
  })

  test('a number is never found inside a longer one, known or not', () => {
    const found = matchDocuments(files('2026-12.pdf', '2026-1-3.pdf', 'A2026-1.pdf', '12026-1.pdf'), [
      '2026-1',
      '2026-12',
    ])
    expect(found.matched).toEqual([{ file: { name: '2026-12.pdf' }, number: '2026-12' }])
    expect(found.unmatched.map(({ name }) => name)).toEqual(['2026-1-3.pdf', 'A2026-1.pdf', '12026-1.pdf'])
    expect(found.missing).toEqual(['2026-1'])
  })

  test('the longest number wins', () => {
    const found = matchDocuments(files('JS-2026-01-A申报书.pdf'), ['JS-2026-01', 'JS-2026-01-A'])
    expect(found.matched).toMatchObject([{ number: 'JS-2026-01-A' }])
  })

  test('several files may belong to one number; two numbers in one name are for a person', () => {
    const found = matchDocuments(files('A-1.pdf', 'A-1（补充）.pdf', 'A-1与A-2合并.pdf', '封面.pdf'), [
      'A-1',
      'A-2',
      'A-3',
    ])
    expect(found.matched.map(({ file }) => file.name)).toEqual(['A-1.pdf', 'A-1（补充）.pdf'])
    expect(found.ambiguous).toEqual([{ file: { name: 'A-1与A-2合并.pdf' }, numbers: ['A-1', 'A-2'] }])
    expect(found.unmatched).toEqual([{ name: '封面.pdf' }])
    expect(found.missing).toEqual(['A-3'])
  })

  test('a serial number before the outside number does not hide it', () => {
    expect(
      matchDocuments(files('12-JS2026001.pdf', '3.JS2026002.pdf'), ['JS2026001', 'JS2026002']).unmatched,
    ).toEqual([])
  })

  test('an empty number matches nothing', () => {
    expect(matchDocuments(files('a.pdf'), [''])).toMatchObject({ matched: [], missing: [''] })
  })

  test('property: each file goes to exactly one place, and only to a number that its name holds', () => {
    const number = fc.stringMatching(/^[A-C]{0,2}\d{1,4}(-\d{1,2})?$/)
    const name = fc
      .tuple(fc.constantFrom('', '申报书', 'X', '1'), number, fc.constantFrom('', '盖章', '0', '-2'))
      .map((parts) => `${parts.join('')}.pdf`)
    fc.assert(
      fc.property(fc.array(name), fc.uniqueArray(number), (names, numbers) => {
        const found = matchDocuments(files(...names), numbers)
        expect(found.matched.length + found.unmatched.length + found.ambiguous.length).toBe(names.length)
        for (const match of found.matched) expect(match.file.name.includes(match.number)).toBe(true)
      }),
    )
  })

  test('ten thousand files are paired in well under a second', () => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => `CSJ2026-JS-${String(i).padStart(5, '0')}`)
    const found = matchDocuments(files(...numbers.map((one) => `${one}申报书.pdf`)), numbers)
    expect(found.matched).toHaveLength(10_000)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  alignPages,
  changedFields,
  type PagePrint,
  readPrint,
  weekEnd,
} from '../../../src-main/domain/supply/rules.ts'
import { anApplication, anOrganisation } from '../../support/applications.ts'

const pages = (texts: string): readonly PagePrint[] => [...texts].map(readPrint)
const lines = (before: readonly PagePrint[], after: readonly PagePrint[]) =>
  alignPages(before, after).map(({ before: a, after: b, state }) => `${a ?? '-'}${b ?? '-'} ${state}`)
const scan = (digest: string): PagePrint => ({ kind: 'picture', digest })

describe('two documents page by page', () => {
  it('same pages hold the order; what lies between was changed, added or removed', () => {
    expect(lines(pages('abcd'), pages('abcd'))).toEqual(['11 same', '22 same', '33 same', '44 same'])
    expect(lines(pages('abcd'), pages('axcd'))).toEqual(['11 same', '22 changed', '33 same', '44 same'])
    expect(lines(pages('abcd'), pages('abxcd'))).toContain('-3 added')
    expect(lines(pages('abcd'), pages('abd'))).toEqual(['11 same', '22 same', '3- removed', '43 same'])
    expect(lines([], pages('ab'))).toEqual(['-1 added', '-2 added'])
    expect(lines(pages('ab'), [])).toEqual(['1- removed', '2- removed'])
  })

  it('text is the same whatever its spaces and widths are', () => {
    expect(readPrint(' 第１页\n 申报书 ')).toEqual(readPrint('第1页申报书'))
    expect(readPrint('  \n')).toEqual({ kind: 'unknown' })
  })

  it('a scan is the same by its picture alone, and else laid beside a page by number, which is said', () => {
    expect(alignPages([scan('p'), scan('q')], [scan('p'), scan('r')])).toEqual([
      { before: 1, after: 1, state: 'same', by: 'picture' },
      { before: 2, after: 2, state: 'changed', by: 'by-number' },
    ])
    expect(alignPages([{ kind: 'unknown' }], [{ kind: 'unknown' }])).toEqual([
      { before: 1, after: 1, state: 'changed', by: 'by-number' },
    ])
  })

  it('every page of both stands in exactly one line, in its order', () => {
    const print = fc.oneof(
      fc.constantFrom('a', 'b', 'c').map(readPrint),
      fc.constantFrom('p', 'q').map(scan),
      fc.constant<PagePrint>({ kind: 'unknown' }),
    )
    fc.assert(
      fc.property(fc.array(print, { maxLength: 12 }), fc.array(print, { maxLength: 12 }), (a, b) => {
        const aligned = alignPages(a, b)
        expect(aligned.flatMap(({ before }) => before ?? [])).toEqual(a.map((_, i) => i + 1))
        expect(aligned.flatMap(({ after }) => after ?? [])).toEqual(b.map((_, i) => i + 1))
      }),
    )
  })
})

describe('two versions field by field', () => {
  it('names every field once, the changed ones first', () => {
    const before = anApplication()
    const after = anApplication({
      organisations: [anOrganisation({ code: null }), anOrganisation({ name: '乙', roles: ['参与'] })],
    })
    const fields = changedFields(before, after)
    const changed = fields.filter(({ isChanged }) => isChanged).map(({ field }) => field)
    expect(fields.slice(0, changed.length).map(({ field }) => field)).toEqual(changed)
    expect(changed).toEqual(expect.arrayContaining(['lead-code', 'codes', 'members']))
    expect(changed).not.toContain('title')
    expect(new Set(fields.map(({ field }) => field)).size).toBe(fields.length)
  })

  it('sees a change in any part of the record', () => {
    const before = anApplication({ other: { 联系地址: '甲' } })
    const changed = (over: Parameters<typeof anApplication>[0]) =>
      changedFields(before, { ...before, ...over }).flatMap(({ field, isChanged }) =>
        isChanged ? [field] : [],
      )
    expect(changed({})).toEqual([])
    expect(changed({ other: { 联系地址: '乙' } })).toEqual(['other'])
    expect(changed({ money: { ...before.money, selfRaised: 7 } })).toEqual(['self-raised'])
    expect(changed({ secrecy: '内部' })).toEqual(['secrecy'])
    for (const field of Object.keys(before) as (keyof typeof before)[]) {
      const value = before[field]
      if (typeof value === 'string') expect(changed({ [field]: `${value}x` }).length).toBeGreaterThan(0)
    }
  })
})

it('a week ends on its Sunday', () => {
  expect(['2026-11-23', '2026-11-28', '2026-11-29', '2026-11-30'].map(weekEnd)).toEqual([
    '2026-11-29',
    '2026-11-29',
    '2026-11-29',
    '2026-12-06',
  ])
})

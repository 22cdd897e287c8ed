import { describe, expect, test } from 'vitest'
import {
  isMeant,
  type Named,
  type NameLink,
  type OrganisationBook,
  openBook,
  relationOf,
} from '../../../src-main/domain/organisations/rules.ts'
import { makeCreditCode } from '../../support/credit-codes.ts'

const [codeA, codeB, codeC] = [1, 2, 3].map((n) => makeCreditCode('320500', n)) as [string, string, string]
const named = (name: string, code: string | null = null): Named => ({ name, code })
const link = (organisation: Named, other: Named): NameLink => ({
  id: '',
  kind: '曾用名',
  organisation,
  other,
  note: '',
})
const family = (name: string, ...members: readonly Named[]) => ({
  id: '',
  name,
  kind: '企业集团' as const,
  members: members.map((one) => ({ ...one, part: '成员' as const })),
})
const identityOf = (book: Partial<OrganisationBook>, organisation: Named) =>
  openBook({ links: [], families: [], ...book }).identityOf(organisation)
const nothing = { links: [], families: [] }

describe('who is meant', () => {
  test('codes decide where both have one; else whole names do, never a part of one', () => {
    const own = identityOf(nothing, named('苏州某某科技有限公司', codeA))
    expect(isMeant(own, named('改了名的公司', codeA))).toBe(true)
    expect(isMeant(own, named('苏州某某科技有限公司', codeB))).toBe(false)
    expect(isMeant(own, named('苏州某某科技有限公司 '))).toBe(true)
    expect(isMeant(own, named('某某科技有限公司'))).toBe(false)
    expect(isMeant(own, named('苏州某某科技有限公司第一分公司'))).toBe(false)
  })

  test('an empty name matches nobody', () => {
    expect(isMeant(identityOf(nothing, named('')), named(''))).toBe(false)
    expect(isMeant(identityOf(nothing, named('　')), named(''))).toBe(false)
  })

  test('recorded names reach over several steps, in either direction', () => {
    const links = [
      link(named('丙公司', codeC), named('乙公司')),
      link(named('乙公司'), named('甲公司', codeA)),
    ]
    for (const [from, to] of [
      [named('丙公司', codeC), named('甲公司', codeA)],
      [named('甲公司', codeA), named('丙公司')],
    ] as const)
      expect(isMeant(identityOf({ links }, from), to)).toBe(true)
    expect(isMeant(identityOf({ links }, named('丁公司')), named('甲公司'))).toBe(false)
  })
})

describe('how two belong together', () => {
  test.each([
    ['same-code', named('甲公司', codeA), named('乙公司', codeA)],
    ['same-name', named('甲（集团）公司', codeA), named('甲(集团)公司')],
    ['recorded-name', named('新名公司', codeA), named('旧名公司')],
    ['family', named('某大学', codeB), named('某大学附属研究院', codeC)],
  ])('%s', (how, a, b) => {
    const book = {
      links: [link(named('新名公司', codeA), named('旧名公司'))],
      families: [family('某大学', named('某大学', codeB), named('某大学附属研究院', codeC))],
    }
    expect(relationOf(openBook(book), a, b)?.how).toBe(how)
    expect(relationOf(openBook(book), b, a)?.how).toBe(how)
  })

  test('a name inside of another makes no family, and a former name of a member makes one', () => {
    const book = {
      links: [link(named('某大学苏州研究院', codeC), named('苏州某院'))],
      families: [family('某大学', named('某大学'), named('某大学苏州研究院', codeC))],
    }
    expect(relationOf(openBook(book), named('某大学'), named('某大学科技园有限公司'))).toBeNull()
    expect(relationOf(openBook(book), named('某大学'), named('苏州某院'))).toEqual({
      how: 'family',
      family: '某大学',
    })
    expect(openBook(book).familiesOf(identityOf(book, named('某大学科技园有限公司')))).toEqual([])
  })
})

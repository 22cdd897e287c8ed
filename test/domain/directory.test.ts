import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { modules } from '../../src-main/domain/index.ts'
import { anOrganisation } from '../support/applications.ts'
import { makeCreditCode } from '../support/credit-codes.ts'
import { type LogDesk, openLogDesk } from '../support/office-desks.ts'
import { takeIn } from '../support/reviews.ts'

const { directory, organisations } = modules
const [codeA, codeB, codeC] = [21, 22, 23].map((n) => makeCreditCode('320500', n)) as [string, string, string]
const all = { search: '', region: null, renamed: false, offset: 0, limit: 100 } as const

let desk: LogDesk
beforeEach(async () => {
  desk = await openLogDesk('JS')
})
afterEach(() => desk.db.close())

const org = (name: string, code: string | null, region: 'JS' | 'SH' = 'JS') =>
  anOrganisation({ name, code, region, roles: ['参与'] })
const namesIn = (over: object = {}) =>
  desk.ask(directory.calls.list, { ...all, ...over } as never).rows.map(({ names }) => names)

describe('单位名录', () => {
  test('one code is one organisation, a name alone belongs to the only one of that name, two of a name stay apart', () => {
    takeIn(desk, [
      { number: 'N-1', organisations: [org('甲公司', codeA), org('乙大学', codeB)] },
      { number: 'N-2', organisations: [org('甲股份公司', codeA), org('乙大学', null)] },
      { number: 'N-3', organisations: [org('甲公司', codeA), org('同名公司', codeC), org('同名公司', null)] },
      { number: 'N-4', organisations: [org('同名公司', makeCreditCode('310000', 9), 'SH')] },
    ])
    expect(namesIn().toSorted()).toEqual(
      [['乙大学'], ['甲公司', '甲股份公司'], ['同名公司'], ['同名公司'], ['同名公司']].toSorted(),
    )
    expect(namesIn({ renamed: true })).toEqual([['甲公司', '甲股份公司']])
    expect(namesIn({ region: 'SH' })).toEqual([['同名公司']])
  })

  test('is found by a part, a code, and initials in pinyin', () => {
    takeIn(desk, [{ number: 'N-1', organisations: [org('南京大学', codeA), org('甲公司', codeB)] }])
    for (const search of ['京大', codeA.slice(-4), 'njdx'])
      expect(namesIn({ search })).toEqual([['南京大学']])
  })

  test('a page tells names, applications across batches with their state, and what was recorded', () => {
    const [first] = takeIn(desk, [
      { number: 'N-1', organisations: [org('旧名厂', null), org('丙公司', codeC)] },
    ])
    const link = {
      kind: '曾用名',
      organisation: { name: '新名公司', code: codeA },
      other: { name: '旧名厂', code: null },
      note: '',
    } as const
    desk.run(organisations.calls.linkNames, link as never)
    const page = desk.ask(directory.calls.open, { name: '新名公司', code: codeA })!
    expect(page.applications).toMatchObject([{ id: first, name: '旧名厂', state: '未开始', roles: ['参与'] }])
    expect(page.links).toMatchObject([{ kind: '曾用名', other: { name: '旧名厂' } }])
    expect(namesIn()).toContainEqual(['旧名厂', '新名公司'])
    expect(desk.ask(directory.calls.open, { name: '没有的公司', code: null })).toBeNull()
    expect(desk.ask(directory.calls.open, { name: '', code: null })).toBeNull()
  })
})

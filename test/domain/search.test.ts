import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initialsOf, isFound, searchWords } from '../../src-main/domain/search/rules.ts'
import { testFolder } from '../support/log.ts'
import { value } from '../support/office.ts'
import { type Seeded, seedOffice } from '../support/seed.ts'

describe('initials', () => {
  it.each([
    ['南京大学', 'njdx'],
    ['长三角语言计算创新联合体', 'csjyyjscxlht'],
    ['AI芯片（3nm）', 'aixp3nm'],
    ['𠮷林', 'l'],
    ['', ''],
  ])('%s is found as %s', (text, letters) => {
    expect(initialsOf(text)).toBe(letters)
  })

  it('characters with several readings go by their neighbours', () => {
    expect(['重庆大学', '重大专项', '中国银行', '运行维护', '长江', '成长'].map(initialsOf)).toEqual([
      'cqdx',
      'zdzx',
      'zgyh',
      'yxwh',
      'cj',
      'cz',
    ])
  })
})

describe('finding a name', () => {
  it('goes by any part of it, by its initials in either case, and by several of them', () => {
    for (const text of ['京大', 'njdx', 'NJDX', 'jd', 'nj 大学'])
      expect(isFound(searchWords(text), '南京大学'), text).toBe(true)
    for (const text of ['n', 'dxnj', '南京 东南'])
      expect(isFound(searchWords(text), '南京大学'), text).toBe(false)
  })
})

describe('searching the list of applications', () => {
  let seeded: Seeded
  beforeAll(async () => {
    seeded = await seedOffice({ home: testFolder(), count: 8, documents: 0 })
  })
  afterAll(() => seeded.office.close())

  const found = async (search: string) => {
    const filter = { batch: null, states: [], regions: [], institutions: [], field: null, search }
    const sort = { column: 'number', descending: false } as const
    const { rows } = await value(seeded.office.desk.formalReview.list({ filter, sort, offset: 0, limit: 50 }))
    return rows
  }

  it('finds by initials of title and organisations, by the end of a number, and by both together', async () => {
    const all = await found('')
    for (const { number, title, lead } of all) {
      const searches = [initialsOf(lead).toUpperCase(), initialsOf(title).slice(1, 6), number.slice(-4)]
      for (const search of [...searches, searches.join(' ')])
        expect(
          (await found(search)).map((row) => row.number),
          search,
        ).toContain(number)
    }
    expect(await found('qqqq')).toEqual([])
  })

  it('goes along when a title is completed', async () => {
    const [application] = seeded.applications.values()
    const { desk } = seeded.office
    const { content } = (await value(desk.applications.open(application!)))!
    const completed = JSON.parse(JSON.stringify({ ...content, title: '重庆量子雷达' }))
    await value(desk.applications.complete({ application: application!, content: completed }))
    expect((await found('cqlzld')).map(({ id }) => id)).toEqual([application])
    expect(await found(initialsOf(content.title))).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  bodyNature,
  comparableName,
  proposeKind,
  sameOrganisation,
  splitOrganisations,
} from '../../../src-main/domain/organisations/rules.ts'
import { published } from '../../support/applications.ts'

describe('names of organisations', () => {
  test('width, kind of bracket, spaces, case and invisible characters make no difference', () => {
    const plain = comparableName('吉利汽车研究院(宁波)有限公司')
    expect(comparableName('吉利汽车研究院（宁波）有限公司')).toBe(plain)
    expect(comparableName(' 吉利汽车研究院〔宁波〕 有限公司')).toBe(plain)
    expect(comparableName('吉利汽车\u200b研究院（宁波）有限\u202e公司')).toBe(plain)
    expect(comparableName('ＡＢＣ Ltd')).toBe('abcltd')
  })

  test('a name within another is another organisation', () => {
    const named = (name: string, code: string | null = null) => ({ name, code })
    expect(sameOrganisation(named('江苏恒瑞'), named('江苏恒瑞医药股份有限公司'))).toBe(false)
    expect(sameOrganisation(named('浙江大学'), named('浙江大学医学院附属第一医院'))).toBe(false)
    expect(sameOrganisation(named('浙江大学'), named('浙江大学 '))).toBe(true)
  })

  test('two codes decide before the names; an empty name matches nobody', () => {
    expect(sameOrganisation({ name: '甲', code: 'A' }, { name: '乙', code: 'A' })).toBe(true)
    expect(sameOrganisation({ name: '甲', code: 'A' }, { name: '甲', code: 'B' })).toBe(false)
    expect(sameOrganisation({ name: ' ', code: null }, { name: '', code: null })).toBe(false)
  })

  test('property: comparing is idempotent and rare characters survive it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('𠮷', '龘', '㐀', '（', '）', ' ', 'Ａ', 'b', '\u200b') }),
        (name) => {
          const once = comparableName(name)
          expect(comparableName(once)).toBe(once)
          for (const rare of ['𠮷', '龘', '㐀']) expect(once.includes(rare)).toBe(name.includes(rare))
        },
      ),
    )
  })
})

describe('the kind that a name suggests', () => {
  test.each([
    ['上海交通大学', '高校'],
    ['中国科学技术大学（苏州）', '高校'],
    ['浙江大学(宁波)研究院', '科研院所'],
    ['中科院上海药物所', '科研院所'],
    ['中国科学院', '科研院所'],
    ['吉利汽车研究院(宁波)有限公司', '企业'],
    ['上海化工研究院', '科研院所'],
    ['上海集成电路行业协会', '社会组织'],
    ['上海市第六人民医院', '医疗机构'],
    ['信达生物', null],
    ['', null],
  ])('%s: %s', (name, kind) => {
    expect(proposeKind(name)).toBe(kind)
  })

  test('what a list calls a kind tells whether it is a university or institute, or does not tell', () => {
    for (const kind of ['高校', '科研院所', '高等院校', '新型研发机构', '高校/科研院所'])
      expect(bodyNature(kind)).toBe('research')
    for (const kind of ['企业', '领军企业', '国有企业', '重大科技平台', '科技金融', '其他'])
      expect(bodyNature(kind)).toBe('not-research')
    for (const kind of ['事业单位', '企业/高校', '']) expect(bodyNature(kind)).toBe('unclear')
  })
})

describe('several organisations in one cell', () => {
  const consortium = published.consortia[0]!

  test.each(['；', ';', '\n', ' ； \n', '|'])('%j separates', (mark) => {
    expect(splitOrganisations(consortium.members.join(mark)).names).toEqual(consortium.members)
  })

  test('顿号 and commas separate when every part is an organisation by itself', () => {
    expect(splitOrganisations(consortium.members.join('、'))).toEqual({
      names: consortium.members,
      by: 'comma',
    })
    expect(splitOrganisations('上海交通大学，浙江大学').names).toEqual(['上海交通大学', '浙江大学'])
  })

  test('顿号 inside a name does not separate', () => {
    const one = '上海市医疗器械、化妆品检验研究院'
    expect(splitOrganisations(one)).toEqual({ names: [one], by: 'one' })
    expect(splitOrganisations('Foo Tech Co., Ltd.').names).toEqual(['Foo Tech Co., Ltd.'])
  })

  test('nothing inside brackets separates, and an open bracket swallows nothing', () => {
    expect(splitOrganisations('甲研究院（苏州；南京）；乙大学').names).toEqual([
      '甲研究院（苏州；南京）',
      '乙大学',
    ])
    expect(splitOrganisations('甲研究院（苏州；乙大学').names).toEqual(['甲研究院（苏州', '乙大学'])
  })

  test.each([
    '1.上海交通大学2.浙江大学 3.中国科学技术大学',
    '1、上海交通大学；2、浙江大学；3、中国科学技术大学',
    '（1）上海交通大学（2）浙江大学（3）中国科学技术大学',
    '①上海交通大学②浙江大学③中国科学技术大学',
    '1. 上海交通大学\n2. 浙江大学\n3. 中国科学技术大学',
    '1）上海交通大学、2）浙江大学、3）中国科学技术大学。',
  ])('numbering is understood: %j', (cell) => {
    expect(splitOrganisations(cell).names).toEqual(['上海交通大学', '浙江大学', '中国科学技术大学'])
  })

  test('digits that belong to a name stay', () => {
    expect(splitOrganisations('3M中国有限公司').names).toEqual(['3M中国有限公司'])
    expect(splitOrganisations('58同城科技有限公司；360数字安全集团').names).toEqual([
      '58同城科技有限公司',
      '360数字安全集团',
    ])
    expect(splitOrganisations('中国电科第2.5研究所').names).toEqual(['中国电科第2.5研究所'])
  })

  test('an empty cell holds none', () => {
    expect(splitOrganisations(' \n；')).toEqual({ names: [], by: 'one' })
  })

  test('property: joining names with 「；」 and splitting gives them back', () => {
    const names = published.organisations.map(({ name }) => name)
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 1 }), (some) => {
        expect(splitOrganisations(some.join('；')).names).toEqual(some)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deltaCities } from '../../../src-main/domain/organisations/places.ts'
import {
  isDelta,
  placeFromText,
  type Region,
  regionFromText,
  regionLabel,
  regions,
} from '../../../src-main/domain/organisations/rules.ts'
import { published } from '../../support/applications.ts'

describe('regions from text', () => {
  test.each<[string, Region, string | null]>([
    ['上海', 'SH', '上海市'],
    ['上海市', 'SH', '上海市'],
    ['沪', 'SH', null],
    ['上海市浦东新区', 'SH', '上海市'],
    ['上海市 / 上海市 / 徐汇区', 'SH', '上海市'],
    ['江苏', 'JS', null],
    ['江苏省', 'JS', null],
    ['苏', 'JS', null],
    ['JS', 'JS', null],
    ['苏州', 'JS', '苏州市'],
    ['江苏省苏州市', 'JS', '苏州市'],
    ['江苏苏州', 'JS', '苏州市'],
    ['江苏-苏州', 'JS', '苏州市'],
    ['江苏（苏州）', 'JS', '苏州市'],
    ['江苏省苏州市工业园区', 'JS', '苏州市'],
    ['江苏省无锡市江阴市', 'JS', '无锡市'],
    ['昆山市', 'JS', '昆山市'],
    ['浙江省杭州市余杭区文一西路1218号', 'ZJ', '杭州市'],
    ['宁波', 'ZJ', '宁波市'],
    ['安徽省 合肥市 高新区', 'AH', '合肥市'],
    ['皖', 'AH', null],
    ['六安市', 'AH', '六安市'],
    ['中国江苏', 'JS', null],
    ['北京市海淀区', 'other', null],
    ['山东省青岛市', 'other', null],
    ['广东深圳', 'other', null],
    ['深圳市', 'other', null],
    ['新疆维吾尔自治区', 'other', null],
    ['外省', 'other', null],
    ['境外', 'abroad', null],
    ['中国香港', 'abroad', null],
    ['德国', 'abroad', null],
  ])('%s is %s', (text, region, city) => {
    expect(placeFromText(text)).toEqual({ region, city })
  })

  test.each([
    '',
    '待定',
    '长三角',
    '江苏省杭州市',
    '江苏深圳',
    '苏锡常',
    '华东地区',
    '3',
    '园区',
    '上海超市',
    '市',
    '火星',
  ])('%j names no region', (text) => {
    expect(regionFromText(text)).toBeNull()
  })

  test('every prefecture-level and county-level city of the three provinces is known, with and without 市', () => {
    for (const [region, names] of Object.entries(deltaCities)) {
      for (const name of names.split(' ')) {
        expect(placeFromText(name)).toEqual({ region, city: `${name}市` })
        expect(regionFromText(`${name}市`)).toBe(region)
        expect(regionFromText(`${regionLabel(region as Region)}${name}市`)).toBe(region)
      }
    }
    expect(Object.values(deltaCities).map((names) => new Set(names.split(' ')).size)).toEqual([34, 31, 25])
  })

  test('a region is never guessed from the name of an organisation', () => {
    for (const { name } of published.organisations) expect(regionFromText(name)).toBeNull()
    for (const name of [
      '上海大学',
      '北京大学',
      '山东大学',
      '南京路桥公司',
      '合肥百货大楼',
      '江苏省产业技术研究院',
      '宁波银行',
    ]) {
      expect(regionFromText(name)).toBeNull()
    }
  })

  test('property: a place in front of a company name gives no region', () => {
    const cities = Object.values(deltaCities).flatMap((names) => names.split(' '))
    const front = fc.constantFrom(
      '上海',
      '上海市',
      '江苏省',
      '浙江',
      '安徽',
      ...cities,
      ...cities.map((city) => `${city}市`),
    )
    const middle = fc.stringMatching(/^[一-龥]{1,8}$/)
    const end = fc.constantFrom(
      '有限公司',
      '股份有限公司',
      '大学',
      '学院',
      '研究院',
      '研究所',
      '集团',
      '医院',
      '中心',
      '协会',
    )
    fc.assert(
      fc.property(front, middle, end, (place, name, kind) => {
        expect(regionFromText(place + name + kind)).toBeNull()
      }),
    )
  })

  test('property: any text gives a known region or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const region = regionFromText(text)
        expect(region === null || regions.includes(region)).toBe(true)
      }),
    )
  })

  test('only the four are the Delta', () => {
    expect(regions.filter(isDelta)).toEqual(['SH', 'JS', 'ZJ', 'AH'])
  })
})

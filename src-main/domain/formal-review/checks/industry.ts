import { comparableName } from '../../organisations/rules.ts'
import { type Observation, observe } from '../finding.ts'
import type { CheckInput } from '../review-input.ts'

/** B3.1: sixteen emerging industries. */
export const emergingIndustries = [
  '高端装备',
  '集成电路',
  '新能源',
  '新材料',
  '生物医药',
  '人工智能',
  '新能源汽车',
  '新型电力装备',
  '节能环保',
  '软件与信息服务',
  '物联网',
  '新一代信息通信',
  '高技术船舶和海工装备',
  '航空航天',
  '智能家电',
  '新型显示',
] as const

/** B3.1: thirteen future industries. */
export const futureIndustries = [
  '第三代半导体',
  '通用人工智能',
  '类脑智能',
  '量子科技',
  '氢能和新型储能',
  '深海深地空天',
  '合成生物',
  '细胞和基因技术',
  '未来网络',
  '先进计算',
  '元宇宙',
  '区块链',
  '低空经济',
] as const

/** C08. The lists of B3.1, or the upgrade of a traditional industry; words that only come near are for a person. */
export function checkIndustry({ application }: CheckInput): readonly Observation[] {
  const { field } = application
  const evidence = { field: 'field' } as const
  if (field === null) return [observe('cannot-check', 'not-entered', { fields: ['field'] }, evidence)]
  const word = plainIndustry(field)
  const named = (names: readonly string[]) => names.some((name) => plainIndustry(name) === word)
  if (named(emergingIndustries))
    return [observe('pass', 'field-listed', { field, list: '新兴产业' }, evidence)]
  if (named(futureIndustries)) return [observe('pass', 'field-listed', { field, list: '未来产业' }, evidence)]
  if (/传统产业/u.test(word)) return [observe('pass', 'field-traditional', { field }, evidence)]
  const all = [...emergingIndustries, ...futureIndustries]
  const near = all.filter(
    (name) => word.includes(plainIndustry(name)) || (word.length >= 2 && plainIndustry(name).includes(word)),
  )
  return near.length > 0
    ? [observe('cannot-check', 'field-near', { field, near }, evidence)]
    : [observe('fail', 'field-not-listed', { field }, evidence)]
}

function plainIndustry(text: string): string {
  return comparableName(text)
    .replace(/[\p{P}\p{S}]|以及|和|与|及/gu, '')
    .replace(/(?:产业|领域|行业)$/u, '')
}

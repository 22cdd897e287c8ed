import { comparableName } from './organisation-name.ts'

/** Kinds of organisation that the desk offers; lists from outside may use other words. */
export const organisationKinds = [
  '企业',
  '领军企业',
  '高校',
  '科研院所',
  '重大科技平台',
  '行业公共技术平台',
  '概念验证',
  '成果转化',
  '检验检测',
  '科技金融',
  '医疗机构',
  '社会组织',
  '其他',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

/** What a kind means for B4.2; `unclear` where the words do not tell (事业单位 may be a university or a bureau). */
export type BodyNature = 'research' | 'not-research' | 'unclear'

const research =
  /^(?:高校|高等院校|高等学校|大专院校|大学|学院|院校|高校院所|科研院所|科研院校|科研机构|科研单位|研究机构|研究院|研究所|研究院所|转制院所|新型研发机构|科研事业单位)$/u
const notResearch =
  /企业|公司|平台|概念验证|转化|转移|检验|检测|金融|银行|投资|医院|医疗|协会|学会|联盟|社会组织|社会团体|合作社|国企|民企|央企|外资|政府|机关|^其他$/u

/** Reads the kind that a list gives: is it 高校或科研院所 [B4.2]? */
export function bodyNature(kind: string): BodyNature {
  const word = comparableName(kind)
  if (research.test(word)) return 'research'
  const parts = word.split(/[/、,()]/u).filter((part) => part !== '')
  if (parts.length > 1 && parts.some((part) => research.test(part))) {
    return parts.some((part) => notResearch.test(part)) ? 'unclear' : 'research'
  }
  return notResearch.test(word) ? 'not-research' : 'unclear'
}

const byEnding: readonly (readonly [RegExp, OrganisationKind])[] = [
  [/(?:公司|集团|厂|合伙)$/u, '企业'],
  [/医院$/u, '医疗机构'],
  [/(?:协会|学会|商会|联盟|联合会|促进会)$/u, '社会组织'],
  [
    /(?:科学院|科学研究院|研究院|研究所|研究中心|设计院|实验室|药物所|物理所|化学所|技术所|材料所)$/u,
    '科研院所',
  ],
  [/(?:大学|学院|学校)$/u, '高校'],
]

/** The kind that the end of the name suggests: a proposal for a person, never a fact. Null when it suggests none. */
export function proposeKind(name: string): OrganisationKind | null {
  const bare = comparableName(name).replace(/\([^()]*\)$/u, '')
  return byEnding.find(([pattern]) => pattern.test(bare))?.[1] ?? null
}

import type {
  DateField,
  ImportField,
  MoneyField,
  OrganisationPart,
  OrganisationSlot,
  PersonPart,
  PersonSlot,
  TextField,
} from './import-field.ts'

export type MoneyUnit = 'wan' | 'yuan'

/** What a heading says about its column. `group` numbers repeated columns (参与单位1, 参与单位2), 0 when it is not. */
export type RecognisedHeading = {
  readonly field: ImportField
  readonly group: number
  /** The unit that the heading names, or null. */
  readonly unit: MoneyUnit | null
  /** Which of two columns for the same field is meant more surely; higher wins. */
  readonly weight: number
}

/** Half width, without white space, marks of obligation, units, brackets and what they hold: the form that is recognised. */
export function plainHeading(heading: string): string {
  return halfWidth(heading)
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/gu, '')
    .replace(/[*※★:;,，。、/\\|\-_—~"'“”]+/gu, '')
    .replace(/(?:人民币)?万?元$/u, '')
}

/** The field that a usual Chinese heading of a list of applications means, or null. */
export function recogniseHeading(heading: string): RecognisedHeading | null {
  const plain = plainHeading(heading)
  if (plain === '') return null
  const unit = headingUnit(heading)
  const found = person(plain) ?? organisation(plain) ?? single(plain)
  return found && { group: 0, ...found, unit }
}

/** True when a heading announces personal data: such a column is never kept among an application's other columns. */
export function announcesPersonalData(heading: string): boolean {
  return /电话|手机|联系方式|身份证|证件号|邮箱|邮件|e-?mail|微信|负责人|联系人|姓名|法定代表人|法人代表|成员名单|骨干|首席|主持人|出生|性别|年龄|职称|职务|学历|学位|住址|通讯地址|人员/iu.test(
    halfWidth(heading),
  )
}

function halfWidth(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '')
}

/** The unit that a heading, or a line above the headings (单位：万元), names; null when none. */
export function headingUnit(heading: string): MoneyUnit | null {
  const text = halfWidth(heading)
  if (/万元|单位:?万|\(万\)/u.test(text)) return 'wan'
  return /\(元\)|\/元|单位:?元|人民币元/u.test(text) ? 'yuan' : null
}

type Found = Omit<RecognisedHeading, 'unit' | 'group'> & { readonly group?: number }

const singles: readonly (readonly [TextField | DateField | MoneyField | 'ignore', RegExp, number])[] = [
  ['ignore', /^(?:序号|序|行号|no\.?)$/iu, 1],
  [
    'number',
    /^(?:国科管|系统|平台|外部)?(?:系统)?(?:申报|申请|受理|项目|课题|推荐|联合体)?(?:项目|书|材料|单)?(?:编号|编码|受理号|流水号|申报号|项目号)$|^(?:受理|申报|申请|项目)(?:号|代码|id)$/iu,
    2,
  ],
  [
    'title',
    /^(?:拟)?(?:申报|申请|攻关|立项|推荐|建设)?(?:长三角)?(?:项目|课题|攻关|攻关项目|联合体|创新联合体)(?:中文)?(?:名称|题目|标题)$/u,
    2,
  ],
  ['title', /^(?:名称|题目|标题)$/u, 1],
  [
    'field',
    /^(?:所属|所在|申报|重点|支持|技术|产业|行业|研究|项目|建设)*(?:领域|产业方向|行业方向)(?:名称|分类|类别)?$/u,
    2,
  ],
  [
    'task',
    /^(?:对应|揭榜|榜单|攻关|所属)?(?:攻关|揭榜|榜单)?任务(?:名称|编号|序号)?$|^榜单(?:名称|编号)$/u,
    2,
  ],
  ['secrecy', /^(?:项目|材料|文件)?(?:密级|保密级别|涉密等级|是否涉密|涉密情况)$/u, 2],
  [
    'period',
    /^(?:项目|课题|研究|研发|执行|实施|计划|起止|攻关|建设)*(?:起止时间|起止日期|起止年月|起止年限|起止|执行期|实施期|实施周期|周期|期限|执行期限|实施期限|实施年限)$/u,
    2,
  ],
  [
    'start',
    /^(?:项目|课题|研究|研发|执行|实施|计划|建设)*(?:开始|起始|启动|开工)(?:时间|日期|年月|年度)?$/u,
    2,
  ],
  [
    'end',
    /^(?:项目|课题|研究|研发|执行|实施|计划|建设|预计)*(?:结束|终止|截止|完成|完工)(?:时间|日期|年月|年度)?$/u,
    2,
  ],
  [
    'received',
    /^(?:申报|申请|项目|材料|书面|纸质|系统)*(?:收到|收件|收文|接收|受理|提交|报送|送达)(?:时间|日期)$/u,
    2,
  ],
  ['reserve-entry', /^(?:储备库|入库|储备|需求|揭榜)(?:项目|入库)?(?:编号|编码|条目|号)$/u, 2],
  ['reserve-state', /^(?:储备库|入库|储备|揭榜)(?:项目|入库)?(?:状态|情况|结果)$/u, 2],
  [
    'guide-direction',
    /^(?:对应|申报|所属|指南)*(?:指南|指南方向|方向|榜单方向|申报方向)(?:名称|编号|代码)?$/u,
    2,
  ],
  ['route', /^(?:组建|建设|申报|培育)*(?:路径|途径)$|^(?:组建|建设)(?:方式|类型)$/u, 2],
  ['indicators', /^(?:主要|考核|预期|技术|绩效|经济|项目|核心)*指标(?:内容|要求)?$/u, 2],
  [
    'summary',
    /^(?:项目|课题|主要|研究|申报|建设|攻关|联合体)*(?:简介|摘要|概要|概述|研究内容|主要内容|内容|建设内容|建设目标)$/u,
    2,
  ],
  [
    'requested',
    /^(?:拟|其中)?(?:申请|申报|拟申请|请求)(?:财政|专项|省级|市级|省市级|省|市|政府|长三角|项目)*(?:支持|资助|补助|拨款|扶持)?(?:经费|资金|额度|金额|额)?(?:总额)?$|^(?:财政|专项|省拨|市拨|省级财政)(?:支持|资助|补助)?(?:经费|资金|拨款)$/u,
    2,
  ],
  [
    'self-raised',
    /^(?:其中)?(?:单位|企业|项目)?(?:自筹|自有|配套自筹)(?:经费|资金|投入|金额|部分)?(?:总额)?$/u,
    2,
  ],
  ['offered', /^(?:对外)?揭榜(?:资金|金额|经费|总额|额)$/u, 2],
  [
    'contract',
    /^(?:供需双方|双方|技术|揭榜|签约|合作)*(?:合同|协议)(?:金额|总额|额|价款)$|^签约(?:金额|额)$/u,
    2,
  ],
  [
    'total',
    /^(?:项目|课题|建设|研发|攻关|计划)*(?:总投入|总投资|总经费|总预算|总金额|投入总额|投资总额|经费总额|预算总额|经费合计|预算合计|资金总额)$/u,
    2,
  ],
  ['total', /^(?:项目|课题|建设|研发)?(?:投入|投资|经费|预算)(?:总计|合计)?(?:金额)?$/u, 1],
]

function single(plain: string): Found | null {
  for (const [field, pattern, weight] of singles) if (pattern.test(plain)) return { field, weight }
  // Two levels of headings read as one: 经费 over 总投入, 项目经费 over 自筹.
  const under = /^(?:项目|课题)?(?:经费|资金|预算|投入|投资)(?:预算|情况|来源|安排)?(?=.{2})/u.exec(plain)
  if (!under) return null
  const rest = plain.slice(under[0].length)
  for (const [field, pattern, weight] of singles) {
    if (isMoney(field) && pattern.test(rest)) return { field, weight: weight - 0.5 }
  }
  return /^(?:总计|合计|总额)$/u.test(rest) ? { field: 'total', weight: 1 } : null
}

function isMoney(field: ImportField): boolean {
  return (
    field === 'total' ||
    field === 'requested' ||
    field === 'self-raised' ||
    field === 'offered' ||
    field === 'contract'
  )
}

const personSlotPatterns: readonly (readonly [PersonSlot, RegExp])[] = [
  ['principal', /^(?:项目|课题|申报|联合体|第一)*(?:负责人|主持人|首席专家|首席科学家)/u],
  ['contact', /^(?:项目|课题|申报|业务|单位|联合体|牵头单位|牵头企业|申报单位)*联系人/u],
]
const personPartPatterns: readonly (readonly [PersonPart, RegExp])[] = [
  ['name', /^(?:姓名)?$/u],
  ['phone', /^(?:的)?(?:联系)?(?:电话|手机|方式|联系方式|手机号|手机号码|电话号码|移动电话)$/u],
  ['id-number', /^(?:的)?(?:身份证|证件|身份证件|公民身份)(?:号|号码)?$/u],
  ['title', /^(?:的)?(?:职称|技术职称|专业技术职称|职务|职称职务|职务职称)$/u],
  ['organisation', /^(?:的)?(?:所在|工作|所属)?单位(?:名称)?$/u],
]

function person(plain: string): Found | null {
  for (const [slot, pattern] of personSlotPatterns) {
    const found = pattern.exec(plain)
    const part = found && personPartPatterns.find(([, parts]) => parts.test(plain.slice(found[0].length)))
    if (part) return { field: `${slot}-${part[0]}`, weight: 2 }
  }
  if (/^(?:联系电话|联系方式|手机|手机号|手机号码|移动电话|电话)$/u.test(plain))
    return { field: 'contact-phone', weight: 1 }
  return /^(?:身份证号|身份证号码|身份证)$/u.test(plain) ? { field: 'principal-id-number', weight: 1 } : null
}

const slotPatterns: readonly (readonly [OrganisationSlot, RegExp, number])[] = [
  [
    'lead',
    /^(?:项目|课题|联合体)?(?:牵头申报|牵头承担|牵头|第一承担|主承担|理事长|盟主)(?:单位|企业|机构|方)/u,
    3,
  ],
  ['subtask', /^(?:子课题|子任务|分课题)(?:\d*)(?:承担|负责|牵头)?(?:单位|机构|方)/u, 2],
  [
    'member',
    /^(?:项目|课题|联合体)?(?:主要)?(?:其他|其它)?(?:参与|参加|合作|成员|联合|协作|参研|共同)(?:申报|承担|建设)?(?:单位|企业|机构|方|主体)/u,
    2,
  ],
  ['member', /^(?:其他|其它)(?:承担)?(?:单位|机构)/u, 2],
  ['subtask', /^课题(?:承担|负责)(?:单位|机构|方)/u, 1],
  ['owner', /^(?:技术)?(?:需求|出题|发榜|出榜|需求提出)(?:单位|企业|方)/u, 2],
  ['solver', /^(?:解决|揭榜|解题|方案|技术解决)(?:方案)?(?:单位|企业|机构|方)/u, 2],
  ['lead', /^(?:项目|课题)?(?:申报|申请|主持|依托|承担|责任)(?:单位|企业|机构|主体|方)/u, 2],
]
const partPatterns: readonly (readonly [OrganisationPart, RegExp])[] = [
  ['name', /^(?:单位)?(?:名称|全称)?(?:名单|列表|情况)?$/u],
  ['code', /^(?:的)?(?:单位)?(?:统一)?(?:社会)?(?:信用|组织机构|机构)代码$/u],
  ['kind', /^(?:的)?(?:单位|企业|机构)?(?:性质|类型|类别|属性)$/u],
  ['registered', /^(?:的)?(?:单位|企业|公司)?(?:注册|成立|设立|登记)(?:时间|日期)$/u],
  ['city', /^(?:的)?(?:所在|所属|注册)?(?:城市|地市|设区市|地级市|市)$/u],
  [
    'region',
    /^(?:的)?(?:所在|所属|注册|属)?(?:地|地区|区域|省|省份|省市|省区市|地址|地域|属地|省级|注册地)$/u,
  ],
  [
    'legal-person',
    /^(?:的)?(?:是否)?(?:为)?(?:具有)?(?:独立法人|法人资格|独立法人资格|独立法人单位|法人单位)$/u,
  ],
]

const numerals = '一二三四五六七八九十'

function organisation(plain: string): Found | null {
  for (const [slot, pattern, weight] of slotPatterns) {
    // 第一参与单位, 参与单位二名称, 参与单位3所在地
    const ordered = /^第([一二三四五六七八九十]|\d{1,2})(?!承担)/u.exec(plain)
    const from = ordered ? plain.slice(ordered[0].length) : plain
    const found = pattern.exec(from)
    if (!found) continue
    const rest = from.slice(found[0].length)
    const numbered = /^(\d{1,2}|[一二三四五六七八九十])/u.exec(rest)
    const parts = numbered ? rest.slice(numbered[0].length) : rest
    const trailing = /^(.*?)(\d{1,2})$/u.exec(parts)
    const part = partPatterns.find(([, words]) => words.test(trailing?.[1] ?? parts))
    if (part) {
      const group = ordinal(ordered?.[1] ?? numbered?.[1] ?? trailing?.[2])
      return { field: `${slot}-${part[0]}`, group, weight }
    }
  }
  // Without a slot the parts are those of the lead: 统一社会信用代码, 所在地区, 单位性质.
  if (/^(?:单位名称|单位全称|企业名称)$/u.test(plain)) return { field: 'lead-name', weight: 1 }
  const vague = plain === '地' || /^(?:性质|类型|类别|属性)$/u.test(plain)
  const bare = vague ? undefined : partPatterns.find(([part, words]) => part !== 'name' && words.test(plain))
  return bare ? { field: `lead-${bare[0]}`, weight: 1 } : null
}

function ordinal(text: string | undefined): number {
  if (text === undefined) return 0
  if (/^\d+$/u.test(text)) return Number(text)
  return numerals.indexOf(text) + 1
}

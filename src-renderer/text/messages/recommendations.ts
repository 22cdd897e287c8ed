import type { Json } from '../../../src-main/core/result.ts'
import { type Messages, words } from '../message.ts'

const kept = '填写的内容都在，没有登记。'
const draftKept = '编排的内容都在，没有形成新稿。'

export const recommendations: Messages = {
  unknown: {
    what: '没有找到这一稿推荐汇总表。',
    next: '请核对校验码；别的单位的推荐汇总表，导入对方的数据交换包以后才看得到。',
  },
  'other-office': {
    what: '这份推荐汇总表由别的单位起草，本机只能查看和登记本单位的意见。',
    next: '需要改动的，请与起草单位联系。',
  },
  'final-already': {
    what: '推荐汇总表已经定稿。',
    next: '确需改动的，由起草单位两人「撤销定稿」并写明原因后再办。',
  },
  'not-final': { what: '推荐汇总表还没有定稿。', next: '页面已刷新，请核对后再办。' },
  superseded: {
    what: '这一稿之后又有了新稿。',
    next: '页面已刷新，请按最新一稿办理。',
  },
  empty: { what: '没有列入推荐的申报，不能形成一稿。', safe: draftKept, next: '请至少列入一项。' },
  'named-twice': {
    what: '有的申报列了两次。',
    safe: draftKept,
    next: '页面已刷新，请重新编排。',
  },
  'not-eligible': {
    what: ({ count }) => `有 ${words(count)} 项现在不能推荐：审查不是通过，或者批次要求签批而还没有签批。`,
    safe: draftKept,
    next: '请取最新的名单重新编排；需要签批的先到「签批」中办理。',
  },
  'left-out': {
    what: ({ numbers }) => `${list(numbers)} 已通过形式审查，既没有列入推荐，也没有写明不列入的理由。`,
    safe: draftKept,
    next: '请取最新的名单，列入推荐，或移出并写明理由。',
  },
  'reason-missing': {
    what: '有移出的申报没有写明理由。',
    safe: draftKept,
    next: '请给每一项移出的申报写明理由。',
  },
  'unknown-party': {
    what: '会签单位中有本机不认识的单位，或者是本单位自己。',
    safe: draftKept,
    next: '请重新选择会签单位；缺少的机构先在设置中新增。',
  },
  'too-long': {
    what: ({ most }) => `名单太长：一份推荐汇总表最多 ${words(most)} 项，说明和理由也不能过长。`,
    safe: draftKept,
    next: '请分批次推荐，或缩短推荐说明和理由。',
  },
  'nothing-changed': {
    what: '与上一稿完全相同，没有形成新稿。',
    safe: draftKept,
    next: '有改动再形成新稿；只是重新打印的，直接打开上一稿。',
  },
  'not-asked': {
    what: '这一稿没有请这个单位会签。',
    safe: kept,
    next: '请核对稿次和单位；需要会签的，由起草单位在新稿中加上。',
  },
  'answered-already': {
    what: ({ answer }) => `这个单位对这一稿已经登记过意见「${words(answer)}」。`,
    safe: kept,
    next: '登记有误的，先撤销原登记并写明原因，再重新登记。',
  },
  'unknown-answer': {
    what: '没有找到这条会签意见，可能已经撤销。',
    next: '页面已刷新，请核对后再办。',
  },
  'has-a-desk': {
    what: '这个单位有工作台，它的意见由它自己登记，不能凭纸件代登。',
    safe: kept,
    next: '请对方在自己的工作台上登记，再用数据交换包带过来。',
  },
  'number-missing': { what: '没有填写文号。', safe: kept, next: '请照回函填写文号；没有的填写会签登记号。' },
  'date-missing': { what: '没有填写日期。', safe: kept, next: '请照回函填写日期。' },
  'no-such-day': { what: '日期不是一个存在的日期。', safe: kept, next: '请照 2026-11-22 的样子填写。' },
  'in-the-future': {
    what: ({ today }) => `日期在今天（${words(today)}）之后。`,
    safe: kept,
    next: '请照回函填写；本机日期不对的，请先校准系统时间。',
  },
  'remark-missing': {
    what: '有意见或不同意的，没有填写内容。',
    safe: kept,
    next: '请照回函摘录意见的内容。',
  },
  'agreement-missing': {
    what: ({ institutions }) =>
      `还有 ${Array.isArray(institutions) ? institutions.length : ''} 个单位没有同意这一稿，不能定稿。`,
    next: '请登记各单位对这一稿的同意意见；同意过以前的稿的，须对这一稿重新同意。',
  },
  'review-changed': {
    what: ({ numbers }) =>
      `${list(numbers)} 的审查在起草后重新打开、重新作出了结论，或者签批已撤销，不能定稿。`,
    next: '请按最新的情况起草新稿，再请各单位会签。',
  },
}

function list(numbers: Json | undefined): string {
  const all = Array.isArray(numbers) ? numbers.map(String) : []
  const told = all.slice(0, 5).join('、')
  return all.length > 5 ? `${told} 等 ${all.length} 项` : told
}

import type { Json } from '../../../src-main/core/result.ts'
import { type Messages, words } from '../message.ts'

const kept = '填写的内容都在，没有登记。'

export const signOffs: Messages = {
  unknown: {
    what: '没有找到这份呈批件。',
    next: '请核对呈批件页脚的校验码；别的单位的呈批件，导入对方的数据交换包以后才查得到。',
  },
  'other-office': {
    what: '这份呈批件是别的单位的，由对方登记签批，本机只能查看。',
    next: '需要更正的，请与对方联系，由对方更正后再交换数据。',
  },
  'taken-back': {
    what: '这份呈批件已经撤回，不能再登记。',
    next: '请按页面上仍待呈批的申报重新呈批，用新的呈批件办理签批。',
  },
  'registered-already': {
    what: '这份呈批件已经登记过签批。',
    next: '登记有误的，请先「撤销登记」并写明原因，再重新登记；原登记会留在时间线中。',
  },
  'not-registered': {
    what: '这份呈批件还没有登记签批。',
    next: '页面已刷新，请先登记签批。',
  },
  'of-other-offices': {
    what: ({ numbers }) => `${list(numbers)} 由别的单位审查，不能由本单位呈批。`,
    next: '请只选本单位审查的申报。',
  },
  'of-another-batch': {
    what: ({ numbers }) => `${list(numbers)} 不属于这个批次，一份呈批件只办一个批次。`,
    next: '请分批次呈批。',
  },
  'not-closed': {
    what: ({ numbers }) => `${list(numbers)} 还没有审查结论，没有可以呈批的内容。`,
    next: '请先作出结论，或不选这几项。',
  },
  'covered-already': {
    what: ({ numbers }) => `${list(numbers)} 的结论已经呈批，或者已经签批，不用再呈。`,
    next: '页面已刷新，请重新选择待呈批的申报。',
  },
  'not-on-the-list': {
    what: '注明未同意的申报不在这份呈批件的附表中。',
    safe: kept,
    next: '页面已刷新，请对照附表重新勾选。',
  },
  'nothing-agreed': {
    what: '只有意见为「同意」时才能注明个别未同意的，并且不能全部注明。',
    safe: kept,
    next: '全部未同意的，意见请选「退回」或「另行意见」。',
  },
  'date-missing': { what: '没有填写签批日期。', safe: kept, next: '请照纸件填写签批日期。' },
  'no-such-day': { what: '签批日期不是一个存在的日期。', safe: kept, next: '请照 2026-11-22 的样子填写。' },
  'in-the-future': {
    what: ({ today }) => `签批日期在今天（${words(today)}）之后。`,
    safe: kept,
    next: '请照纸件填写；本机日期不对的，请先校准系统时间。',
  },
  'person-missing': { what: '没有填写签批人。', safe: kept, next: '请照纸件填写签批人的姓名。' },
  'office-missing': { what: '没有填写签批人的职务。', safe: kept, next: '请填写职务，如：资源配置处处长。' },
  'number-missing': {
    what: '没有填写文号或签报号。',
    safe: kept,
    next: '请照纸件填写；没有编号的，填写本单位的登记编号。',
  },
  'remark-missing': {
    what: '退回或另行意见的，没有填写批示内容。',
    safe: kept,
    next: '请照纸件摘录批示内容。',
  },
}

function list(numbers: Json | undefined): string {
  const all = Array.isArray(numbers) ? numbers.map(String) : []
  const told = all.slice(0, 5).join('、')
  return all.length > 5 ? `${told} 等 ${all.length} 项` : told
}

/** The stages of the work in their order; one that has no page yet is not shown. */
export const stages = [
  '工作台',
  '需求与储备',
  '申报受理',
  '形式审查',
  '专家选取',
  '项目评审',
  '立项与项目',
  '创新联合体',
  '数据交换',
  '全程留痕',
  '设置',
] as const

export type Stage = (typeof stages)[number]

/** What belongs together within a stage of many pages. */
export type Group = '审查' | '结论' | '统计' | '台账与规则'

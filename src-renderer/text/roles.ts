import type { Act, Level } from '../../src-main/domain/accounts/rules.ts'

/** What may be done, in the words of the office. */
export const actNames: Readonly<Record<Act, string>> = {
  batches: '批次与评审方案',
  applications: '申报材料',
  review: '形式审查',
  'second-check': '复核与申诉',
  'rule-packs': '审查规则',
  registers: '单位名录与登记簿',
  bundles: '数据交换',
  dossiers: '人员、单位、项目的全部记录',
  administration: '账号、核对码、备份',
}

export const levelNames: Readonly<Record<Level, string>> = {
  edit: '办理',
  read: '查看',
  list: '查看目录',
  second: '共同确认',
}

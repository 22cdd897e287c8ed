import type { DeskName } from '../../../src-main/hosts/backend/entry.ts'

/** What a desk is made for. */
export const environments: readonly {
  readonly value: DeskName['environment']
  readonly label: string
  readonly remark: string
}[] = [
  { value: '正式', label: '正式', remark: '办理真实的申报和评审，数据长期保存。' },
  { value: '演练', label: '演练', remark: '用来学习和试用，页面和文书都有「演练」字样，数据不能转入正式。' },
]

import type { ApplicationField } from '../../../src-main/domain/applications/fields.ts'
import type { StateChange } from '../../../src-main/domain/supply/versions.ts'
import { applicationFieldLabels } from '../../text/application-fields.ts'

/** 「补录或更正了名称、结束日期；新附 2 份文件；移除 1 份文件」 */
export function changeInWords({ fields, added, removed }: StateChange): string {
  const labels = fields.map((field) => applicationFieldLabels[field as ApplicationField] ?? field)
  return [
    labels.length > 0 ? `补录或更正了${labels.join('、')}` : '',
    added.length > 0 ? `新附 ${added.length} 份文件` : '',
    removed.length > 0 ? `移除 ${removed.length} 份文件` : '',
  ]
    .filter((part) => part !== '')
    .join('；')
}

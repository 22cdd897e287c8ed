import {
  dateFields,
  type ImportField,
  moneyFields,
  organisationFields,
  organisationSlots,
  personFields,
  personSlots,
  textFields,
} from '../../../src-main/domain/applications/rules.ts'
import { importFieldLabel } from '../../text/application-fields.ts'

export type FieldChoice = { readonly value: ImportField; readonly label: string }
export type FieldGroup = { readonly label: string; readonly options: readonly FieldChoice[] }

const choice = (value: ImportField): FieldChoice => ({ value, label: importFieldLabel(value) })
const slotNames = {
  lead: '牵头单位',
  member: '参与单位',
  subtask: '子课题承担单位',
  owner: '需求方',
  solver: '解决方',
} as const
const personNames = {
  principal: '项目负责人（个人信息，单独保存）',
  contact: '联系人（个人信息，单独保存）',
} as const

/** What a column may be, as a person looks for it: by what it is about. */
export const fieldGroups: readonly FieldGroup[] = [
  { label: '项目', options: [...textFields, ...dateFields].map(choice) },
  { label: '经费', options: moneyFields.map(choice) },
  ...organisationSlots.map((slot) => ({
    label: slotNames[slot],
    options: organisationFields.filter((field) => field.startsWith(`${slot}-`)).map(choice),
  })),
  ...personSlots.map((slot) => ({
    label: personNames[slot],
    options: personFields.filter((field) => field.startsWith(`${slot}-`)).map(choice),
  })),
  { label: '其他', options: [choice('ignore')] },
]

/** What may be the same for a whole list: nothing that tells one application or organisation from another. */
export const constantFields: readonly ImportField[] = [
  'field',
  'task',
  'guide-direction',
  'reserve-state',
  'route',
  'start',
  'end',
  'lead-kind',
  'lead-city',
]

export function isMoneyField(field: ImportField | null): boolean {
  return moneyFields.some((one) => one === field)
}

/** Organisations other than the lead may stand in several columns: 参与单位1, 参与单位2. */
export function isRepeatable(field: ImportField | null): boolean {
  return organisationFields.some((one) => one === field && !one.startsWith('lead-'))
}

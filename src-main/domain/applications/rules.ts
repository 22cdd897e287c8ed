export { type AmountCell, readAmountCell } from './amount-cell.ts'
export { applicationFieldLabels, revisedFieldLabel } from './field-words.ts'
export { type ApplicationField, applicationFields, isMoneyKey, moneyKeys } from './fields.ts'
export {
  dateFields,
  type ImportField,
  importFields,
  moneyFields,
  type OrganisationSlot,
  organisationFields,
  organisationParts,
  organisationSlots,
  type PersonSlot,
  personFields,
  personSlots,
  requiredFields,
  textFields,
} from './import-field.ts'
export {
  checkLetterFields,
  type Letter,
  type LetterFields,
  letterLimits,
  unverified,
} from './letter.ts'
export { headingsOf, missingFields } from './mapping.ts'
export { type AttachmentKind, attachmentKinds, type OrganisationRole, organisationRoles } from './record.ts'

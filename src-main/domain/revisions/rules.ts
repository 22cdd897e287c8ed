export { type RevisedField, revisedFields } from '../applications/revisable-fields.ts'
export {
  type Apart,
  type ChosenRow,
  type ComparedRow,
  type Comparison,
  type FieldChange,
  isClosed,
  type MissingApplication,
  preselected,
  type ReviewStanding,
  type RowGroup,
  type RowRemark,
  saysNothingNew,
  saysOnlyOld,
} from './compared.ts'

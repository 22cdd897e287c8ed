export type { PackFinding } from './check-pack.ts'
export { carriedSettings, comparePacks, type DroppedSetting, type PackDifference } from './comparison.ts'
export {
  type AppliedRule,
  appliedRules,
  type Basis,
  type BasisConfirmation,
  isInForce,
  isParameterValue,
  listLimits,
  type Parameter,
  type ParameterValue,
  type Rule,
  type RuleCode,
  type RuleHow,
  type RulePack,
  type RuleSetting,
  ruleCodes,
  type Switches,
} from './pack.ts'
export { newestOf, rulePack, rulePacks } from './packs/index.ts'

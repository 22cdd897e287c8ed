export { emergingIndustries, futureIndustries } from './checks/industry.ts'
export type { Evidence, Finding, FindingVerdict, Reason, ReasonCode, ReasonFacts } from './finding.ts'
export { machineFindings } from './machine-findings.ts'
export {
  type ItemState,
  type ItemVerdict,
  itemStates,
  type Outcome,
  type PersonVerdict,
  type PossibleOutcomes,
  possibleOutcomes,
  type Review,
} from './outcome.ts'
export type { OtherLists, ReviewedDocument, ReviewInput, ReviewPlan } from './review-input.ts'

export { emergingIndustries, futureIndustries } from './checks/industry.ts'
export { type FigureCell, type Figures, notPassedIn, sumUp, undecidedIn } from './figures.ts'
export type { Evidence, Finding, FindingVerdict, Reason, ReasonCode, ReasonFacts } from './finding.ts'
export { findingSentences, placeInWords } from './finding-words.ts'
export { type ListSort, sortColumns } from './list-sort.ts'
export { machineFindings } from './machine-findings.ts'
export { noticeOf, noticeText } from './notice.ts'
export {
  type ItemState,
  type ItemVerdict,
  itemStates,
  noticeItems,
  type Outcome,
  type PersonVerdict,
  type PossibleOutcomes,
  possibleOutcomes,
  type Review,
} from './outcome.ts'
export { type ReasonCell, type ReasonCount, rankReasons, shareInWords, titleOf, totalOf } from './reasons.ts'
export type { OtherLists, ReviewedDocument, ReviewInput, ReviewPlan } from './review-input.ts'
export { type ReviewState, reviewStates, undecidedStates } from './review-state.ts'
export { basisThen, reviewedRules } from './reviewed-rules.ts'
export { type CheckLevel, checkLevels, needsCheck } from './second-check/requirement.ts'
export {
  longestSentence,
  type NoticeItem,
  type NoticeOutcome,
  type Wording,
  wordingsOf,
} from './wording.ts'

export {
  type CheckResult,
  channels,
  checkResults,
  isRunning,
  type MatchedEntry,
  type RegisterEntry,
  type RegisterKind,
  registerKinds,
  type Standing,
  standingOf,
  usualMonths,
  validUntil,
} from './entry.ts'
export { type RequestWay, requestWays } from './request.ts'

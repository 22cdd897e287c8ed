import { type Observation, observe } from '../finding.ts'
import { type CheckInput, numberOf } from '../review-input.ts'

const evidence = [{ field: 'start' }, { field: 'end' }] as const

/** F20. Two to three years is what the policy aims at, not a limit: hints only [A4]. */
export function checkDates({ application, rule, today }: CheckInput): readonly Observation[] {
  const { start, end } = application
  const absent = (['start', 'end'] as const).filter((field) => application[field] === null)
  if (start === null || end === null) {
    return [observe('cannot-check', 'not-entered', { fields: absent }, ...absent.map((field) => ({ field })))]
  }
  if (end < start) return [observe('hint', 'dates-reversed', {}, ...evidence)]
  const months = monthsBetween(start, end)
  const [min, max] = [numberOf(rule, 'minMonths', 24), numberOf(rule, 'maxMonths', 36)]
  const observations: Observation[] = [observe('pass', 'dates-usual', { months }, ...evidence)]
  if (months < min || months > max)
    observations.push(observe('hint', 'duration-unusual', { months, min, max }, ...evidence))
  if (end < today) observations.push(observe('hint', 'dates-past', { end }, { field: 'end' }))
  return observations
}

/** Months from the first to the last day, both included: 2026-01-01 to 2028-12-31 is 36. */
function monthsBetween(start: string, end: string): number {
  const next = new Date(Date.parse(end) + 86_400_000)
  const first = new Date(start)
  const months =
    (next.getUTCFullYear() - first.getUTCFullYear()) * 12 + next.getUTCMonth() - first.getUTCMonth()
  return next.getUTCDate() >= first.getUTCDate() ? months : months - 1
}

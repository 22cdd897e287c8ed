import { comparableName } from '../../organisations/rules.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, numberOf } from '../review-input.ts'

/** F11. Organisations that undertake something, each once; 0 sets no limit. */
export function checkCounts({ application, rule }: CheckInput): readonly Observation[] {
  const most = { organisations: numberOf(rule, 'organisations', 0), subtasks: numberOf(rule, 'subtasks', 0) }
  const place = { field: 'members' } as const
  if (most.organisations === 0 && most.subtasks === 0) {
    return [observe('not-applicable', 'no-limit-set', {}, place)]
  }
  const undertaking = application.organisations.filter(({ roles }) =>
    roles.some((role) => role !== '需求方' && role !== '解决方'),
  )
  if (undertaking.length === 0) return [observe('cannot-check', 'lead-not-entered', {}, { field: 'lead' })]
  const organisations = new Set(undertaking.map(({ name }) => comparableName(name))).size
  const subtasks = undertaking.filter(({ roles }) => roles.includes('子课题承担')).length
  const observations: Observation[] = [observe('pass', 'count-within', { organisations, subtasks }, place)]
  if (most.organisations > 0 && organisations > most.organisations) {
    const facts = { count: organisations, most: most.organisations }
    observations.push(observe('fail', 'organisations-above', facts, place))
  }
  if (most.subtasks > 0 && subtasks > most.subtasks) {
    observations.push(observe('fail', 'subtasks-above', { count: subtasks, most: most.subtasks }, place))
  }
  if (organisations === 1) observations.push(observe('cannot-check', 'only-lead-entered', {}, place))
  else if (most.subtasks > 0 && subtasks === 0) {
    observations.push(observe('cannot-check', 'subtasks-not-entered', {}, place))
  }
  return observations
}

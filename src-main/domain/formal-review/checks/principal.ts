import type { ApplicationPerson } from '../../applications/person.ts'
import { birthDayOf, comparableName } from '../../organisations/rules.ts'
import { type Observation, observe, type PrincipalCondition } from '../finding.ts'
import { type CheckInput, dayOf, numberOf, textsOf } from '../review-input.ts'
import { yearsBetween } from './months.ts'

/**
 * F12. What a guide asks of the principal. People are personal data of the office: what is said here names nobody, no
 * number and no age, because findings are frozen into a record that other offices read.
 */
export function checkPrincipal(input: CheckInput): readonly Observation[] {
  const { people, rule, plan } = input
  const most = numberOf(rule, 'maxAge', 0)
  const titles = textsOf(rule, 'titles')
  if (most === 0 && titles.length === 0) return [observe('not-applicable', 'no-conditions-set', {})]
  const principals = (people ?? []).filter(({ role }) => role === '项目负责人')
  const [principal] = principals
  if (!principal) return [observe('cannot-check', 'principal-not-known', { missing: ['person'] })]
  if (principals.length > 1) return [observe('cannot-check', 'principal-not-known', { missing: ['several'] })]
  const day = dayOf(rule, 'day', plan.closes)
  const answers: readonly (readonly [PrincipalCondition, boolean | null])[] = [
    ...(most > 0 ? [['age', isYoungEnough(principal, day, most)] as const] : []),
    ...(titles.length > 0 ? [['title', hasTitle(principal, titles)] as const] : []),
  ]
  const those = (answer: boolean | null) => answers.filter(([, one]) => one === answer).map(([name]) => name)
  const [fitting, not, unknown] = [those(true), those(false), those(null)]
  return [
    ...(fitting.length > 0 ? [observe('pass', 'principal-fits', { conditions: fitting })] : []),
    ...(not.length > 0 ? [observe('fail', 'principal-does-not-fit', { conditions: not })] : []),
    ...(unknown.length > 0 ? [observe('cannot-check', 'principal-not-known', { missing: unknown })] : []),
  ]
}

function isYoungEnough({ idNumber }: ApplicationPerson, day: string, most: number): boolean | null {
  const born = idNumber === null ? null : birthDayOf(idNumber)
  return born === null ? null : yearsBetween(born, day) <= most
}

/** Whole titles: 副教授 is no 教授. */
function hasTitle({ title }: ApplicationPerson, titles: readonly string[]): boolean | null {
  if (title === null) return null
  const held = title.split(/[\s/、,，;；]+/u).map(comparableName)
  return titles.some((one) => held.includes(comparableName(one)))
}

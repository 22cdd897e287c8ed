import { comparableName } from '../../organisations/rules.ts'
import { type Observation, observe } from '../finding.ts'
import type { CheckInput } from '../review-input.ts'
import { observeKinds, pagesOf } from './attachments.ts'

const kinds = ['供需双方合同或意向']

/** F17. A hint: what must have been paid is asked before acceptance, not now [A16]. */
export function checkContract({ application, documents }: CheckInput): readonly Observation[] {
  const named = (role: '需求方' | '解决方') =>
    application.organisations
      .filter(({ roles }) => roles.includes(role))
      .map(({ name }) => comparableName(name))
  const [owners, solvers] = [named('需求方'), named('解决方')]
  if (solvers.length > 0 && owners.length > 0 && solvers.every((solver) => owners.includes(solver))) {
    return [observe('not-applicable', 'owner-is-solver', {}, { field: 'members' })]
  }
  const { contract } = application.money
  const place = { field: 'contract' } as const
  const seen = observeKinds(documents, kinds, 'hint')
  const observations: Observation[] = []
  if (seen.verdict !== 'pass') observations.push(seen)
  observations.push(
    contract === null
      ? observe('cannot-check', 'not-entered', { fields: ['contract'] }, place)
      : observe('pass', 'contract-seen', { amount: contract }, place, ...pagesOf(documents, kinds)),
  )
  return observations
}

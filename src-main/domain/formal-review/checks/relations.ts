import { type Observation, observe } from '../finding.ts'
import { type CheckInput, namesOf } from '../review-input.ts'

const declares = /关联(?:关系|方|企业|单位|交易|情况)/u
const declaresNone = /^(?:无|否|没有|不存在|无关联(?:关系)?|不存在关联(?:关系)?|非关联(?:方)?|均无)[。.]?$/u

/**
 * F18, a hint: owner and solver are one organisation, have one code, are known as one, or are of one family that the office
 * recorded; and what the application itself declares. Shareholders and directors are for a person to look at.
 */
export function checkRelations({ application, registers }: CheckInput): readonly Observation[] {
  const { organisations } = application
  const owners = organisations.filter(({ roles }) => roles.includes('需求方'))
  const solvers = organisations.filter(({ roles }) => roles.includes('解决方'))
  const declarations = Object.entries(application.other).filter(
    ([column, text]) => declares.test(column) && text.trim() !== '',
  )
  const declared = declarations.filter(([, text]) => !declaresNone.test(text.trim()))
  const observations: Observation[] = []
  if (declared.length > 0) {
    const columns = declared.map(([column]) => column)
    observations.push(observe('hint', 'relation-declared', { columns }, { field: 'other' }))
  }
  const both = owners.filter((owner) => solvers.includes(owner))
  if (both.length > 0)
    observations.push(
      observe('hint', 'owner-also-solver', { organisations: namesOf(both) }, { field: 'members' }),
    )
  if (registers.relations.length > 0) {
    const pairs = registers.relations.map((relation) => ({
      owner: relation.owner,
      solver: relation.solver,
      how: relation.how,
      family: relation.how === 'family' ? relation.family : null,
    }))
    observations.push(observe('hint', 'owner-and-solver-related', { pairs }, { field: 'members' }))
  }
  if (observations.length > 0) return observations
  const missing = [
    ...(owners.length === 0 ? (['需求方'] as const) : []),
    ...(solvers.length === 0 ? (['解决方'] as const) : []),
  ]
  if (missing.length === 0)
    return [observe('pass', 'owner-and-solver-unrelated', { declared: declarations.length > 0 })]
  // Who fits the guide [A12] need not have taken on anybody's need.
  const isByGuide = application.guideDirection !== null && application.reserveEntry === null
  return isByGuide && missing.length === 2
    ? [observe('not-applicable', 'relation-not-applicable', {})]
    : [observe('cannot-check', 'owner-or-solver-not-entered', { roles: missing }, { field: 'members' })]
}

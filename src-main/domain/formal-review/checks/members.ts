import { bodyNature, proposeKind } from '../../organisations/rules.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, leadsOf, membersOf, namesOf } from '../review-input.ts'

/** C02. 独立法人 is typed by a person; partners abroad are not asked [B3.4, B4.2]. */
export function checkMembersLegal({ application }: CheckInput): readonly Observation[] {
  const members = membersOf(application)
  const evidence = { field: 'legal-persons' } as const
  if (members.length === 0) return [observe('cannot-check', 'only-lead-entered', {}, { field: 'members' })]
  const asked = members.filter(({ region, legalPerson }) => region !== 'abroad' || legalPerson !== null)
  if (asked.length === 0) return [observe('not-applicable', 'all-abroad', {}, { field: 'regions' })]
  const not = namesOf(asked.filter(({ legalPerson }) => legalPerson === false))
  const unknown = namesOf(asked.filter(({ legalPerson }) => legalPerson === null))
  const observations: Observation[] = [
    observe('pass', 'members-legal-persons', { count: asked.length }, evidence),
  ]
  if (not.length > 0)
    observations.push(observe('fail', 'members-no-legal-persons', { organisations: not }, evidence))
  if (unknown.length > 0) {
    observations.push(
      observe('cannot-check', 'members-legal-person-not-entered', { organisations: unknown }, evidence),
    )
  }
  return observations
}

/** C03. 原则上应包含高校或科研院所 among the members [B4.2]; what a name suggests is only a proposal. */
export function checkResearchMember({ application }: CheckInput): readonly Observation[] {
  const members = membersOf(application)
  const evidence = { field: 'kinds' } as const
  if (members.length === 0) return [observe('cannot-check', 'only-lead-entered', {}, { field: 'members' })]
  const nature = (kind: string | null) => (kind === null ? 'unclear' : bodyNature(kind))
  const research = namesOf(members.filter(({ kind }) => nature(kind) === 'research'))
  if (research.length > 0) return [observe('pass', 'research-member', { organisations: research }, evidence)]
  const unclear = members.filter(({ kind }) => nature(kind) === 'unclear')
  const byName = namesOf(unclear.filter(({ name }) => ['高校', '科研院所'].includes(proposeKind(name) ?? '')))
  if (byName.length > 0) {
    return [observe('cannot-check', 'research-member-by-name-only', { organisations: byName }, evidence)]
  }
  if (unclear.length > 0) {
    return [observe('cannot-check', 'kinds-not-entered', { organisations: namesOf(unclear) }, evidence)]
  }
  const leads = namesOf(leadsOf(application).filter(({ kind }) => nature(kind) === 'research'))
  return leads.length > 0
    ? [observe('hint', 'research-only-as-lead', { organisations: leads }, evidence)]
    : [observe('fail', 'no-research-member', { count: members.length }, evidence)]
}

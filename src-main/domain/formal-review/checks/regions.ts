import type { ApplicationOrganisation } from '../../applications/record.ts'
import { deltaRegions, type Region } from '../../organisations/rules.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, leadsOf, membersOf, namesOf } from '../review-input.ts'

const evidence = { field: 'regions' } as const

/** F08. 承担单位 are the lead, those of sub-tasks and participants; mere owners and solvers do not count [A12]. */
export function checkUndertakingRegions({ application }: CheckInput): readonly Observation[] {
  const undertaking = application.organisations.filter(({ roles }) =>
    roles.some((role) => role === '牵头' || role === '子课题承担' || role === '参与'),
  )
  if (undertaking.length === 0) return [observe('cannot-check', 'lead-not-entered', {}, { field: 'lead' })]
  const regions = regionsOf(undertaking)
  if (regions.length >= 2) return [observe('pass', 'regions-covered', { regions }, evidence)]
  const unknown = unknownOf(undertaking)
  if (unknown.length > 0) {
    return [
      observe('cannot-check', 'regions-not-entered', { organisations: namesOf(unknown), regions }, evidence),
    ]
  }
  if (undertaking.length === 1)
    return [observe('cannot-check', 'only-lead-entered', {}, { field: 'members' })]
  return [observe('fail', 'regions-too-few', { regions }, evidence)]
}

/** C04. The text asks it of 参与单位: counted without the lead; when only the lead makes it two, that is a warning [B4.2]. */
export function checkMemberRegions({ application }: CheckInput): readonly Observation[] {
  const members = membersOf(application)
  if (members.length === 0) return [observe('cannot-check', 'only-lead-entered', {}, { field: 'members' })]
  const without = regionsOf(members)
  if (without.length >= 2) return [observe('pass', 'regions-covered', { regions: without }, evidence)]
  const leads = leadsOf(application)
  const everybody = [...leads, ...members]
  const withLead = regionsOf(everybody)
  const unknown = unknownOf(withLead.length >= 2 ? members : everybody)
  if (unknown.length > 0) {
    const facts = { organisations: namesOf(unknown), regions: withLead }
    return [observe('cannot-check', 'regions-not-entered', facts, evidence)]
  }
  if (withLead.length >= 2) {
    return [observe('hint', 'regions-only-with-lead', { without, with: withLead }, evidence)]
  }
  return leads.length === 0
    ? [observe('cannot-check', 'lead-not-entered', {}, { field: 'lead' })]
    : [observe('fail', 'regions-too-few', { regions: withLead }, evidence)]
}

function regionsOf(organisations: readonly ApplicationOrganisation[]): readonly Region[] {
  return deltaRegions.filter((region) => organisations.some((organisation) => organisation.region === region))
}

function unknownOf(organisations: readonly ApplicationOrganisation[]): readonly ApplicationOrganisation[] {
  return organisations.filter(({ region }) => region === null)
}

import { isDelta } from '../../organisations/rules.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, leadsOf, namesOf } from '../review-input.ts'

/** F07. Region and 独立法人 are data: neither the name, nor the digits of the code, nor having a code proves them. */
export function checkLead({ application }: CheckInput): readonly Observation[] {
  const leads = leadsOf(application)
  const [lead] = leads
  if (!lead || lead.name === '') return [observe('cannot-check', 'lead-not-entered', {}, { field: 'lead' })]
  if (leads.length > 1) {
    return [observe('cannot-check', 'several-leads', { organisations: namesOf(leads) }, { field: 'lead' })]
  }
  const { region, legalPerson } = lead
  const observations: Observation[] = []
  if (region === null)
    observations.push(
      observe('cannot-check', 'not-entered', { fields: ['lead-region'] }, { field: 'lead-region' }),
    )
  else if (isDelta(region))
    observations.push(observe('pass', 'lead-in-delta', { region }, { field: 'lead-region' }))
  else observations.push(observe('fail', 'lead-outside-delta', { region }, { field: 'lead-region' }))
  if (legalPerson === false)
    observations.push(observe('fail', 'lead-no-legal-person', {}, { field: 'legal-persons' }))
  if (legalPerson === null) {
    observations.push(
      observe('cannot-check', 'lead-legal-person-not-entered', {}, { field: 'legal-persons' }),
    )
  }
  return observations
}

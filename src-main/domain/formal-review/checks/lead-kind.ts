import { bodyNature, comparableName } from '../../organisations/rules.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, leadsOf, namesOf } from '../review-input.ts'

/** C01. 领军型科技企业 (原则上), 重大科技平台 that is a legal person, or 行业公共技术平台 [B1, B4.1]; an enterprise must be shown to lead. */
export function checkLeadKind({ application }: CheckInput): readonly Observation[] {
  const leads = leadsOf(application)
  const [lead] = leads
  if (!lead) return [observe('cannot-check', 'lead-not-entered', {}, { field: 'lead' })]
  if (leads.length > 1) {
    return [observe('cannot-check', 'several-leads', { organisations: namesOf(leads) }, { field: 'lead' })]
  }
  const { kind, legalPerson } = lead
  const place = { field: 'kinds' } as const
  if (kind === null) {
    return [observe('cannot-check', 'kinds-not-entered', { organisations: namesOf([lead]) }, place)]
  }
  const word = comparableName(kind)
  if (/领军|龙头|独角兽|创新型企业|公共技术平台/u.test(word)) {
    return [observe('pass', 'lead-kind-fits', { kind }, place)]
  }
  if (/重大科技平台/u.test(word)) {
    if (legalPerson === false) {
      return [observe('fail', 'lead-platform-no-legal-person', {}, place, { field: 'legal-persons' })]
    }
    return legalPerson === null
      ? [observe('cannot-check', 'lead-legal-person-not-entered', {}, { field: 'legal-persons' })]
      : [observe('pass', 'lead-kind-fits', { kind }, place)]
  }
  if (/企业|公司|国企|民企|央企|外资/u.test(word)) {
    return [observe('cannot-check', 'lead-kind-to-be-shown', { kind }, place)]
  }
  return bodyNature(kind) === 'unclear'
    ? [observe('cannot-check', 'kinds-not-entered', { organisations: namesOf([lead]) }, place)]
    : [observe('fail', 'lead-kind-other', { kind }, place)]
}

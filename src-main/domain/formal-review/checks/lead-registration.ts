import { type Observation, observe } from '../finding.ts'
import { type CheckInput, dayOf, leadsOf, namesOf, numberOf } from '../review-input.ts'
import { monthsLater } from './months.ts'

/** F10. Founded at least so many months before the day of the guide; without one, before the batch closes. */
export function checkLeadRegistration({ application, rule, plan }: CheckInput): readonly Observation[] {
  const leads = leadsOf(application)
  const [lead] = leads
  if (!lead) return [observe('cannot-check', 'lead-not-entered', {}, { field: 'lead' })]
  if (leads.length > 1) {
    return [observe('cannot-check', 'several-leads', { organisations: namesOf(leads) }, { field: 'lead' })]
  }
  const place = { field: 'lead-registered' } as const
  const { registered } = lead
  if (registered === null) {
    return [observe('cannot-check', 'not-entered', { fields: ['lead-registered'] }, place)]
  }
  const facts = { months: numberOf(rule, 'months', 12), day: dayOf(rule, 'day', plan.closes) }
  return monthsLater(registered, facts.months) <= facts.day
    ? [observe('pass', 'registered-long-enough', facts, place)]
    : [observe('fail', 'registered-too-late', facts, place)]
}

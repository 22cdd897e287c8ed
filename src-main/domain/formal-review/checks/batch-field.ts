import { plainTitle } from '../../duplicates/rules.ts'
import { type Observation, observe } from '../finding.ts'
import type { CheckInput } from '../review-input.ts'

/** F05. The field is one of the batch's; whether the content belongs to it is seen by a person. */
export function checkBatchField({ application, plan }: CheckInput): readonly Observation[] {
  const { field } = application
  const place = { field: 'field' } as const
  if (plan.fields.length === 0) return [observe('not-applicable', 'batch-without-fields', {}, place)]
  if (field === null) return [observe('cannot-check', 'not-entered', { fields: ['field'] }, place)]
  const word = plainTitle(field)
  if (plan.fields.some((one) => plainTitle(one) === word)) {
    return [observe('pass', 'field-in-batch', { field }, place)]
  }
  const near = plan.fields.filter((one) => {
    const other = plainTitle(one)
    return word.includes(other) || (word.length >= 2 && other.includes(word))
  })
  return near.length > 0
    ? [observe('cannot-check', 'field-near-batch', { field, near }, place)]
    : [observe('fail', 'field-not-in-batch', { field, count: plan.fields.length }, place)]
}

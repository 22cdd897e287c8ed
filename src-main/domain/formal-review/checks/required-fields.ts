import { applicationFields, entryOf } from '../../applications/fields.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, textsOf } from '../review-input.ts'

/** F01. What is not in the list may well stand in the form: 未录入 is for a person; only a placeholder is a fault. */
export function checkRequiredFields({ application, rule }: CheckInput): readonly Observation[] {
  const wanted = textsOf(rule, 'fields')
  const fields = applicationFields.filter((field) => wanted.includes(field))
  const by = (entry: ReturnType<typeof entryOf>) =>
    fields.filter((field) => entryOf(application, field) === entry)
  const [absent, placeholders] = [by('absent'), by('placeholder')]
  const observations: Observation[] = [observe('pass', 'all-entered', { count: fields.length })]
  if (absent.length > 0) {
    observations.push(
      observe('cannot-check', 'not-entered', { fields: absent }, ...absent.map((field) => ({ field }))),
    )
  }
  if (placeholders.length > 0) {
    const evidence = placeholders.map((field) => ({ field }))
    observations.push(observe('fail', 'only-placeholders', { fields: placeholders }, ...evidence))
  }
  return observations
}

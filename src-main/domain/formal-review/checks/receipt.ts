import { type Observation, observe } from '../finding.ts'
import type { CheckInput } from '../review-input.ts'

/** F23. By the day that a person registered; a list says nothing about when it came. */
export function checkReceipt({ application, plan }: CheckInput): readonly Observation[] {
  const { received } = application
  const place = { field: 'received' } as const
  if (received === null) return [observe('cannot-check', 'not-entered', { fields: ['received'] }, place)]
  const { opens, closes } = plan
  if (received > closes) return [observe('fail', 'received-late', { received, closes }, place)]
  const early = received < opens ? [observe('hint', 'received-early', { received, opens }, place)] : []
  return [...early, observe('pass', 'received-in-time', { received }, place)]
}

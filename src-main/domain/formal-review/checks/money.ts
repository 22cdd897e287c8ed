import type { ApplicationField } from '../../applications/fields.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, numberOf } from '../review-input.ts'

/** F15. The cap limits what is granted, not what is asked for: a hint [A16]. */
export function checkRequestedShare({ application, rule }: CheckInput): readonly Observation[] {
  const { total, requested } = application.money
  const absent: ApplicationField[] = []
  if (total === null) absent.push('total')
  if (requested === null) absent.push('requested')
  const evidence = [{ field: 'requested' }, { field: 'total' }] as const
  if (total === null || requested === null) {
    return [observe('cannot-check', 'not-entered', { fields: absent }, ...absent.map((field) => ({ field })))]
  }
  const percent = numberOf(rule, 'percent', 30)
  // 分 times hundreds would leave the whole numbers that a double holds.
  const [all, asked] = [BigInt(total), BigInt(requested)]
  const most = Number((all * BigInt(percent)) / 100n)
  const isAbsurd = total === 0 || asked > all * 100n
  const shareBasisPoints = isAbsurd ? null : Number((asked * 10_000n + all - 1n) / all)
  if (asked * 100n > all * BigInt(percent)) {
    return [observe('hint', 'share-above', { percent, shareBasisPoints, most }, ...evidence)]
  }
  return [observe('pass', 'share-within', { percent, shareBasisPoints: shareBasisPoints ?? 0 }, ...evidence)]
}

/** F16. Total = requested + self-raised, and no part above the total; only where both sides are entered. */
export function checkMoneyAgrees({ application }: CheckInput): readonly Observation[] {
  const { total, requested, selfRaised, offered } = application.money
  const parts = { requested, 'self-raised': selfRaised, offered } as const
  if (total === null)
    return [observe('cannot-check', 'not-entered', { fields: ['total'] }, { field: 'total' })]
  const fields = (Object.keys(parts) as (keyof typeof parts)[]).filter((field) => (parts[field] ?? 0) > total)
  if (fields.length > 0) {
    const evidence = [...fields, 'total' as const].map((field) => ({ field }))
    return [observe('fail', 'parts-exceed-total', { total, fields }, ...evidence)]
  }
  if (requested === null || selfRaised === null) {
    const absent = (['requested', 'self-raised'] as const).filter((field) => parts[field] === null)
    return [observe('cannot-check', 'not-entered', { fields: absent }, ...absent.map((field) => ({ field })))]
  }
  const sum = requested + selfRaised
  const evidence = [{ field: 'total' }, { field: 'requested' }, { field: 'self-raised' }] as const
  return sum === total
    ? [observe('pass', 'money-agrees', { total }, ...evidence)]
    : [observe('fail', 'sum-differs', { total, sum }, ...evidence)]
}

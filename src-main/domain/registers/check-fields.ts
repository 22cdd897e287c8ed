import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { readFacts } from '../documents/index.ts'
import type { CheckResult } from './entry.ts'
import { checkFields } from './events.ts'

/** What is said of a check, whoever it is about. */
export const checkInput = z.strictObject(checkFields)
export type CheckInput = z.output<typeof checkInput>

/** Refuses days to come, a penalty without a record or against the order of time, and evidence that is not here. */
export function admitCheck(
  db: Db,
  { checkedOn, result, penaltyFrom, penaltyTo, evidence }: CheckInput,
  today: string,
): Result<void> {
  if (checkedOn > today) return refuse('registers/day-in-future', { today })
  const penalty = admitPenalty({ result, penaltyFrom, penaltyTo })
  if (!penalty.ok) return penalty
  if (evidence === null) return ok(undefined)
  const facts = readFacts(db, evidence.document)
  if (!facts) return refuse('registers/evidence-not-here')
  if (evidence.page !== null && facts.pages !== null && evidence.page > facts.pages)
    return refuse('registers/no-such-page', { pages: facts.pages })
  return ok(undefined)
}

/** A penalty belongs to a record, and ends after it began. */
export function admitPenalty({
  result,
  penaltyFrom,
  penaltyTo,
}: {
  readonly result: CheckResult
  readonly penaltyFrom: string | null
  readonly penaltyTo: string | null
}): Result<void> {
  if (result === '无记录' && (penaltyFrom ?? penaltyTo) !== null)
    return refuse('registers/penalty-without-record')
  if (penaltyFrom !== null && penaltyTo !== null && penaltyTo < penaltyFrom)
    return refuse('registers/penalty-reversed')
  return ok(undefined)
}

import type { Outcome } from '../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../src-main/domain/rule-packs/rules.ts'
import { type Office, value } from './office.ts'

/** Judges every item of a review in a real office, the named ones as 不符合. */
export async function judgeIn(
  { desk: { formalReview } }: Pick<Office, 'desk'>,
  application: string,
  failing: readonly RuleCode[] = [],
): Promise<void> {
  const opened = await value(formalReview.open(application))
  for (const { code } of opened!.states) {
    const verdict = failing.includes(code) ? '不符合' : '符合'
    await value(formalReview.recordVerdict({ application, code, verdict, note: '', evidence: [] }))
  }
}

/** The same, and closes it. */
export async function closeIn(
  { desk, second }: Pick<Office, 'desk' | 'second'>,
  application: string,
  {
    outcome,
    failing = [],
    deadline = '2027-01-08',
  }: { readonly outcome: Outcome; readonly failing?: readonly RuleCode[]; readonly deadline?: string },
): Promise<void> {
  const { formalReview } = desk
  await judgeIn({ desk }, application, failing)
  const { seen } = (await value(formalReview.open(application)))!
  const closing = { application, reason: '', seen }
  if (outcome === '通过') await value(formalReview.closeAsPassed(closing))
  else if (outcome === '不予受理') await value(formalReview.closeAsNotAccepted(closing, { second }))
  else await value(formalReview.closeForMaterial({ ...closing, deadline }))
}

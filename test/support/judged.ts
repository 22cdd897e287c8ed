import type { Outcome } from '../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../src-main/domain/rule-packs/rules.ts'
import { type Office, value } from './office.ts'

/** Judges every item of an application, the named ones as 不符合, and closes its review, in a real office. */
export async function judge(
  { desk, second }: Office,
  application: string,
  {
    outcome,
    failing = [],
    deadline = '2099-12-31',
  }: {
    readonly outcome: Outcome
    readonly failing?: readonly RuleCode[]
    readonly deadline?: string
  },
): Promise<void> {
  const page = async () => (await value(desk.formalReview.open(application)))!
  for (const { code, blocks } of (await page()).states) {
    if (!blocks) continue
    const verdict = failing.includes(code) ? '不符合' : '符合'
    await value(desk.formalReview.recordVerdict({ application, code, verdict, note: '', evidence: [] }))
  }
  const closing = { application, reason: '', seen: (await page()).seen }
  if (outcome === '通过') await value(desk.formalReview.closeAsPassed(closing))
  else if (outcome === '不予受理') await value(desk.formalReview.closeAsNotAccepted(closing, { second }))
  else await value(desk.formalReview.closeForMaterial({ ...closing, deadline }))
}

import { beforeEach, expect, it } from 'vitest'
import { modules } from '../../../src-main/domain/index.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { expectNothingRecorded } from '../../support/invariants.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { pageOf, takeIn } from '../../support/reviews.ts'

const { recordVerdict, withdrawVerdict } = modules.formalReview.calls

let desk: LogDesk
let application: string

beforeEach(async () => {
  desk = await openLogDesk('JS')
  ;[application] = takeIn(desk, 1) as [string]
})

const judge = (code: RuleCode) =>
  desk.run(recordVerdict, { application, code, verdict: '符合', note: '', evidence: [] })
const takeBack = (code: RuleCode) => desk.run(withdrawVerdict, { application, code })

it.each([
  ['is switched off as the pack has it', 'F10'],
  ['belongs to the other kind of batch', 'C01'],
] as const)('no verdict is given on a rule that %s', (_, code) => {
  expectNothingRecorded(desk.db, () => judge(code), 'formal-review/rule-is-off')
  expect(pageOf(desk, application).review).toBeNull()
})

it('only a verdict that stands is taken back', () => {
  const refused = (code: RuleCode) =>
    expectNothingRecorded(desk.db, () => takeBack(code), 'formal-review/no-verdict')
  refused('F03')
  expect(judge('F03').ok).toBe(true)
  refused('F04')
  expect(takeBack('F03').ok).toBe(true)
  refused('F03')
})

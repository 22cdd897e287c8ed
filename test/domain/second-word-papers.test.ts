import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Office, openOffice, password, value } from '../support/office.ts'
import { printed } from '../support/printed.ts'
import { seedBatch } from '../support/seed.ts'

let office: Office
let folder: Awaited<ReturnType<Office['folder']>>
let application: string

/** Jiangsu with two 复核人 beside the one that confirms, and one application that was refused after a second check. */
beforeAll(async () => {
  office = await openOffice('JS')
  folder = await office.folder('papers')
  const { desk } = office
  const seeded = await seedBatch(office, '2026年度长三角联合攻关', { count: 2, documents: 0 })
  application = [...seeded.applications.values()][0]!
  await value(desk.formalReview.planSecondCheck({ batch: seeded.batch, level: '全部' }))
  for (const { code } of (await value(desk.formalReview.open(application)))!.states) {
    const verdict = code === 'F07' ? ('不符合' as const) : ('符合' as const)
    const note = verdict === '不符合' ? '牵头单位为分公司' : ''
    await value(desk.formalReview.recordVerdict({ application, code, verdict, note, evidence: [] }))
  }
  const seen = async () => (await value(desk.formalReview.open(application)))!.seen
  await value(desk.formalReview.requestSecondCheck({ application, outcome: '不予受理', seen: await seen() }))
  const checker = await office.login(office.second.person)
  const page = (await value(checker.formalReview.open(application)))!
  const verdicts = page.states
    .filter(({ blocks }) => blocks)
    .map(({ code, verdict }) =>
      code === 'F03'
        ? { code, verdict: '不符合' as const, note: '第三页未盖章' }
        : { code, verdict, note: '' },
    )
  await value(
    checker.formalReview.giveSecondCheck({
      application,
      seen: { application: page.seen.application, review: page.seen.review! },
      blind: false,
      verdicts,
    }),
  )
  const { given } = (await value(desk.formalReview.open(application)))!.secondCheck
  const difference = { application, check: given!.id, code: 'F03' as const }
  await value(desk.formalReview.settleDifference({ ...difference, keptBecause: '骑缝章盖在第三页背面' }))
  await value(
    desk.formalReview.closeAsNotAccepted(
      { application, reason: '', seen: await seen() },
      { second: office.second },
    ),
  )
}, 360_000)
afterAll(() => office.close())

async function textOf(name: string): Promise<string> {
  const file = path.join(folder.path, name)
  if (process.env.DESK_SHOTS) writeFileSync(path.join(process.env.DESK_SHOTS, name), readFileSync(file))
  return (await printed(file)).join('')
}

it('the sheet of a review says who spoke first, who checked, and how a difference was settled', async () => {
  const target = { kind: 'file', folder: folder.token, format: 'pdf' } as const
  const made = await value(office.desk.formalReview.reviewSheet({ application, target }))
  const text = await textOf(made.name)
  expect(text).toContain('初审张经办')
  expect(text).toContain('复核李复核')
  expect(text).toContain('1项与初审不一致')
  expect(text).toContain('第三页未盖章')
  expect(text).toContain('维持初审：骑缝章盖在第三页背面（张经办）')
})

it('the letter about an appeal says what was decided and why, and names nobody, as PDF and as DOCX', {
  timeout: 120_000,
}, async () => {
  const { desk } = office
  const today = new Date().toLocaleDateString('sv')
  const received = { application, received: today, deadline: null, grounds: '牵头单位持有独立法人营业执照' }
  const { appeal } = await value(desk.appeals.receive({ ...received, broughtBy: '某某', scan: null }))
  const [qian, zhou] = await Promise.all(
    ['钱复核', '周复核'].map((name) => value(desk.accounts.open({ name, roles: ['复核人'], password }))),
  )
  const decider = await office.login(qian!.person)
  const decision = { appeal, decision: '撤销并重新审查', reason: '营业执照有效，系独立法人' } as const
  await value(decider.appeals.decide(decision, { second: { person: zhou!.person, password } }))
  const typed = { number: '苏科函〔2026〕88号', date: '2026-12-10' }
  for (const format of ['pdf', 'docx'] as const) {
    const target = { kind: 'file', folder: folder.token, format } as const
    const made = await value(desk.appeals.decisionLetter({ appeal, typed, target }))
    expect(made.name).toContain('申诉处理意见书')
    if (format === 'docx') continue
    const text = await textOf(made.name)
    expect(text).toContain('撤销不予受理的结论，重新进行形式审查')
    expect(text).toContain('营业执照有效，系独立法人。')
    expect(text).toContain('2026年12月10日')
    for (const name of ['张经办', '李复核', '钱复核', '周复核', '某某']) expect(text).not.toContain(name)
  }
})

import { beforeEach, describe, expect, it } from 'vitest'
import { admit } from '../../../src-main/core/admit.ts'
import { encodeBody } from '../../../src-main/core/event.ts'
import type { EventDefinition } from '../../../src-main/core/module.ts'
import { reviewClosed } from '../../../src-main/domain/formal-review/events.ts'
import { modules } from '../../../src-main/domain/index.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { closeReview, pageOf, refusalOf, takeIn } from '../../support/reviews.ts'

const review = modules.formalReview.calls

let desk: LogDesk
let applications: readonly string[]

beforeEach(async () => {
  desk = await openLogDesk('JS')
  applications = takeIn(desk, 4)
})

const [own, other] = ['请补齐申报书上的签字和公章。', '请补齐各单位的签字和公章。']
const material = { outcome: '通知补交材料', failing: ['F03'] } as const
const noticeOf = (application: string) => pageOf(desk, application).review?.closing?.notice

describe('the sentences of a notice', () => {
  it('are recorded as they were written, one for each item', () => {
    closeReview(desk, applications[0]!, { ...material, notice: [{ code: 'F03', sentence: own }] })
    expect(noticeOf(applications[0]!)).toEqual([{ code: 'F03', sentence: own }])
    closeReview(desk, applications[1]!, { outcome: '通过', failing: [] })
    expect(noticeOf(applications[1]!)).toEqual([])
  })

  it('are proposed where none were written, in the order of the rules', () => {
    closeReview(desk, applications[0]!, { outcome: '不予受理', failing: ['F07', 'F03'], note: '看过' })
    expect(noticeOf(applications[0]!)).toEqual([
      { code: 'F03', sentence: '看过。' },
      { code: 'F07', sentence: '看过。' },
    ])
  })

  it('are refused when an item has none, has two, or is not asked for', () => {
    const refused = (notice: readonly { code: RuleCode; sentence: string }[]) =>
      refusalOf(() => closeReview(desk, applications[0]!, { ...material, notice }))
    const twice = { code: 'F03' as const, sentence: own }
    expect(refused([])).toMatchObject({ code: 'formal-review/notice-differs', items: ['F03'] })
    expect(refused([twice, twice])).toMatchObject({ code: 'formal-review/notice-differs' })
    expect(refused([twice, { code: 'F02', sentence: '请补交。' }])).toMatchObject({ items: ['F02'] })
    expect(refused([{ code: 'F03', sentence: ' ' }])).toMatchObject({ code: 'desk/input' })
    expect(pageOf(desk, applications[0]!).review?.outcome).toBeNull()
  })
})

describe('wording', () => {
  const earlier = () => desk.ask(review.earlierWordings, null)

  it('is remembered when a notice is recorded, proposed the next time, also after the review went on', () => {
    expect(earlier()).toEqual([])
    closeReview(desk, applications[0]!, { ...material, notice: [{ code: 'F03', sentence: own }] })
    expect(earlier()).toEqual([{ outcome: '通知补交材料', code: 'F03', sentence: own }])
    desk.run(review.reopen, { application: applications[0]!, reason: '材料已到' })
    closeReview(desk, applications[1]!, { ...material, note: '章不清楚' })
    expect(noticeOf(applications[1]!)).toEqual([{ code: 'F03', sentence: own }])
    closeReview(desk, applications[2]!, { ...material, notice: [{ code: 'F03', sentence: other }] })
    expect(earlier()).toMatchObject([{ sentence: other }])
  })

  it('of one outcome is not proposed for the other', () => {
    closeReview(desk, applications[0]!, { ...material, notice: [{ code: 'F03', sentence: own }] })
    closeReview(desk, applications[1]!, { outcome: '不予受理', failing: ['F03'] })
    expect(noticeOf(applications[1]!)).not.toEqual([{ code: 'F03', sentence: own }])
  })

  it('that names an application stays with it; the one before it is proposed', () => {
    const { title } = pageOf(desk, applications[1]!).application.content
    closeReview(desk, applications[0]!, { ...material, notice: [{ code: 'F03', sentence: own }] })
    const about = `请补齐《${title}》申报书的公章。`
    closeReview(desk, applications[1]!, { ...material, notice: [{ code: 'F03', sentence: about }] })
    expect(earlier()).toMatchObject([{ sentence: own }])
  })

  it('is the rule’s own again once the office went back to it', () => {
    closeReview(desk, applications[0]!, { ...material, notice: [{ code: 'F03', sentence: own }] })
    const usual = '请补齐申报材料的签字和盖章，所盖公章应当与单位全称一致。'
    closeReview(desk, applications[1]!, { ...material, notice: [{ code: 'F03', sentence: usual }] })
    expect(earlier()).toEqual([])
  })

  it('of another office is not proposed here', async () => {
    closeReview(desk, applications[0]!, { ...material, notice: [{ code: 'F03', sentence: own }] })
    const shanghai = await openLogDesk('SH')
    shanghai.receive(desk)
    expect(pageOf(shanghai, applications[0]!).review?.closing?.notice).toHaveLength(1)
    expect(shanghai.ask(review.earlierWordings, null)).toEqual([])
  })

  it('is there again when the tables are made anew from the log', () => {
    closeReview(desk, applications[0]!, { ...material, notice: [{ code: 'F03', sentence: own }] })
    const before = earlier()
    desk.db.sql('UPDATE projections SET hash = ?', 'old')
    desk.db.transaction(() => desk.log.projections.refresh())
    expect(earlier()).toEqual(before)
  })
})

describe('a closing as the first release recorded it', () => {
  const data = {
    outcome: '通知补交材料',
    deadline: '2026-12-06',
    reason: '1．缺公章。',
    pack: { id: 'joint-draft', version: 1, confirmed: false },
    seen: `sha256:${'5'.repeat(64)}`,
    findings: [],
    verdicts: [],
    second: null,
  }

  it('is read as one without sentences', () => {
    const bytes = encodeBody({
      salt: '1'.repeat(32),
      actor: { id: 'person/6a3803d5-2', role: '经办人' },
      type: 'ReviewClosed',
      version: 1,
      audience: 'members',
      subject: 'review/6a3803d5-9',
      data,
    })
    const read = admit(new Map([['ReviewClosed', reviewClosed as EventDefinition]]), bytes)
    expect(read).toMatchObject({ problem: null, data: { ...data, notice: [] } })
  })
})

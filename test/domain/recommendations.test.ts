import { beforeEach, describe, expect, it } from 'vitest'
import { hexOf } from '../../src-main/core/suite.ts'
import { modules } from '../../src-main/domain/index.ts'
import { recordOwnAnswer, recordPaperAnswer } from '../../src-main/domain/recommendations/agree.ts'
import { readDrafted } from '../../src-main/domain/recommendations/papers/drafted.ts'
import { listOf } from '../../src-main/domain/recommendations/papers/write-list.ts'
import {
  compareDrafts,
  type Draft,
  type DraftRow,
  limits,
} from '../../src-main/domain/recommendations/rules.ts'
import { recordSigned } from '../../src-main/domain/sign-offs/commands.ts'
import { anOrganisation } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { expectNothingRecorded } from '../support/invariants.ts'
import { blocksOf, madePaper } from '../support/made-paper.ts'
import { type LogDesk, openLogDesk } from '../support/office-desks.ts'
import { closeReview, multiply, pageOf, takeIn } from '../support/reviews.ts'

const { recommendations, batches, formalReview, signOffs, history } = modules
const {
  draft,
  proposal,
  obstacles,
  finalise,
  reopen,
  ofBatch,
  states,
  byCode,
  withdrawAnswer,
  listSheet,
  agreementSheet,
} = recommendations.calls

let desk: LogDesk
let batch: string
let ids: readonly string[]

const lead = (name: string, region: 'SH' | 'JS' | 'ZJ') => [
  anOrganisation({ name, region, roles: ['牵头', '需求方'] }),
  anOrganisation({ name: '上海交通大学', region: 'SH', roles: ['参与', '解决方'] }),
]

beforeEach(async () => {
  desk = await openLogDesk('JS')
  ids = takeIn(desk, [
    { number: 'N-1', title: '甲', organisations: lead('甲公司', 'SH') },
    { number: 'N-2', title: '乙', organisations: lead('乙公司', 'JS') },
    { number: 'N-3', title: '丙', organisations: lead('丙公司', 'JS') },
    { number: 'N-4', title: '丁', organisations: lead('丁公司', 'ZJ') },
  ])
  batch = pageOf(desk, ids[0]!).batch.id
  for (const id of ids.slice(0, 3)) closeReview(desk, id, { outcome: '通过', failing: [] })
})

const codeOf = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error!.code)
const proposed = () => desk.ask(proposal, { batch })!

/** Records a draft: what is proposed, changed as named. */
function drafted(
  over: {
    readonly order?: readonly string[]
    readonly note?: Readonly<Record<string, string>>
    readonly out?: Readonly<Record<string, string>>
    readonly parties?: readonly string[]
  } = {},
) {
  const { rows, leftOut, parties } = proposed()
  const out = { ...Object.fromEntries(leftOut.map((one) => [one.application, one.reason])), ...over.out }
  const kept = rows.map(({ application, note }) => ({ application, note: over.note?.[application] ?? note }))
  const order = over.order ?? kept.map(({ application }) => application)
  return desk.run(draft, {
    batch,
    rows: kept
      .filter(({ application }) => !(application in out))
      .toSorted((a, b) => order.indexOf(a.application) - order.indexOf(b.application)),
    leftOut: Object.entries(out).map(([application, reason]) => ({ application, reason })),
    parties: [...(over.parties ?? parties)],
  })
}

const page = (at = desk) => at.ask(ofBatch, { batch })[0]!
const last = (at = desk) => page(at).drafts.at(-1)!
const answer = {
  answer: '同意' as const,
  number: '沪科函〔2026〕3号',
  date: '2026-11-21',
  remark: '',
  scan: null,
}

function fromPaper(
  of: string,
  over: Partial<Omit<typeof answer, 'answer'>> & { answer?: '同意' | '有意见' | '不同意' } = {},
  seen = last().id,
) {
  return codeOf(
    desk.run(recordPaperAnswer, { recommendation: page().id, draft: seen, of, ...answer, ...over }) as never,
  )
}

const final = () => codeOf(desk.run(finalise, { recommendation: page().id, draft: last().id }) as never)
const standing = (of: string, at = desk) =>
  page(at).picture.find(({ institution }) => institution === of)!.standings

describe('a draft of the 推荐汇总表', () => {
  it('proposes what passed, 主办 first, and freezes what everybody is to see', () => {
    expect(proposed()).toMatchObject({ draft: 1, scope: 'all', parties: ['SH', 'ZJ', 'AH'], gone: [] })
    expect(proposed().rows.map(({ number }) => number)).toEqual(['N-2', 'N-3', 'N-1'])
    expect(codeOf(drafted({ note: { [ids[0]!]: '优先支持' } }) as never)).toBe('ok')
    expect(last().rows.map(({ number, note, others }) => [number, note, others])).toEqual([
      ['N-2', '', ['上海交通大学']],
      ['N-3', '', ['上海交通大学']],
      ['N-1', '优先支持', ['上海交通大学']],
    ])
    desk.run(modules.applications.calls.complete, {
      application: ids[0]!,
      content: { ...pageOf(desk, ids[0]!).application.content, title: '改过的名称' },
    } as never)
    expect(last().rows.map(({ title }) => title)).toEqual(['乙', '丙', '甲'])
  })

  it('asks for a sign-off where the batch requires one', () => {
    const content = jointBatch({ fields: ['人工智能'], signOff: true })
    desk.run(batches.calls.change, { batch, content })
    expect(proposed().rows).toEqual([])
    const asked = desk.run(formalReview.calls.requestSignOff, { batch, applications: [ids[1]!] })
    const signOff = asked.ok ? asked.value.signOff : ''
    const paper = {
      opinion: '同意',
      date: '2026-11-20',
      person: '王处',
      office: '处长',
      number: '12号',
      remark: '',
    }
    desk.run(recordSigned, { signOff, ...paper, returned: [], scan: null } as never)
    expect(proposed().rows.map(({ number }) => number)).toEqual(['N-2'])
    expect(codeOf(drafted({ parties: [] }) as never)).toBe('ok')
    desk.run(signOffs.calls.withdrawRegistration, { signOff, reason: '误登记' })
    expect(desk.ask(obstacles, { recommendation: page().id })).toMatchObject({ changed: ['N-2'] })
    expect(final()).toBe('recommendations/review-changed')
  })

  it('names everything that passed, on the list or left out with a reason, and nothing else', () => {
    const rows = proposed().rows.map(({ application }) => ({ application, note: '' }))
    const record = (over: object) =>
      codeOf(desk.run(draft, { batch, rows, leftOut: [], parties: [], ...over } as never) as never)
    expect(record({ rows: [] })).toBe('recommendations/empty')
    expect(record({ rows: rows.slice(1) })).toBe('recommendations/left-out')
    expect(record({ rows: [...rows, { application: ids[3], note: '' }] })).toBe(
      'recommendations/not-eligible',
    )
    expect(record({ rows: [...rows, rows[0]] })).toBe('recommendations/named-twice')
    const without = { rows: rows.slice(1), leftOut: [{ application: rows[0]!.application, reason: ' ' }] }
    expect(record(without)).toBe('recommendations/reason-missing')
    expect(record({ parties: ['XX'] })).toBe('recommendations/unknown-party')
    expect(record({ parties: ['JS'] })).toBe('recommendations/unknown-party')
    expect(record({ batch: 'batch/00000000-9' })).toBe('batches/unknown')
    expect(desk.ask(ofBatch, { batch })).toEqual([])
    expect(record({})).toBe('ok')
    expect(record({})).toBe('recommendations/nothing-changed')
  })

  it('has no more rows than a list holds, those left out among them', () => {
    multiply(desk, ids[0]!, limits.rows - 2)
    expect(proposed().rows).toHaveLength(limits.rows + 1)
    const out = { [ids[1]!]: '暂缓' }
    expectNothingRecorded(desk.db, () => drafted({ out }), 'recommendations/too-long')
  })

  it('is no longer with all its notes than one record holds', () => {
    multiply(desk, ids[0]!, limits.rows - 3)
    const { rows } = proposed()
    expect(rows).toHaveLength(limits.rows)
    const long = '注'.repeat(limits.note)
    const note = Object.fromEntries(rows.map(({ application }) => [application, long]))
    expectNothingRecorded(desk.db, () => drafted({ note }), 'recommendations/too-long')
    expect(codeOf(drafted() as never)).toBe('ok')
  })

  it('a next one keeps order, notes and reasons, takes up what is new and tells what is gone', () => {
    drafted({
      order: [ids[2]!, ids[1]!, ids[0]!],
      note: { [ids[1]!]: '重点' },
      out: { [ids[0]!]: '申请人放弃' },
    })
    closeReview(desk, ids[3]!, { outcome: '通过', failing: [] })
    desk.run(formalReview.calls.reopen, { application: ids[2]!, reason: '复核' })
    const next = proposed()
    expect(next.draft).toBe(2)
    expect(next.rows.map(({ number, note, isNew }) => [number, note, isNew])).toEqual([
      ['N-2', '重点', false],
      ['N-4', '', true],
    ])
    expect(next.leftOut).toMatchObject([{ number: 'N-1', reason: '申请人放弃' }])
    expect(next.gone).toMatchObject([{ number: 'N-3' }])
  })

  it('is found by its check code, and by the story of its batch', () => {
    drafted()
    drafted({ note: { [ids[0]!]: '改' } })
    const [first, second] = page().drafts
    expect(desk.ask(byCode, { code: hexOf(first!.id).slice(0, 8) })).toEqual({ batch, draft: 1 })
    expect(desk.ask(byCode, { code: second!.checkCode })).toEqual({ batch, draft: 2 })
    expect(desk.ask(byCode, { code: 'zzzzzzzz' })).toBeNull()
    const told = desk.ask(history.calls.timeline, batch).map(({ type }) => type)
    expect(told.filter((type) => type === 'RecommendationDrafted')).toHaveLength(2)
    expect(desk.ask(history.calls.find, { code: second!.checkCode })).toMatchObject([
      { story: { subject: batch } },
    ])
  })
})

describe('what changed between drafts', () => {
  const row = (application: string, over: Partial<DraftRow> = {}): DraftRow => ({
    application,
    closing: 'c',
    number: application,
    title: application,
    field: null,
    lead: 'L',
    leadRegion: 'JS',
    others: [],
    total: 1,
    requested: 1,
    note: '',
    ...over,
  })
  const list = (rows: readonly DraftRow[], leftOut: Draft['leftOut'] = []): Draft => ({ rows, leftOut })
  const told = (before: Draft, after: Draft) => {
    const { changes, deleted } = compareDrafts(before, after)
    return {
      changes: Object.fromEntries([...changes].map(([id, { kind, what }]) => [id, [kind, ...what]])),
      deleted: deleted.map(({ application, reason }) => [application, reason]),
    }
  }

  it('is new, gone with its reason, or worded otherwise', () => {
    const before = list([row('a'), row('b'), row('c')])
    const after = list(
      [row('a', { note: '重点', title: '新名' }), row('c'), row('d')],
      [{ application: 'b', number: 'b', title: 'b', lead: 'L', reason: '放弃' }],
    )
    expect(told(before, after)).toEqual({
      changes: { a: ['改动', '名称', '推荐说明'], d: ['新增'] },
      deleted: [['b', '放弃']],
    })
    expect(told(before, before)).toEqual({ changes: {}, deleted: [] })
  })

  it('one row that was moved is marked, not all that moved up behind it', () => {
    const before = list(['a', 'b', 'c', 'd', 'e'].map((id) => row(id)))
    expect(told(before, list(['b', 'c', 'd', 'e', 'a'].map((id) => row(id)))).changes).toEqual({
      a: ['次序'],
    })
    expect(told(before, list(['a', 'd', 'b', 'c', 'e'].map((id) => row(id)))).changes).toEqual({
      d: ['次序'],
    })
    // A row that is gone moves nobody.
    expect(told(before, list(['b', 'c', 'd', 'e'].map((id) => row(id)))).changes).toEqual({})
  })

  it('a review that was closed anew is a change', () => {
    expect(told(list([row('a')]), list([row('a', { closing: 'd' })])).changes).toEqual({
      a: ['改动', '重新审查'],
    })
  })
})

describe('agreement', () => {
  it('of an office without a desk comes from paper, to exactly one draft, marked 未校验来源', () => {
    drafted()
    expect(standing('SH')).toEqual(['未回复'])
    expect(fromPaper('SH')).toBe('ok')
    expect(page().agreements).toMatchObject([
      { of: 'SH', recordedBy: 'JS', isUnverified: true, answer: '同意' },
    ])
    expect(standing('JS')).toEqual(['起草'])
    expect(standing('ZB')).toEqual(['不需会签'])
    drafted({ note: { [ids[0]!]: '改' } })
    expect(standing('SH')).toEqual(['同意', '须重新同意'])
    expect(standing('ZJ')).toEqual(['未回复', '未回复'])
    // Paper that took its time answers to the draft that it names.
    expect(fromPaper('ZJ', {}, page().drafts[0]!.id)).toBe('ok')
    expect(standing('ZJ')).toEqual(['同意', '须重新同意'])
  })

  it('needs what the paper says, is given once, and may be taken back with a reason', () => {
    drafted()
    for (const [over, code] of [
      [{ number: ' ' }, 'recommendations/number-missing'],
      [{ date: '' }, 'recommendations/date-missing'],
      [{ date: '2026-02-30' }, 'recommendations/no-such-day'],
      [{ date: '2026-11-23' }, 'recommendations/in-the-future'],
      [{ answer: '有意见' as const }, 'recommendations/remark-missing'],
    ] as const) {
      expect([over, fromPaper('SH', over)]).toEqual([over, code])
    }
    expect(fromPaper('ZB')).toBe('recommendations/not-asked')
    expect(fromPaper('SH', {}, `sha256:${'0'.repeat(64)}`)).toBe('recommendations/unknown')
    expect(fromPaper('SH', { answer: '有意见', remark: '请调整次序' })).toBe('ok')
    expect(standing('SH')).toEqual(['有意见'])
    expect(fromPaper('SH')).toBe('recommendations/answered-already')
    const agreement = page().agreements[0]!.id
    expect(desk.run(withdrawAnswer, { agreement, reason: '误登记' }).ok).toBe(true)
    expect(standing('SH')).toEqual(['未回复'])
    expect(codeOf(desk.run(withdrawAnswer, { agreement, reason: '误' }) as never)).toBe(
      'recommendations/unknown-answer',
    )
    expect(fromPaper('SH')).toBe('ok')
    expect(page().agreements).toHaveLength(2)
  })

  it('of an office with a desk is its own word on what it saw, and goes before what was recorded from paper', async () => {
    drafted()
    expect(fromPaper('SH', { answer: '不同意', remark: '名单有误' })).toBe('ok')
    const sh = await openLogDesk('SH')
    sh.receive(desk)
    const say = (over: object = {}) =>
      codeOf(
        sh.run(recordOwnAnswer, {
          recommendation: page(sh).id,
          draft: last(sh).id,
          ...answer,
          ...over,
        }) as never,
      )
    expect(desk.ask(states, null)).toMatchObject([{ asksUs: false, waitsFor: ['SH', 'ZJ', 'AH'] }])
    expect(say()).toBe('ok')
    expect(say()).toBe('recommendations/answered-already')
    desk.receive(sh)
    expect(standing('SH')).toEqual(['同意'])
    expect(page().agreements.find(({ recordedBy }) => recordedBy === 'SH')).toMatchObject({
      of: 'SH',
      isUnverified: false,
    })
    // The draft that it saw is not the newest any more: its desk says so instead of agreeing to something else.
    drafted({ note: { [ids[0]!]: '改' } })
    const seen = last().id
    drafted({ note: { [ids[0]!]: '再改' } })
    sh.receive(desk)
    expect(sh.ask(states, null)).toMatchObject([{ asksUs: true }])
    expect(say({ draft: seen })).toBe('recommendations/superseded')
    expect(say()).toBe('ok')
    expect(sh.ask(states, null)).toMatchObject([{ asksUs: false }])
    // Its word is its own to take back.
    desk.receive(sh)
    const own = page().agreements.find(
      ({ draft: of, recordedBy }) => of === last().id && recordedBy === 'SH',
    )!
    expect(codeOf(desk.run(withdrawAnswer, { agreement: own.id, reason: '误' }) as never)).toBe(
      'recommendations/other-office',
    )
  })

  it('that one office claims for another counts for nothing', async () => {
    drafted()
    const [zj, id] = [await openLogDesk('ZJ'), page().id]
    zj.receive(desk)
    expect(
      codeOf(
        zj.run(recordPaperAnswer, { recommendation: id, draft: last(zj).id, of: 'SH', ...answer }) as never,
      ),
    ).toBe('recommendations/other-office')
    const { agreementRecorded } = await import('../../src-main/domain/recommendations/events.ts')
    const { command, happened } = await import('../../src-main/core/module.ts')
    const { ok } = await import('../../src-main/core/result.ts')
    const { z } = await import('zod')
    const claim = command({
      permission: 'review:edit',
      input: z.null(),
      decide: ({ newSubject }) =>
        ok({
          events: [
            happened(agreementRecorded, newSubject('agreement'), {
              recommendation: id,
              draft: last(zj).id,
              of: 'SH',
              ...answer,
            }),
          ],
          value: null,
        }),
    })
    expect(zj.run(claim, null).ok).toBe(true)
    desk.receive(zj)
    expect(standing('SH')).toEqual(['未回复'])
    expect(page().agreements).toEqual([])
  })
})

describe('the final list', () => {
  it('waits for the agreement of everybody who is asked to exactly the newest draft', () => {
    drafted({ parties: ['SH', 'ZJ'] })
    expect(final()).toBe('recommendations/agreement-missing')
    fromPaper('SH')
    fromPaper('ZJ', { answer: '有意见', remark: '第 2 项' })
    expect(final()).toBe('recommendations/agreement-missing')
    drafted({ note: { [ids[0]!]: '改' } })
    fromPaper('ZJ')
    expect(final()).toBe('recommendations/agreement-missing')
    fromPaper('SH')
    expect(final()).toBe('ok')
    expect(page().final).toMatchObject({ draft: last().id })
    expect(desk.ask(history.calls.timeline, batch)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'FinalListConfirmed',
          actor: { id: desk.second.id, role: '复核人' },
        }),
        expect.objectContaining({
          type: 'RecommendationFinalised',
          actor: { id: desk.clerk.id, role: '经办人' },
        }),
      ]),
    )
    expect(final()).toBe('recommendations/final-already')
    expect(codeOf(drafted({ note: { [ids[0]!]: '再改' } }) as never)).toBe('recommendations/final-already')
    const { id } = page().agreements[1]!
    expect(desk.run(withdrawAnswer, { agreement: id, reason: '误' }).ok).toBe(true)
    const counting = page().agreements.findLast(({ of }) => of === 'SH')!
    expect(codeOf(desk.run(withdrawAnswer, { agreement: counting.id, reason: '误' }) as never)).toBe(
      'recommendations/final-already',
    )
    expect(desk.run(reopen, { recommendation: page().id, reason: '专班要求调整' }).ok).toBe(true)
    expect(page().final).toBeNull()
    expect(codeOf(drafted({ note: { [ids[0]!]: '再改' } }) as never)).toBe('ok')
  })

  it('is refused when a review on it was opened again or closed anew; what passed since is told', () => {
    drafted({ parties: [] })
    closeReview(desk, ids[3]!, { outcome: '通过', failing: [] })
    desk.run(formalReview.calls.reopen, { application: ids[1]!, reason: '复核' })
    expect(desk.ask(obstacles, { recommendation: page().id })).toEqual({
      notAgreed: [],
      changed: ['N-2'],
      newer: ['N-4'],
    })
    expect(final()).toBe('recommendations/review-changed')
    closeReview(desk, ids[1]!, { outcome: '通过', failing: [] })
    expect(final()).toBe('recommendations/review-changed')
    expect(codeOf(drafted({ parties: [] }) as never)).toBe('ok')
    expect(final()).toBe('ok')
  })

  it('is made by whoever drafted, of the newest draft', async () => {
    drafted({ parties: [] })
    const first = last().id
    drafted({ parties: [], note: { [ids[0]!]: '改' } })
    const again = desk.run(finalise, { recommendation: page().id, draft: first })
    expect(codeOf(again as never)).toBe('recommendations/superseded')
    const sh = await openLogDesk('SH')
    sh.receive(desk)
    expect(codeOf(sh.run(finalise, { recommendation: page().id, draft: last().id }) as never)).toBe(
      'recommendations/other-office',
    )
    expect(codeOf(desk.run(reopen, { recommendation: page().id, reason: '误' }) as never)).toBe(
      'recommendations/not-final',
    )
  })

  it('of consortia is each province’s own and needs nobody [B5]', async () => {
    const js = await openLogDesk('JS')
    const [own] = takeIn(js, [{ number: 'L-1', title: '联合体' }], 'consortium') as [string]
    closeReview(js, own, { outcome: '通过', failing: [] })
    const of = pageOf(js, own).batch.id
    expect(js.ask(proposal, { batch: of })).toMatchObject({ scope: 'own', parties: [] })
    const asked = { batch: of, rows: [{ application: own, note: '' }], leftOut: [], parties: [] }
    expect(js.run(draft, asked).ok).toBe(true)
    const sh = await openLogDesk('SH')
    sh.receive(js)
    expect(sh.ask(proposal, { batch: of })!.rows).toEqual([])
    const [made] = js.ask(ofBatch, { batch: of })
    expect(js.run(finalise, { recommendation: made!.id, draft: made!.drafts[0]!.id }).ok).toBe(true)
  })
})

describe('papers', () => {
  const sheet = async (call: typeof listSheet | typeof agreementSheet, number = last().draft) =>
    (await madePaper(desk, call as never, { recommendation: page().id, draft: number })).paper

  it('推荐汇总表: sums by region, 主办 first; its mark says which draft it is', async () => {
    drafted()
    const paper = await sheet(listSheet)
    expect(paper).toMatchObject({ orientation: 'landscape', watermark: '征求意见　第 1 稿' })
    expect(paper.footer).toContain(`校验码：${last().checkCode}`)
    const [table] = blocksOf(paper, 'table')
    expect(table!.rows.map((row) => [row[0], row[1], row[2], row[7]])).toEqual([
      ['1', 'N-2', '乙', '300.00'],
      ['2', 'N-3', '丙', '300.00'],
      ['', '江苏省小计', '2 项', '600.00'],
      ['3', 'N-1', '甲', '300.00'],
      ['', '上海市小计', '1 项', '300.00'],
      ['', '合计', '3 项', '900.00'],
    ])
    const digits = blocksOf(paper, 'note').at(-1)!.text.split('\n').slice(1).join('').replaceAll(' ', '')
    expect(digits).toBe(hexOf(last().id))
  })

  it('an order of its own keeps its numbers, with the sums at the end', async () => {
    drafted({ order: [ids[1]!, ids[0]!, ids[2]!] })
    const [table] = blocksOf(await sheet(listSheet), 'table')
    expect(table!.rows.map((row) => row[1])).toEqual([
      'N-2',
      'N-1',
      'N-3',
      '江苏省小计',
      '上海市小计',
      '合计',
    ])
  })

  it('a later draft says what changed, and the XLSX says the same', async () => {
    drafted()
    drafted({ order: [ids[0]!, ids[1]!], note: { [ids[1]!]: '重点' }, out: { [ids[2]!]: '申请人放弃' } })
    const paper = await sheet(listSheet)
    const tables = blocksOf(paper, 'table')
    expect(tables[0]!.head.at(-1)).toBe('较上稿')
    expect(tables[0]!.rows.filter((row) => row[0] !== '').map((row) => [row[1], row.at(-1)])).toEqual([
      ['N-1', '次序变动'],
      ['N-2', '改动（推荐说明）'],
    ])
    expect(tables.slice(1).map(({ rows }) => rows)).toEqual([
      [['N-3', '丙', '丙公司', '申请人放弃']],
      [['N-3', '丙', '丙公司', '申请人放弃']],
    ])
    expect(blocksOf(await sheet(listSheet, 1), 'table')[0]!.head.at(-1)).toBe('推荐说明')
    const found = readDrafted(desk.db, page().id, 2)
    const cells = found.ok ? listOf(found.value).rows : []
    expect(cells.slice(1).map((row) => [row[0], row[1], row[8], row.at(-1)])).toEqual([
      [1, 'N-1', 300, '次序变动'],
      [2, 'N-2', 300, '改动（推荐说明）'],
    ])
  })

  it('the final list has no mark of a draft', async () => {
    drafted({ parties: [] })
    final()
    const paper = await sheet(listSheet)
    expect(paper.watermark).toBe('征求意见')
    expect(blocksOf(paper, 'note')[0]!.text).toContain('定稿')
  })

  it('会签单: the draft by its code, room for those who have not answered, what is known of the others', async () => {
    drafted({ parties: ['SH', 'ZJ'] })
    fromPaper('SH', { answer: '有意见', remark: '请调整次序' })
    const paper = await sheet(agreementSheet)
    const facts = Object.fromEntries(blocksOf(paper, 'facts').flatMap(({ rows }) => rows))
    expect(facts).toMatchObject({ 推荐项数: '3 项（江苏省 2 项，上海市 1 项）', 校验码: last().checkCode })
    const [table] = blocksOf(paper, 'table')
    expect(table!.rows.map((row) => row.slice(0, 2))).toEqual([
      ['江苏省科学技术厅', '起草'],
      ['上海市科学技术委员会\n（未校验来源，据纸件登记）', '有意见：请调整次序'],
      ['浙江省科学技术厅', '□ 同意\n□ 有意见：\n□ 不同意：'],
    ])
  })
})

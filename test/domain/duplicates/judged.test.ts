import { beforeEach, describe, expect, test } from 'vitest'
import { modules } from '../../../src-main/domain/index.ts'
import { applied, compareAll, findingOf, granted, idsIn } from '../../support/duplicates.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { prose } from '../../support/prose.ts'
import { pageOf } from '../../support/reviews.ts'

const judge = modules.formalReview.calls.judgeDuplicate
const text = prose(900, 1)
const [one, two] = ['CSJ-1', 'CSJ-2'] as const

let js: LogDesk
let batch: string
let a: string
let b: string
beforeEach(async () => {
  js = await openLogDesk('JS')
  const made = applied(js, { title: '2026年第一批' }, [
    { number: one, title: '车规级功率芯片', summary: text },
    { number: two, title: '固态电池电解质', summary: text },
  ])
  batch = made.batch
  a = made.ids.get(one)!
  b = made.ids.get(two)!
  await compareAll(js)
})

describe('a pair that somebody judged', () => {
  test('is not asked again from either end, and the note stands beside F14', () => {
    granted(js.run(judge, { application: a, other: b, isDuplicate: false, note: '研究对象不同' }))
    for (const id of [a, b]) {
      expect(findingOf(js, id, 'F14')).toMatchObject({ reason: { code: 'no-duplicate-so-far' } })
    }
    expect(findingOf(js, b, 'F14').reason.facts).toMatchObject({ judged: [one] })
    // Lists are outstanding: the machine may find more, so nothing is decided yet.
    expect(pageOf(js, a).verdicts).toMatchObject([
      { code: 'F14', verdict: '待人工', note: '不是重复：与 CSJ-2，研究对象不同' },
    ])
    expect(pageOf(js, b).verdicts).toEqual([])
  })

  test('as the same work is a fault of both; the reason must be written', () => {
    expect(js.run(judge, { application: a, other: b, isDuplicate: true, note: ' ' })).toMatchObject({
      error: { code: 'duplicates/reason-missing' },
    })
    granted(js.run(judge, { application: a, other: b, isDuplicate: true, note: '研究内容相同' }))
    for (const id of [a, b]) {
      expect(findingOf(js, id, 'F14')).toMatchObject({
        verdict: 'fail',
        reason: { code: 'judged-duplicate' },
      })
    }
    expect(pageOf(js, a).verdicts[0]).toMatchObject({
      verdict: '不符合',
      note: '重复：与 CSJ-2，研究内容相同',
    })
  })

  test('is asked again as soon as one of them changed, whichever it is', async () => {
    granted(js.run(judge, { application: a, other: b, isDuplicate: false, note: '' }))
    const { content } = js.ask(modules.applications.calls.open, b)!
    const indicators = '指标改写为唤醒率不低于百分之九十九'
    granted(
      js.run(modules.applications.calls.complete, {
        application: b,
        content: { ...content, indicators } as never,
      }),
    )
    await compareAll(js)
    for (const id of [a, b]) expect(findingOf(js, id, 'F14').reason.code).toBe('text-overlaps')
  })

  test('by another office is told, and settles nothing here', async () => {
    const sh = await openLogDesk('SH')
    sh.receive(js)
    granted(sh.run(judge, { application: a, other: b, isDuplicate: false, note: '上海看过' }))
    js.receive(sh)
    expect(findingOf(js, a, 'F14').reason.code).toBe('text-overlaps')
    // The review of another office is not written on.
    expect(pageOf(js, a).verdicts).toEqual([])
  })

  test('with all lists here and nothing left to look at: F14 is decided', async () => {
    for (const institution of ['SH', 'ZJ', 'AH']) {
      const other = await openLogDesk(institution)
      other.receive(js)
      applied(other, { batch }, [
        {
          number: `${institution}-1`,
          title: `${institution}的另一项工作`,
          summary: prose(900, institution.charCodeAt(0)),
        },
      ])
      js.receive(other)
    }
    await compareAll(js)
    expect([...idsIn(js, batch)]).toHaveLength(5)
    granted(js.run(judge, { application: a, other: b, isDuplicate: false, note: '' }))
    expect(findingOf(js, a, 'F14')).toMatchObject({ verdict: 'pass', reason: { code: 'no-duplicate' } })
    expect(pageOf(js, a).verdicts[0]).toMatchObject({ verdict: '符合', note: '不是重复：与 CSJ-2' })
  })

  test('is no pair with itself, nor with one that is not here', () => {
    const given = { isDuplicate: false, note: '' }
    expect(js.run(judge, { application: a, other: a, ...given })).toMatchObject({
      error: { code: 'duplicates/same-application' },
    })
    expect(js.run(judge, { application: a, other: 'application/00000000-9', ...given })).toMatchObject({
      error: { code: 'formal-review/unknown-application' },
    })
  })

  test('stands in the log: tables made anew say the same', () => {
    granted(js.run(judge, { application: a, other: b, isDuplicate: false, note: '研究对象不同' }))
    const before = findingOf(js, b, 'F14')
    js.db.transaction(() => js.log.projections.rebuildAll())
    expect(findingOf(js, b, 'F14')).toEqual(before)
  })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { ok } from '../../../src-main/core/result.ts'
import { modules } from '../../../src-main/domain/index.ts'
import { readings } from '../../../src-main/domain/readings.ts'
import { anOrganisation } from '../../support/applications.ts'
import { makeCreditCode } from '../../support/credit-codes.ts'
import { applied, granted } from '../../support/duplicates.ts'
import { job } from '../../support/job.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { closeReview, pageOf } from '../../support/reviews.ts'

const { checkAll, summary, list, neighbours } = modules.machineChecks.calls
const everything = { rule: null, exactly: null, isClean: false }
const byFails = { column: 'fails', descending: true } as const

let js: LogDesk
let batch: string
let ids: ReadonlyMap<string, string>
const wrongCode = [
  anOrganisation({ roles: ['牵头'], code: '91350100M000100Y4Z' }),
  anOrganisation({
    name: '上海交通大学',
    code: makeCreditCode('310000', 103, '12'),
    region: 'SH',
    roles: ['参与'],
  }),
]
const oneRegion = [
  anOrganisation({ roles: ['牵头'] }),
  anOrganisation({ name: '乙公司', code: makeCreditCode('320500', 32), roles: ['参与'] }),
]
beforeEach(async () => {
  js = await openLogDesk('JS')
  const made = applied(js, { title: '2026年第一批' }, [
    { number: 'N-1', title: '车规级功率芯片' },
    { number: 'N-2', title: '固态电池电解质', organisations: wrongCode },
    {
      number: 'N-3',
      title: '脑机接口电极',
      organisations: [{ ...wrongCode[0]!, region: 'SH' }, wrongCode[1]!],
    },
    { number: 'N-10', title: '基因治疗载体', organisations: oneRegion },
  ])
  batch = made.batch
  ids = made.ids
})

/** Runs it with the work done in this thread. */
async function check(desk = js, stopAfter = Number.POSITIVE_INFINITY) {
  const { db, desk: facts, world } = desk
  let steps = 0
  const step = () => {
    if (++steps > stopAfter) throw new DOMException('stopped', 'AbortError')
  }
  const run = async (reading: string, input: unknown) =>
    ok(readings[reading]!({ input: input as never, db, desk: facts, today: world.today(), step }))
  const context = {
    ...{ db, input: batch, today: world.today() },
    ports: { readings: { run } },
    ...job(),
    now: world.now,
    changed: () => undefined,
  }
  return checkAll.run(context as never)
}
const listed = (filter: object = {}, sort: object = byFails) =>
  js.ask(list, { batch, filter: { ...everything, ...filter }, sort, offset: 0, limit: 100 } as never)
const numbers = (filter: object = {}, sort: object = byFails) =>
  listed(filter, sort).rows.map(({ number }) => number)

describe('the machine’s check of a whole batch', () => {
  test('finds of each application what its review finds', async () => {
    expect(js.ask(summary, batch)).toBeNull()
    expect(granted(await check())).toEqual({ applications: 4 })
    for (const row of listed().rows) {
      const { findings } = pageOf(js, row.id)
      const those = (verdict: string) =>
        findings
          .filter((one) => one.verdict === verdict && one.reason.code !== 'person')
          .map(({ code }) => code)
      expect([row.fails, row.open, row.hints]).toEqual([those('fail'), those('cannot-check'), those('hint')])
    }
  })

  test('counts by rule, and each number lists exactly those', async () => {
    await check()
    const { rules, applications } = js.ask(summary, batch)!
    expect(applications).toBe(4)
    for (const { code, ...counts } of rules) {
      for (const found of ['fails', 'open', 'hints'] as const) {
        expect(listed({ rule: { code, found } }).total).toBe(counts[found])
      }
    }
    expect(rules.find(({ code }) => code === 'F09')?.fails).toBe(2)
    expect(numbers({ rule: { code: 'F09', found: 'fails' } })).toEqual(['N-3', 'N-2'])
  })

  test('lists those that fail exactly these rules and no other', async () => {
    await check()
    expect(numbers({ exactly: ['F09'] }, { column: 'number', descending: false })).toEqual(['N-2'])
    expect(numbers({ exactly: ['F08'] })).toEqual(['N-10'])
    expect(numbers({ exactly: ['F08', 'F09'] })).toEqual(['N-3'])
  })

  test('stands in the order of numbers as people count, and one knows its neighbours', async () => {
    await check()
    const sort = { column: 'number', descending: false } as const
    expect(numbers({}, sort)).toEqual(['N-1', 'N-2', 'N-3', 'N-10'])
    const place = { batch, filter: everything, sort, application: ids.get('N-3')! }
    expect(js.ask(neighbours, place as never)).toEqual({
      place: 3,
      total: 4,
      previous: ids.get('N-2'),
      next: ids.get('N-10'),
    })
  })

  test('stays true while people judge, and says so when what is checked changes', async () => {
    await check()
    const application = ids.get('N-1')!
    granted(
      js.run(modules.formalReview.calls.recordVerdict, {
        ...{ application, code: 'F03', verdict: '符合', note: '', evidence: [] },
      }),
    )
    expect(js.ask(summary, batch)?.hasChanged).toBe(false)
    const { content } = js.ask(modules.applications.calls.open, application)!
    granted(
      js.run(modules.applications.calls.complete, {
        application,
        content: { ...content, organisations: wrongCode } as never,
      }),
    )
    expect(js.ask(summary, batch)?.hasChanged).toBe(true)
    await check()
    expect(js.ask(summary, batch)).toMatchObject({ hasChanged: false })
    expect(numbers({ rule: { code: 'F09', found: 'fails' } })).toContain('N-1')
  })

  test('counts of a closed review what was frozen then', async () => {
    const application = ids.get('N-2')!
    closeReview(js, application, { outcome: '不予受理', failing: ['F07'], note: '不在三省一市' })
    const frozen = pageOf(js, application).findings.filter(({ verdict }) => verdict === 'fail')
    const { settings: _, ...rules } = js.ask(modules.rulePacks.calls.ofBatch, batch)!
    granted(
      js.run(modules.rulePacks.calls.setBatchRules, {
        ...{ batch, pack: rules.pack.id, version: rules.pack.version },
        settings: { F09: { on: false } },
      } as never),
    )
    await check()
    const row = listed().rows.find(({ number }) => number === 'N-2')!
    expect(row.fails).toEqual(frozen.map(({ code }) => code))
    expect(numbers({ rule: { code: 'F09', found: 'fails' } })).toEqual(['N-2'])
  })

  test('that is cancelled leaves what was found before', async () => {
    await check()
    const before = js.ask(summary, batch)
    await expect(check(js, 0)).rejects.toThrow('stopped')
    expect(js.ask(summary, batch)).toEqual(before)
  })

  test('of a batch that nobody knows is refused', async () => {
    batch = 'batch/00000000-9'
    expect(await check()).toMatchObject({ error: { code: 'batches/unknown' } })
  })
})

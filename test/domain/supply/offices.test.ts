import { expect, it } from 'vitest'
import { modules } from '../../../src-main/domain/index.ts'
import { certify, type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { pageOf } from '../../support/reviews.ts'
import { acts, aNoticed, codeOf, document } from '../../support/supply.ts'

const { calls } = modules.supply
const open = (desk: LogDesk, application: string) => desk.ask(calls.open, application)!

it('after a hand-over the other desk goes on where the first stopped, and only that one', async () => {
  const noticed = await aNoticed()
  const { desk: a, application } = noticed
  const first = acts(noticed)
  first.sent('2026-11-20')
  first.call()
  noticed.clock.today = '2026-11-24'
  first.receive('2026-11-24', { F03: '部分收到' }, { attached: [document(1)] })
  const clock = { today: '2026-11-25' }
  const b = await openLogDesk('JS', { clock })
  certify(a, b, '二楼工作台')
  expect(a.run(modules.handOver.calls.handOver, { applications: [application], to: b.desk.device }).ok).toBe(
    true,
  )
  b.receive(a)
  expect(codeOf(first.receive('2026-11-24', { F03: '收到' }))).toBe('formal-review/other-desk')

  const second = acts({ desk: b, clock, application })
  expect(open(b, application)).toMatchObject({
    readOnly: null,
    versions: [{ number: 1 }],
    notices: [{ standing: '部分补交', sent: { day: '2026-11-20' }, calls: [{ call: 1 }] }],
  })
  // The same office: its other desk may know with whom the calls were.
  expect(b.run(calls.contacts, application)).toMatchObject({ value: [{ name: '赵联系' }] })
  expect(second.call()).toMatchObject({ ok: true, value: { call: 2 } })
  expect(codeOf(second.extend('2026-12-04', { approvedOn: '2026-11-25' }))).toBe('ok')
  expect(
    second.receive('2026-11-25', { F03: '收到', F21: '收到' }, { attached: [document(2)] }),
  ).toMatchObject({
    value: { version: 2 },
  })
  const compared = b.ask(calls.compare, { application, before: 1, after: 2 })!
  expect(compared.after.documents.map((one) => one.document)).toEqual([document(1), document(2)])
  expect(codeOf(second.goOn())).toBe('ok')
  expect(pageOf(b, application).review).toMatchObject({ outcome: null })

  a.receive(b)
  expect(open(a, application).notices).toEqual(open(b, application).notices)
  expect(open(a, application).readOnly).toBe('other-desk')
  expect(a.db.sql('SELECT count(*) AS n FROM bodies WHERE problem IS NOT NULL')).toEqual([{ n: 0 }])
})

it('another office sees what came and when, may change nothing, and never learns with whom the calls were', async () => {
  const noticed = await aNoticed()
  const { desk: js, application } = noticed
  const own = acts(noticed)
  own.sent('2026-11-20')
  own.call()
  own.extend('2026-12-04')
  own.receive('2026-11-20', { F03: '收到' }, { attached: [document(1)] })
  const clock = { today: '2026-11-25' }
  const sh = await openLogDesk('SH', { clock })
  sh.receive(js)
  expect(open(sh, application)).toMatchObject({
    readOnly: 'other-office',
    versions: [{ number: 1 }],
    notices: [
      {
        deadline: '2026-12-04',
        sent: { day: '2026-11-20' },
        calls: [{ call: 1, agreed: '周三前寄出盖章件' }],
        items: [{ code: 'F03', state: '收到' }, { code: 'F21' }],
      },
    ],
  })
  expect(sh.run(calls.contacts, application)).toEqual({ ok: true, value: [] })
  expect(js.run(calls.contacts, application)).toMatchObject({ value: [{ name: '赵联系' }] })
  const bodies = sh.db.sql<{ bytes: Uint8Array }>('SELECT bytes FROM bodies')
  expect(bodies.some(({ bytes }) => /赵联系|13900001111/.test(new TextDecoder().decode(bytes)))).toBe(false)
  const there = acts({ desk: sh, clock, application })
  for (const act of [
    () => there.receive('2026-11-25', { F21: '收到' }),
    () => there.call(),
    () => there.sent('2026-11-25'),
    () => there.extend('2026-12-09'),
    () => there.goOn(),
  ])
    expect(codeOf(act())).toBe('formal-review/other-office')
  const listed = (whose: 'own' | 'all') =>
    sh.ask(calls.list, { batch: null, whose, search: '', show: '全部', offset: 0, limit: 10 }).total
  expect([listed('own'), listed('all')]).toEqual([0, 1])
})

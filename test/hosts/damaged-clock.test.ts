import { afterEach, expect, it, vi } from 'vitest'
import { closedDesk, editWith, makeBatch, reopen } from '../support/damage.ts'
import { expectSound } from '../support/invariants.ts'
import { code, value } from '../support/office.ts'

afterEach(() => vi.useRealTimers())

/** The clock of this machine, as the system would answer; timers go on. */
function clockSaid(text: string): void {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(text) })
}

it('records keep their order when the clock is set back or forward, and the jump is shown (S29)', async () => {
  clockSaid('2026-11-22T08:00:00.000Z')
  const { home, root, database } = await closedDesk(1)

  clockSaid('2031-01-01T08:00:00.000Z')
  const future = await reopen(home)
  await makeBatch(future.desk, '时钟拨快时')
  expect(future.state.opened?.clockBehind).toBeNull()
  await future.backend.close()

  clockSaid('2026-11-22T09:00:00.000Z')
  const back = await reopen(home)
  expect(back.state.opened?.clockBehind, 'more than four years').toBeGreaterThan(4 * 365 * 24 * 60)
  expect(back.state.condition, 'a wrong clock is no damage').toBeNull()
  await makeBatch(back.desk, '时钟拨回后')
  const verdict = await value(back.desk.integrity.verifyNow(null))
  expect(verdict.chains[0]?.clockJumps).toMatchObject([
    { seq: 6, from: expect.stringMatching(/^2031/), to: expect.stringMatching(/^2026-11-22T09/) },
  ])
  expect(verdict.chains[0]?.fault).toBeNull()
  expect(verdict.projections, 'the clock is in no list').toEqual([])
  await back.backend.close()

  expectSound(root)
  editWith(database, (db) => {
    const titles = db
      .prepare(
        `SELECT json_extract(CAST(b.bytes AS TEXT), '$.data.title') FROM bodies b JOIN events e USING (position)
         WHERE b.type = 'BatchCreated' ORDER BY e.seq`,
      )
      .pluck()
      .all()
    expect(titles).toEqual(['第 1 批', '时钟拨快时', '时钟拨回后'])
    expect(db.prepare('SELECT code FROM security_log').pluck().all()).toContain('desk/clock-behind')
  })
})

it('a wait after wrong passwords, and what is closed, do not open by a clock that was set (S29)', async () => {
  clockSaid('2026-11-22T08:00:00.000Z')
  const { home } = await closedDesk(1)
  const first = await reopen(home)
  const [person] = await value(first.desk.entry.people({ desk: 'JS-training' }))
  for (let tries = 0; tries < 6; tries++) {
    await first.desk.entry.login({ desk: 'JS-training', person: person!.id, password: '不是这个密码' })
  }
  clockSaid('2025-01-01T00:00:00.000Z')
  const again = { desk: 'JS-training', person: person!.id, password: '不是这个密码' }
  expect(await code(first.desk.entry.login(again))).toBe('desk/login-wait')
  await first.backend.close()
})

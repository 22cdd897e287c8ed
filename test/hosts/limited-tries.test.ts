import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { code, type Office, openMachine, openOffice, password, value } from '../support/office.ts'
import { databaseOf } from '../support/recovery.ts'

let office: Office
let first: string

beforeEach(async () => {
  office = await openOffice('JS')
  const [person] = await value(office.desk.accounts.list(null))
  first = person!.id
})
afterEach(async () => {
  vi.useRealTimers()
  await office.close()
})

const wrong = '不是这个密码'
const attempt = (given = wrong, person = first) =>
  code(office.desk.entry.login({ desk: office.key, person, password: given }))

async function wrongFiveTimes() {
  for (let n = 0; n < 5; n++) expect(await attempt()).toBe('desk/wrong-password')
}

function clockSaid(at: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: at })
}

it('the wait after five wrong passwords is the same in a program that was started again (S42)', async () => {
  await wrongFiveTimes()
  await office.close()
  const again = await openMachine(office.home)
  expect(await code(again.desk.entry.login({ desk: office.key, person: first, password }))).toBe(
    'desk/login-wait',
  )
  await again.close()
})

it('setting the clock forward or back frees nobody (S42)', async () => {
  await wrongFiveTimes()
  const now = Date.now()
  for (const moved of [10 * 365 * 24 * 3600_000, 60_000, -24 * 3600_000]) {
    clockSaid(now + moved)
    expect(await attempt(password), String(moved)).toBe('desk/login-wait')
  }
  vi.useRealTimers()
  await new Promise((resolve) => setTimeout(resolve, 1100))
  expect(await attempt(password)).toBe('ok')
})

it('a hundred tries at once are a hundred tries (S42)', async () => {
  const codes = await Promise.all(Array.from({ length: 100 }, () => attempt()))
  expect(Map.groupBy(codes, (one) => one).get('desk/wrong-password')).toHaveLength(5)
  expect(await attempt(password)).toBe('desk/login-wait')
})

it('whoever sits at an open desk may not guess its password either (S42)', async () => {
  const change = (current: string) =>
    code(office.desk.accounts.changePassword({ current, password: '另一个口令一二三' }))
  for (let n = 0; n < 5; n++) expect(await change(wrong)).toBe('accounts/wrong-password')
  expect(await change(password)).toBe('desk/login-wait')
})

it('wrong passwords of the second person count as theirs, and leave their own session as it was (S42)', async () => {
  const seconds = await office.login(office.second.person)
  const reset = (given: string) =>
    office.desk.accounts.resetPassword(
      { person: first, password: '又一个口令一二三' },
      { second: { ...office.second, password: given } },
    )
  for (let n = 0; n < 5; n++) expect(await code(reset(wrong))).toBe('desk/second-person-wrong-password')
  expect(await reset(password)).toMatchObject({
    error: { code: 'desk/second-person-wrong-password', seconds: 1 },
  })
  expect(await code(seconds.batches.list(null)), 'still logged in at the other window').toBe('ok')
  await new Promise((resolve) => setTimeout(resolve, 1100))
  await value(reset(password))
  expect(await code(seconds.batches.list(null))).toBe('ok')
  expect((await value(seconds.entry.state(null))).person?.id).toBe(office.second.person)
})

it('made-up names leave nothing behind, however long they are (S42)', async () => {
  for (const person of ['person/00000000-1', 'recovery-sheet', '龘'.repeat(100_000)]) {
    for (let n = 0; n < 6; n++) expect(await attempt(wrong, person)).toBe('desk/wrong-password')
  }
  const db = databaseOf(office.home, office.key)
  expect(db.sql(`SELECT name FROM settings WHERE name LIKE 'login/%'`)).toEqual([])
  expect(db.sql('SELECT * FROM security_log')).toEqual([])
  db.close()
})

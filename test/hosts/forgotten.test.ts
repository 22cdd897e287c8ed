import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import type { Backend } from '../../src-main/hosts/rpc/session.ts'
import { testFolder } from '../support/log.ts'
import { backendOptions, clientOf, code, type Desk, openOffice, password, value } from '../support/office.ts'
import { databaseOf, peopleOf, sheetOf } from '../support/recovery.ts'

const forgotten = '新的口令一二三四'
let home: string
let backend: Backend
let desk: Desk
let person: string
let groups: string

beforeEach(async () => {
  home = path.join(testFolder(), 'data')
  backend = await openBackend(backendOptions(home))
  desk = clientOf(backend.openSession({ kind: 'window' }))
  await value(desk.entry.create({ institution: 'AH', environment: '演练', name: '王一人', password }))
  const [only] = await value(desk.accounts.list(null))
  person = only!.id
  groups = await sheetOf(home, 'AH-training', person)
  await value(desk.trust.confirmRecoverySheet({ lastGroup: groups.split(' ').at(-1)! }))
  await value(desk.entry.logout(null))
})
afterEach(() => backend.close())

const reset = (changes: { groups?: string; password?: string } = {}) =>
  desk.entry.resetWithSheet({ desk: 'AH-training', person, groups, password: forgotten, ...changes })

it('the recovery sheet gives the only person a new password, and the record says so', async () => {
  await value(reset())
  expect(await code(desk.entry.login({ desk: 'AH-training', person, password }))).toBe('desk/wrong-password')
  await value(desk.entry.login({ desk: 'AH-training', person, password: forgotten }))
  const [account] = await value(desk.accounts.list(null))
  expect(account!.resetAt).not.toBeNull()
  const db = databaseOf(home, 'AH-training')
  expect(db.sql(`SELECT count(*) AS n FROM security_log WHERE code = 'recovery/password-by-sheet'`)).toEqual([
    { n: 1 },
  ])
  expect(db.sql(`SELECT count(*) AS n FROM bodies WHERE type = 'AccountPasswordSet'`)).toEqual([{ n: 1 }])
  db.close()
  await value(desk.batches.list(null))
})

it('a sheet of another office, or with a slip, is refused; after five wrong ones the next try waits', async () => {
  const sh = await openOffice('SH')
  const other = await sheetOf(sh.home, 'SH-training', (await peopleOf(sh)).first)
  await sh.close()
  expect(await code(reset({ groups: groups.slice(1) }))).toBe('recovery/groups-wrong')
  expect(await code(reset({ password: '短' }))).toBe('accounts/password-too-short')
  for (let n = 0; n < 5; n++) expect(await code(reset({ groups: other }))).toBe('recovery/other-sheet')
  expect(await code(reset())).toBe('desk/login-wait')
  await new Promise((resolve) => setTimeout(resolve, 1100))
  await value(reset())
})

it('is not the way where two colleagues can do it', async () => {
  await value(desk.entry.login({ desk: 'AH-training', person, password }))
  const open = (name: string, roles: readonly ('管理员' | '复核人')[]) =>
    desk.accounts.open({ name, roles: [...roles], password })
  await value(open('李复核', ['复核人']))
  // The person who forgot is the only administrator: nobody could reset the password.
  await value(reset())
  await value(open('赵管理', ['管理员']))
  expect(await code(reset())).toBe('recovery/colleagues-can-reset')
})

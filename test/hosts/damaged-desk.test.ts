import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import { backendOptions, clientOf, code, openOffice, password, value } from '../support/office.ts'

/** What a window hears that asks for the people of the desk on this data folder. */
async function opening(home: string): Promise<string> {
  const backend = await openBackend(backendOptions(home))
  const answer = await code(
    clientOf(backend.openSession({ kind: 'window' })).entry.people({ desk: 'JS-training' }),
  )
  await backend.close()
  return answer
}

/** A closed desk with a copy of itself from before its last record. */
async function deskWithOldCopy(): Promise<{
  readonly home: string
  readonly database: string
  readonly copy: string
}> {
  const office = await openOffice('JS')
  await office.close()
  const database = path.join(office.home, 'JS-training', 'desk.sqlite')
  const copy = `${database}.copy`
  cpSync(database, copy)
  const again = await openBackend(backendOptions(office.home))
  const desk = clientOf(again.openSession({ kind: 'window' }))
  const [first] = await value(desk.entry.people({ desk: 'JS-training' }))
  await value(desk.entry.login({ desk: 'JS-training', person: first!.id, password }))
  await value(desk.accounts.open({ name: '后来的人', roles: ['监督'], password }))
  await again.close()
  return { home: office.home, database, copy }
}

it('a database that lost history against the anchor is not opened, and is told from one that is whole', async () => {
  const { home, database, copy } = await deskWithOldCopy()
  expect(await opening(home)).toBe('ok')
  for (const side of ['-wal', '-shm']) rmSync(`${database}${side}`, { force: true })
  cpSync(copy, database)
  const bytes = readFileSync(database)
  expect(await opening(home)).toBe('desk/history-lost')
  expect(readFileSync(database).equals(bytes)).toBe(true)
})

it('a database that is no database is not opened, and stays as it is', async () => {
  const { home, database } = await deskWithOldCopy()
  for (const side of ['-wal', '-shm']) rmSync(`${database}${side}`, { force: true })
  writeFileSync(database, Buffer.alloc(8192, 'x'))
  expect(await opening(home)).toBe('desk/database-damaged')
  expect(readFileSync(database).equals(Buffer.alloc(8192, 'x'))).toBe(true)
})

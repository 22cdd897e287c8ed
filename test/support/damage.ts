import { cpSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { IntegrityState } from '../../src-main/domain/integrity/index.ts'
import { type BackendOptions, openBackend } from '../../src-main/hosts/backend/index.ts'
import type { Backend } from '../../src-main/hosts/rpc/session.ts'
import { jointBatch } from './batches.ts'
import { backendOptions, clientOf, type Desk, openOffice, password, value } from './office.ts'

export const key = 'JS-training'

/** A closed desk of one office with some records in it. */
export type ClosedDesk = {
  readonly home: string
  readonly root: string
  readonly database: string
  readonly anchor: string
  readonly witness: string
}

export function placesOf(home: string): ClosedDesk {
  const root = path.join(home, key)
  return {
    home,
    root,
    database: path.join(root, 'desk.sqlite'),
    anchor: path.join(root, 'anchor'),
    witness: backendOptions(home).witness,
  }
}

/** Makes a desk with `batches` batches in it and closes it. */
export async function closedDesk(batches = 3): Promise<ClosedDesk> {
  const office = await openOffice('JS')
  for (let n = 1; n <= batches; n++) await makeBatch(office.desk, `第 ${n} 批`)
  await office.close()
  return placesOf(office.home)
}

export function makeBatch(desk: Desk, title: string): Promise<{ readonly batch: string }> {
  return value(desk.batches.create(jointBatch({ title })))
}

/** Copies a whole data folder, as somebody would with a file manager. */
export function copyHome(from: string, to: string): string {
  cpSync(from, to, { recursive: true })
  return to
}

export type Opened = { readonly backend: Backend; readonly desk: Desk; readonly state: IntegrityState }

/** Starts the program on a data folder and logs the first person in. */
export async function reopen(home: string, options: Partial<BackendOptions> = {}): Promise<Opened> {
  const backend = await openBackend({ ...backendOptions(home), ...options })
  try {
    const desk = clientOf(backend.openSession({ kind: 'window' }))
    const people = await value(desk.entry.people({ desk: key }))
    const person = people.find(({ name }) => name === '张经办') ?? people[0]!
    await value(desk.entry.login({ desk: key, person: person.id, password }))
    return { backend, desk, state: await value(desk.integrity.state(null)) }
  } catch (error) {
    await backend.close()
    throw error
  }
}

/** What a window hears that asks for the people of this desk; the backend is closed again. */
export async function opening(home: string, options: Partial<BackendOptions> = {}): Promise<string> {
  const backend = await openBackend({ ...backendOptions(home), ...options })
  const answer = await clientOf(backend.openSession({ kind: 'window' })).entry.people({ desk: key })
  await backend.close()
  return answer.ok ? 'ok' : answer.error.code
}

/** Another program that knows SQLite and nothing of us: no triggers fire on replaced rows, any trigger may be dropped. */
export function editWith(database: string, edit: (db: Database.Database) => void): void {
  const db = new Database(database)
  try {
    db.pragma('foreign_keys = OFF')
    edit(db)
  } finally {
    db.close()
  }
}

/** Drops the triggers, edits, and makes them again: what somebody does who has read the schema. */
export function editSlyly(database: string, edit: (db: Database.Database) => void): void {
  editWith(database, (db) => {
    const triggers = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all() as {
      name: string
      sql: string
    }[]
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
    edit(db)
    for (const { sql } of triggers) db.exec(sql)
  })
}

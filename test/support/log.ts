import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { tables } from '../../src-main/core/db.ts'
import { keyId } from '../../src-main/core/dsse.ts'
import type { Executor } from '../../src-main/core/execute.ts'
import { type ChainInfo, openLog, type World } from '../../src-main/core/log.ts'
import { command, event, happened, type Module, on, type Person, query } from '../../src-main/core/module.ts'
import { ok, refuse } from '../../src-main/core/result.ts'
import { migrate, readMigrations } from '../../src-main/platform/migrate.ts'
import { openSqlite, type Sqlite } from '../../src-main/platform/sqlite.ts'
import { ed25519Sha256, generateKey } from '../../src-main/platform/suites/ed25519-sha256.ts'

/** A module of notes: small enough to see through, with every part that real modules have. */
type NotesTables = { notes: { subject: string; text: string; edits: number } }
const k = tables<NotesTables>()

export const noteWritten = event({
  type: 'NoteWritten',
  version: 2,
  audience: 'members',
  data: z.strictObject({ text: z.string().max(100), colour: z.string() }),
  upcast: { 1: (data) => ({ ...(data as object), colour: '无' }) },
})
export const noteEdited = event({
  type: 'NoteEdited',
  version: 1,
  audience: 'office',
  data: z.strictObject({ text: z.string() }),
})

export const writeNote = command({
  permission: 'notes:edit',
  input: z.strictObject({ text: z.string().max(100) }),
  decide({ input, newSubject }) {
    if (input.text === '') return refuse('notes/empty')
    const note = newSubject('note')
    return ok({ events: [happened(noteWritten, note, { text: input.text, colour: '蓝' })], value: { note } })
  },
})

export const editNote = command({
  permission: 'notes:edit',
  input: z.strictObject({ note: z.string(), text: z.string() }),
  decide: ({ input }) =>
    ok({ events: [happened(noteEdited, input.note, { text: input.text })], value: null }),
})

export const confirmNote = command({
  permission: 'notes:edit',
  secondPermission: 'notes:second',
  input: z.strictObject({ note: z.string() }),
  decide: ({ input, second }) =>
    ok({ events: [happened(noteEdited, input.note, { text: `confirmed by ${second!.id}` })], value: null }),
})

export const notes: Module = {
  name: 'notes',
  events: [noteWritten, noteEdited],
  projection: {
    revision: 1,
    tables: ['notes'],
    ddl: 'CREATE TABLE notes (subject TEXT PRIMARY KEY, text TEXT NOT NULL, edits INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    handlers: [
      on(noteWritten, (db, { subject, data }) => {
        db.run(k.insertInto('notes').values({ subject, text: data.text, edits: 0 }))
      }),
      on(noteEdited, (db, { subject, data }) => {
        const edits = k
          .updateTable('notes')
          .set(({ eb }) => ({ text: data.text, edits: eb('edits', '+', 1) }))
        db.run(edits.where('subject', '=', subject))
      }),
    ],
  },
  calls: {
    writeNote,
    editNote,
    confirmNote,
    all: query({ permission: 'anyone', input: z.null(), read: () => null }),
  },
}

/** These tests check no signatures. */
export const noCertificate = { payload: '', payloadType: '', signatures: [{ keyid: '', sig: '' }] } as const

export const writer: Person = { id: 'person/00000000-1', name: '甲', roles: ['编辑'] }
export const colleague: Person = { id: 'person/00000000-2', name: '乙', roles: ['编辑', '确认'] }

function grantingRole(permission: string, roles: readonly string[]): string | null {
  return roles.find((role) => (permission === 'notes:second' ? role === '确认' : role === '编辑')) ?? null
}

export function testFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'desk-test-'))
}

export type NotesDesk = Executor & { readonly db: Sqlite; readonly file: string }

/** A desk with the notes module in a database of its own; `file` opens an existing one again. */
export async function openNotes(file = path.join(testFolder(), 'desk.sqlite')): Promise<NotesDesk> {
  const db = openSqlite(file)
  const migrated = await migrate(db, readMigrations('migrations'), null)
  if (!migrated.ok) throw new Error(migrated.error.code)
  let tick = Date.parse('2026-11-22T00:00:00.000Z')
  let random = 0
  const world: World = {
    now: () => new Date(tick++).toISOString(),
    today: () => '2026-11-22',
    random: (bytes) => new Uint8Array(bytes).fill(++random % 256),
  }
  const log = openLog(db, [notes], () => ed25519Sha256, world)
  const chain = db.transaction((): ChainInfo => {
    log.projections.refresh()
    const known = log.chains().find(({ own }) => own)
    if (known) return known
    const { publicKey } = generateKey()
    const device = keyId(ed25519Sha256, publicKey)
    return log.addChain({
      device,
      institution: 'JS',
      suite: 'ed25519-sha256',
      publicKey,
      certificate: noCertificate,
      own: true,
    })
  })
  const desk = {
    environment: '演练' as const,
    institution: 'JS',
    suite: 'ed25519-sha256' as const,
    device: chain.device,
    condition: null,
    pinCode: () => '',
    mayPin: () => true,
  }
  return { db, log, chain, desk, world, transaction: db.transaction, grantingRole, file }
}

/** Rows of every projected table, to compare two states. */
export function projectedRows(db: Sqlite, names: readonly string[]): unknown {
  return names.map((name) => db.sql(`SELECT * FROM ${name} ORDER BY 1, 2`))
}

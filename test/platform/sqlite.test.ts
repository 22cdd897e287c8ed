import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { execute } from '../../src-main/core/execute.ts'
import { openSqlite, requiredPragmas } from '../../src-main/platform/sqlite.ts'
import { openNotes, projectedRows, testFolder, writeNote, writer } from '../support/log.ts'

describe('a connection (S21)', () => {
  it.each([false, true])(
    'has every required pragma on a file that is opened again, read-only: %s',
    (readOnly) => {
      const file = path.join(testFolder(), 'a.sqlite')
      const first = openSqlite(file)
      first.script('CREATE TABLE t (a)')
      first.close()
      const again = openSqlite(file, { readOnly })
      for (const [pragma, value] of Object.entries(requiredPragmas)) {
        expect([pragma, again.raw.pragma(pragma, { simple: true })]).toEqual([pragma, value])
      }
      again.close()
    },
  )

  it('rolls a transaction back when its work throws', () => {
    const db = openSqlite(path.join(testFolder(), 'a.sqlite'))
    db.script('CREATE TABLE t (a)')
    const work = () => {
      db.sql('INSERT INTO t VALUES (1)')
      throw new Error('stop')
    }
    expect(() => db.transaction(work)).toThrow('stop')
    expect(db.sql('SELECT * FROM t')).toEqual([])
    expect(db.transaction(() => db.sql('INSERT INTO t VALUES (2) RETURNING a'))).toEqual([{ a: 2 }])
  })
})

describe('a full disk (S22)', () => {
  it('at whichever page rolls the command back, loses nothing, and work goes on when there is room', async () => {
    const desk = await openNotes()
    const { db } = desk
    let counter = 0
    const write = () => {
      const request = {
        key: `k${++counter}`,
        call: 'n',
        input: { text: 'x'.repeat(90) },
        person: writer,
        second: null,
      }
      return execute(desk, writeNote, request)
    }
    for (let room = 0; room < 12; room++) {
      const pages = Number(db.raw.pragma('page_count', { simple: true }))
      db.raw.pragma(`max_page_count = ${pages + room}`)
      let before = projectedRows(db, ['events', 'bodies', 'notes', 'idempotency'])
      for (;;) {
        try {
          expect(write().ok).toBe(true)
          before = projectedRows(db, ['events', 'bodies', 'notes', 'idempotency'])
        } catch (error) {
          expect((error as { code: string }).code).toBe('SQLITE_FULL')
          break
        }
      }
      expect(projectedRows(db, ['events', 'bodies', 'notes', 'idempotency'])).toEqual(before)
      expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok')
    }
    db.raw.pragma('max_page_count = 1000000')
    expect(write().ok).toBe(true)
  })
})

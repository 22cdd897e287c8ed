import path from 'node:path'
import { execute } from '../../src-main/core/execute.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { openNotes, testFolder, writeNote, writer } from '../support/log.ts'
import { compare, ms, type Row, row } from './measure.ts'

/** Durable commands one after another against bare durable inserts of the same text. */
export async function commandBench(scale: number): Promise<readonly Row[]> {
  const count = Math.max(200, 2000 * scale)
  const desk = await openNotes()
  const bare = openSqlite(path.join(testFolder(), 'bare.sqlite'))
  bare.script('CREATE TABLE notes (number INTEGER PRIMARY KEY, text TEXT NOT NULL)')
  let key = 0
  const commands = () => {
    for (let i = 0; i < count; i++) {
      const request = {
        key: `bench-key-${++key}`,
        call: 'notes.write',
        input: { text: '一条记录' },
        person: writer,
        second: null,
      }
      if (!execute(desk, writeNote, request).ok) throw new Error('refused')
    }
  }
  const inserts = () => {
    for (let i = 0; i < count; i++)
      bare.transaction(() => bare.sql('INSERT INTO notes (text) VALUES (?)', '一条记录'))
  }
  const { work, yardstick, ratio } = await compare(5, commands, inserts)
  const rate = 1 / ratio
  return [
    row(`${count} durable commands`, ms(work)),
    row(`${count} bare durable INSERTs`, ms(yardstick)),
    row('rate of commands : bare INSERTs', `${rate.toFixed(2)} x`, '>= 0.70 x', rate >= 0.7),
  ]
}

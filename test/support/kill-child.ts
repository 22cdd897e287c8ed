import { writeSync } from 'node:fs'
import { execute } from '../../src-main/core/execute.ts'
import { openAnchor } from '../../src-main/platform/anchor.ts'
import { openNotes, writeNote, writer } from './log.ts'

// Records notes as fast as it can and tells each one only after it was acknowledged, until it is killed.
const [file, round] = process.argv.slice(2) as [string, string]
const desk = await openNotes(file)
const anchor = openAnchor(`${file}.anchor`)
for (let n = 1; ; n++) {
  const text = `${round}-${n}`
  const request = { key: text, call: 'notes.write', input: { text }, person: writer, second: null }
  const written = execute(desk, writeNote, request)
  if (!written.ok) throw new Error(written.error.code)
  anchor.follow(desk.log.headOf(desk.chain.number)!)
  if (n % 7 === 0) anchor.flush()
  writeSync(1, `${text}\n`)
}

import { spawn } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { chainReader } from '../../src-main/core/chain.ts'
import { openAnchor } from '../../src-main/platform/anchor.ts'
import { ed25519Sha256 } from '../../src-main/platform/suites/ed25519-sha256.ts'
import { openNotes, testFolder } from '../support/log.ts'

const kills = Number(process.env.DESK_KILLS ?? 200)

/** Runs the writer until a moment after its first acknowledgement, then kill -9; answers what it had acknowledged. */
function killedRun(file: string, round: number, after: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['test/support/kill-child.ts', file, String(round)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let failed = ''
    child.stdout.on('data', (data: Buffer) => {
      if (out === '') setTimeout(() => child.kill('SIGKILL'), after)
      out += data.toString()
    })
    child.stderr.on('data', (data: Buffer) => {
      failed += data.toString()
    })
    child.on('close', () => {
      if (out === '') reject(new Error(failed))
      // Only whole lines were acknowledged.
      else resolve(out.slice(0, out.lastIndexOf('\n')).split('\n'))
    })
  })
}

it(`loses no acknowledged record and breaks no chain in ${kills} kills (S17)`, {
  timeout: 400_000,
}, async () => {
  const file = path.join(testFolder(), 'desk.sqlite')
  const acknowledged = new Set<string>()
  for (let round = 0; round < kills; round++) {
    // The moments are spread over the first 40 ms of work: inside of transactions, checkpoints, anchor writes.
    for (const text of await killedRun(file, round, (round * 7) % 40)) acknowledged.add(text)
  }
  const desk = await openNotes(file)
  expect(desk.db.raw.pragma('integrity_check', { simple: true })).toBe('ok')
  const stored = new Set(desk.db.sql<{ text: string }>('SELECT text FROM notes').map(({ text }) => text))
  expect([...acknowledged].filter((text) => !stored.has(text))).toEqual([])
  const reader = chainReader(ed25519Sha256, desk.chain.device, null)
  const rows = desk.db.sql<{ header: Uint8Array; bytes: Uint8Array }>(
    'SELECT header, bytes FROM events JOIN bodies USING (position) ORDER BY seq',
  )
  for (const { header, bytes } of rows) {
    const read = reader.next(header)
    expect('fault' in read ? read : null).toBeNull()
    if (!('fault' in read)) expect(read.header.body).toBe(ed25519Sha256.digest(bytes))
  }
  expect(rows.length).toBe(stored.size)
  // The anchor may lag behind the log, never run ahead of it or beside it.
  const remembered = openAnchor(`${file}.anchor`).read()!
  const [found] = desk.db.sql<{ id: string }>('SELECT id FROM events WHERE seq = ?', remembered.seq)
  expect(found?.id).toBe(remembered.id)
})

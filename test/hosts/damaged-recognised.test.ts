import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAnchor } from '../../src-main/platform/anchor.ts'
import {
  type ClosedDesk,
  closedDesk,
  copyHome,
  editWith,
  makeBatch,
  opening,
  placesOf,
  reopen,
} from '../support/damage.ts'
import { businessDigest, expectSound, filesIn } from '../support/invariants.ts'
import { code } from '../support/office.ts'

/** A folder beside the others of this test, that does not exist yet. */
function elsewhere(): string {
  return path.join(mkdtempSync(path.join(tmpdir(), 'desk-test-')), 'home')
}

/** Works on at a closed desk, so that what was copied before is old. */
async function workOn({ home }: ClosedDesk, title = '后来的批次'): Promise<void> {
  const { backend, desk } = await reopen(home)
  await makeBatch(desk, title)
  await backend.close()
}

/** Opens a desk that should be read-only: its condition, and that nothing is written on its chain. */
async function conditionOf(home: string, options: Parameters<typeof reopen>[1] = {}) {
  const { backend, desk, state } = await reopen(home, options)
  const { database } = placesOf(home)
  const before = businessDigest(database)
  const refused = await code(
    makeBatch(desk, '不应写入').then(() => ({ ok: true, value: null }) as const, refusalIn),
  )
  if (refused !== 'ok') expect(businessDigest(database), 'a refusal changes nothing').toBe(before)
  const log = await securityCodes(database)
  await backend.close()
  return { condition: state.condition, opened: state.opened, refused, log }
}

function refusalIn(error: Error) {
  return { ok: false, error: JSON.parse(error.message.slice('refused: '.length)) } as const
}

async function securityCodes(database: string): Promise<string[]> {
  let codes: string[] = []
  editWith(database, (db) => {
    codes = db.prepare('SELECT code FROM security_log ORDER BY number').pluck().all() as string[]
  })
  return codes
}

describe('history that somebody lost for us (S25)', () => {
  it('an older database under a newer anchor opens for reading only, says how far it comes, and stays so', async () => {
    const desk = await closedDesk()
    const old = readFileSync(desk.database)
    await workOn(desk)
    const remembered = readAnchor(desk.anchor)!
    writeFileSync(desk.database, old)
    const first = await conditionOf(desk.home)
    expect(first.condition).toMatchObject({
      reason: 'history-lost',
      facts: { by: 'anchor', remembered: remembered.head!.seq, found: remembered.head!.seq - 1 },
    })
    expect(first.refused).toBe('desk/read-only')
    expect(first.log).toContain('desk/history-lost')
    expect(readAnchor(desk.anchor), 'the anchor is evidence').toEqual(remembered)
    expect((await conditionOf(desk.home)).condition).toEqual(first.condition)
    const log = await securityCodes(desk.database)
    expect(log.filter((one) => one === 'desk/history-lost')).toHaveLength(1)
  })

  it('a whole folder put back together with its own anchor is found by the witness outside of it', async () => {
    const desk = await closedDesk()
    const copy = copyHome(desk.home, elsewhere())
    await workOn(desk)
    rmSync(desk.home, { recursive: true })
    copyHome(copy, desk.home)
    const { condition } = await conditionOf(desk.home)
    expect(condition).toMatchObject({ reason: 'history-lost', facts: { by: 'witness' } })
  })

  it('a write-ahead log that was deleted with records in it is noticed', async () => {
    const desk = await closedDesk()
    const { backend, desk: client } = await reopen(desk.home)
    await makeBatch(client, '只在日志里的批次')
    await new Promise((resolve) => setTimeout(resolve, 700))
    // Nothing is folded into the database yet: what a power cut leaves.
    const left = copyHome(desk.home, elsewhere())
    await backend.close()
    const whole = copyHome(left, elsewhere())
    expect((await conditionOf(whole, { witness: elsewhere() })).condition).toBeNull()
    for (const side of ['-wal', '-shm']) rmSync(`${placesOf(left).database}${side}`)
    const { condition } = await conditionOf(left, { witness: elsewhere() })
    expect(condition).toMatchObject({ reason: 'history-lost', facts: { by: 'anchor' } })
  })

  it('one memory of two that was deleted is made again from the other, and that is kept in the security log', async () => {
    const desk = await closedDesk()
    rmSync(desk.anchor)
    const withoutAnchor = await conditionOf(desk.home)
    expect(withoutAnchor).toMatchObject({ condition: null, refused: 'ok', opened: { anchor: 'made-again' } })
    expect(withoutAnchor.log).toContain('desk/anchor-was-gone')
    rmSync(desk.witness, { recursive: true })
    const withoutWitness = await conditionOf(desk.home)
    expect(withoutWitness).toMatchObject({
      condition: null,
      opened: { anchor: 'agrees', witness: 'made-again' },
    })
    expect(withoutWitness.log).toContain('desk/witness-was-gone')
    expectSound(desk.root)
  })

  it('a deleted anchor does not hide an older database from the witness, nor the reverse', async () => {
    for (const gone of ['anchor', 'witness'] as const) {
      const desk = await closedDesk(1)
      const old = readFileSync(desk.database)
      await workOn(desk)
      writeFileSync(desk.database, old)
      rmSync(desk[gone], { recursive: true })
      const { condition } = await conditionOf(desk.home)
      expect(condition).toMatchObject({
        reason: 'history-lost',
        facts: { by: gone === 'anchor' ? 'witness' : 'anchor' },
      })
    }
  })

  it('with both memories deleted nothing proves the log whole: read-only', async () => {
    const desk = await closedDesk(1)
    rmSync(desk.anchor)
    rmSync(desk.witness, { recursive: true })
    const { condition, refused } = await conditionOf(desk.home)
    expect(condition).toMatchObject({ reason: 'history-lost', facts: { by: 'nothing-remembers' } })
    expect(refused).toBe('desk/read-only')
    expect(await (await conditionOf(desk.home)).condition).not.toBeNull()
  })
})

describe('copies', () => {
  it('a folder copied on the same machine is read-only while the original is there; the original goes on', async () => {
    const desk = await closedDesk(1)
    const copy = copyHome(desk.home, elsewhere())
    const { condition } = await conditionOf(copy, { witness: desk.witness })
    expect(condition).toMatchObject({ reason: 'copied', facts: { by: 'folder' } })
    expect(await conditionOf(desk.home)).toMatchObject({ condition: null, refused: 'ok' })
  })

  it('a folder that was moved goes on, and the move is noted', async () => {
    const desk = await closedDesk(1)
    const moved = elsewhere()
    renameSync(desk.home, moved)
    const first = await conditionOf(moved, { witness: desk.witness })
    expect(first).toMatchObject({ condition: null, refused: 'ok', opened: { witness: 'moved' } })
    expect(first.log).toContain('desk/folder-moved')
    expect((await conditionOf(moved, { witness: desk.witness })).opened).toMatchObject({ witness: 'agrees' })
  })

  it('a copy of a moved folder is still a copy', async () => {
    const desk = await closedDesk(1)
    const moved = elsewhere()
    renameSync(desk.home, moved)
    expect((await conditionOf(moved, { witness: desk.witness })).condition).toBeNull()
    const copy = copyHome(moved, elsewhere())
    expect((await conditionOf(copy, { witness: desk.witness })).condition).toMatchObject({ reason: 'copied' })
  })

  it('on another machine the folder is a copy, even where the original was deleted', async () => {
    const desk = await closedDesk(1)
    const { condition } = await conditionOf(desk.home, { machine: 'ffffffffffffffffffffffffffffffff' })
    expect(condition).toMatchObject({ reason: 'copied', facts: { by: 'machine' } })
  })

  it('where no machine id can be read, nothing is bound and the page says so', async () => {
    const desk = await closedDesk(1)
    expect((await conditionOf(desk.home, { machine: null })).opened).toMatchObject({ machine: 'unreadable' })
    const { condition } = await conditionOf(desk.home)
    expect(condition).toBeNull()
  })
})

/** What comes and goes with a connection, and holds nothing when nothing was written. */
const beside = ['writer.lock', 'desk.sqlite-shm', 'desk.sqlite-wal']

describe('something else in our place', () => {
  it('another office’s database is refused and not touched', async () => {
    const desk = await closedDesk(1)
    editWith(desk.database, (db) => db.exec(`UPDATE chains SET institution = 'SH' WHERE own = 1`))
    const before = filesIn(desk.root, beside)
    expect(await opening(desk.home)).toBe('desk/another-desk')
    expect(filesIn(desk.root, beside)).toEqual(before)
  })

  it('the database of another desk of our own office is not taken for the one that was here', async () => {
    const ours = await closedDesk(2)
    const other = await closedDesk(2)
    cpSync(other.database, ours.database)
    const { condition } = await conditionOf(ours.home)
    expect(condition).toMatchObject({ reason: 'history-lost', facts: { by: 'another-desk' } })
  })

  it('a database that is gone is never replaced by an empty one', async () => {
    const desk = await closedDesk(1)
    for (const side of ['', '-wal', '-shm']) rmSync(`${desk.database}${side}`, { force: true })
    const before = filesIn(desk.root)
    expect(await opening(desk.home)).toBe('desk/database-missing')
    expect(filesIn(desk.root)).toEqual(before)
    writeFileSync(desk.database, '')
    expect(await opening(desk.home)).toBe('desk/no-chain')
    expect(readFileSync(desk.database)).toHaveLength(0)
  })

  it('a database that is no database is refused, and every file stays as it is', async () => {
    const desk = await closedDesk(1)
    for (const bytes of [Buffer.alloc(8192, 'x'), readFileSync(desk.database).subarray(0, 5000)]) {
      writeFileSync(desk.database, bytes)
      const before = filesIn(desk.root, beside)
      expect(await opening(desk.home)).toBe('desk/database-damaged')
      expect(filesIn(desk.root, beside)).toEqual(before)
    }
  })

  it('a database of a newer program is refused with records in its write-ahead log, and both files stay as they are', async () => {
    const desk = await closedDesk(1)
    const left = elsewhere()
    editWith(desk.database, (db) => {
      db.pragma('journal_mode = WAL')
      db.pragma('user_version = 99')
      copyHome(desk.home, left)
    })
    const { database, root } = placesOf(left)
    expect(readFileSync(`${database}-wal`).length).toBeGreaterThan(0)
    const before = filesIn(root, ['writer.lock', 'desk.sqlite-shm'])
    expect(await opening(left, { witness: elsewhere() })).toBe('database/newer-program')
    expect(filesIn(root, ['writer.lock', 'desk.sqlite-shm'])).toEqual(before)
  })
})

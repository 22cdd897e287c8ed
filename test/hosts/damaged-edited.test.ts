import { readFileSync, writeFileSync } from 'node:fs'
import type Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { readChains } from '../../src-main/core/log.ts'
import type { DeskVerdict } from '../../src-main/core/verify.ts'
import { dueFor } from '../../src-main/domain/bundles/due.ts'
import { peekSqlite } from '../../src-main/platform/sqlite.ts'
import {
  type ClosedDesk,
  closedDesk,
  copyHome,
  editSlyly,
  editWith,
  placesOf,
  reopen,
} from '../support/damage.ts'
import { send, takeIn } from '../support/exchange.ts'
import { businessDigest, expectSound } from '../support/invariants.ts'
import { testFolder } from '../support/log.ts'
import { code, openOffice, pinEachOther, value } from '../support/office.ts'

let whole: ClosedDesk

beforeAll(async () => {
  whole = await closedDesk(5)
})

/** The desk with something edited in it, checked as 「立即核查」 does; the witness goes along so that only the edit is new. */
async function edited(edit: (db: Database.Database) => void, how = editSlyly): Promise<Checked> {
  const home = `${testFolder()}/home`
  copyHome(whole.home, home)
  how(placesOf(home).database, edit)
  return checked(home)
}

type Checked = Awaited<ReturnType<typeof checked>>

async function checked(home: string) {
  const { backend, desk } = await reopen(home)
  const { database } = placesOf(home)
  const before = businessDigest(database)
  const verdict: DeskVerdict = await value(desk.integrity.verifyNow(null))
  const { condition, isOfThisStart } = await value(desk.integrity.state(null))
  expect(isOfThisStart).toBe(true)
  const write = await code(
    desk.accounts.open({ name: '改后的人', roles: ['监督'], password: '长江边上的一座城' }),
  )
  if (write !== 'ok') expect(businessDigest(database)).toBe(before)
  await backend.close()
  return { verdict, condition, write, home, own: verdict.chains.find(({ own }) => own)! }
}

/** Position of our n-th record of a type. */
function place(db: Database.Database, type: string, nth = 0): { position: number; seq: number } {
  return db
    .prepare(
      'SELECT b.position, e.seq FROM bodies b JOIN events e USING (position) WHERE b.type = ? ORDER BY 1 LIMIT 1 OFFSET ?',
    )
    .get(type, nth) as { position: number; seq: number }
}

it('a desk that nobody touched is all right, and goes on writing', async () => {
  const { verdict, condition, write, own } = await edited(() => undefined)
  expect(verdict).toMatchObject({ database: 'ok', schema: [], projections: [] })
  expect(verdict.remembered).toEqual({ anchor: 'agrees', witness: 'absent' })
  expect(own.fault).toBeNull()
  expect(condition).toBeNull()
  expect(write).toBe('ok')
})

describe('a database edited with another SQLite tool is found, with the first bad place, and read-only (S24)', () => {
  /** Each edit, and where and as what it must be found. */
  const edits: readonly [name: string, edit: (db: Database.Database) => void, seq: number, reason: string][] =
    [
      [
        'a score changed: the body of a record',
        (db) => {
          const { position } = place(db, 'BatchCreated', 1)
          const { bytes } = db.prepare('SELECT bytes FROM bodies WHERE position = ?').get(position) as {
            bytes: Buffer
          }
          const better = Buffer.from(bytes.toString('utf8').replace('2026-12-31', '2026-12-30'))
          db.prepare('UPDATE bodies SET bytes = ? WHERE position = ?').run(better, position)
        },
        5,
        'body',
      ],
      [
        'a record deleted',
        (db) => {
          const { position } = place(db, 'BatchCreated', 2)
          db.prepare('DELETE FROM bodies WHERE position = ?').run(position)
          db.prepare('DELETE FROM events WHERE position = ?').run(position)
        },
        6,
        'chain',
      ],
      [
        'only the content of a record deleted',
        (db) =>
          db.prepare('DELETE FROM bodies WHERE position = ?').run(place(db, 'BatchCreated', 2).position),
        6,
        'body-missing',
      ],
      [
        'a row replaced by another of the same place',
        (db) => {
          const other = db
            .prepare('SELECT * FROM bodies WHERE position = ?')
            .get(place(db, 'BatchCreated').position)
          const { position } = place(db, 'BatchCreated', 3)
          db.prepare(
            `INSERT OR REPLACE INTO bodies (position, type, audience, recipients, subject, problem, bytes)
           VALUES (@position, @type, @audience, @recipients, @subject, @problem, @bytes)`,
          ).run({ ...(other as object), position })
        },
        7,
        'body',
      ],
      [
        'a header changed',
        (db) => {
          const { position } = place(db, 'BatchCreated', 4)
          const { header } = db.prepare('SELECT header FROM events WHERE position = ?').get(position) as {
            header: Buffer
          }
          const later = Buffer.from(header.toString('utf8').replace(/"at":"20\d\d/, '"at":"2031'))
          db.prepare('UPDATE events SET header = ? WHERE position = ?').run(later, position)
        },
        8,
        'stored-id',
      ],
      [
        'a record passed off as one of another subject',
        (db) => {
          const { position } = place(db, 'BatchCreated', 1)
          db.prepare('UPDATE bodies SET subject = ? WHERE position = ?').run('batch/00000000-9', position)
        },
        5,
        'columns',
      ],
      [
        'a record hidden as one that does not count',
        (db) =>
          db
            .prepare(`UPDATE bodies SET problem = 'not-the-writer' WHERE position = ?`)
            .run(place(db, 'BatchCreated', 1).position),
        5,
        'writer',
      ],
      [
        'the certificate of our device changed',
        (db) => {
          const { certificate } = db.prepare('SELECT certificate FROM chains').get() as {
            certificate: string
          }
          const envelope = JSON.parse(certificate)
          envelope.signatures[0].sig = Buffer.alloc(64, 1).toString('base64')
          db.prepare('UPDATE chains SET certificate = ?').run(JSON.stringify(envelope))
        },
        1,
        'certificate',
      ],
      [
        'the certificate made unreadable',
        (db) => db.prepare('UPDATE chains SET certificate = ?').run('{"payload":'),
        1,
        'certificate',
      ],
      [
        'the public key of our device changed',
        (db) => db.prepare('UPDATE chains SET public_key = ?').run('ab'.repeat(32)),
        1,
        'certificate',
      ],
    ]

  it.each(edits)('%s', async (_name, edit, seq, reason) => {
    const { verdict, own, condition, write } = await edited(edit)
    expect(own.fault).toEqual({ seq, reason })
    expect(condition).toMatchObject({ reason: 'damaged', facts: { institution: 'JS', seq, fault: reason } })
    expect(write).toBe('desk/read-only')
    expect(verdict.projections, 'lists are not made from what is not sure').toBeNull()
  })

  it('a trigger dropped, or one that somebody added', async () => {
    for (const edit of [
      'DROP TRIGGER bodies_are_never_changed',
      'CREATE TRIGGER quiet AFTER INSERT ON bodies BEGIN DELETE FROM drafts; END',
      'DROP INDEX bodies_by_subject',
      'CREATE TABLE notes_of_somebody (text TEXT)',
    ]) {
      const { verdict, condition, write } = await edited((db) => db.exec(edit), editWith)
      expect(verdict.schema, edit).toHaveLength(1)
      expect(condition).toMatchObject({
        reason: 'damaged',
        facts: { fault: 'schema', name: verdict.schema[0]! },
      })
      expect(write).toBe('desk/read-only')
    }
  })

  it('a list that shows something else than the records is made again at once; the desk goes on', async () => {
    const { verdict, condition, write, home } = await edited((db) => {
      db.exec(`UPDATE accounts SET roles = '["监督"]' WHERE name = '李复核'`)
      db.exec('DELETE FROM batches WHERE rowid IN (SELECT rowid FROM batches LIMIT 1)')
    })
    expect(verdict.projections?.toSorted()).toEqual(['accounts', 'batches'])
    expect(condition).toBeNull()
    expect(write).toBe('ok')
    const { backend, desk } = await reopen(home)
    expect(await value(desk.batches.list(null))).toHaveLength(5)
    expect((await value(desk.accounts.list(null))).find(({ name }) => name === '李复核')?.roles).toEqual([
      '复核人',
    ])
    expect((await value(desk.integrity.verifyNow(null))).projections).toEqual([])
    await backend.close()
    editWith(placesOf(home).database, (db) => {
      const codes = db.prepare('SELECT code FROM security_log').pluck().all()
      expect(codes).toContain('integrity/lists-made-again')
    })
    expectSound(placesOf(home).root)
  })

  it('a list that was dropped or got other columns is made again, too', async () => {
    for (const edit of ['DROP TABLE pins', 'ALTER TABLE batches ADD COLUMN extra TEXT']) {
      const { verdict, condition } = await edited((db) => db.exec(edit), editWith)
      expect(verdict.projections, edit).toHaveLength(1)
      expect(condition).toBeNull()
    }
  })

  it('the newest record of our own deleted, which leaves a chain that holds', async () => {
    const { home } = await edited(() => undefined)
    editSlyly(placesOf(home).database, (db) => {
      const { position } = db.prepare('SELECT max(position) AS position FROM events').get() as {
        position: number
      }
      db.prepare('DELETE FROM bodies WHERE position = ?').run(position)
      db.prepare('DELETE FROM events WHERE position = ?').run(position)
    })
    const { condition } = await checked(home)
    expect(condition).toMatchObject({ reason: 'history-lost', facts: { by: 'anchor' } })
  })

  it('bytes on a page that SQLite itself cannot read', async () => {
    const home = `${testFolder()}/home`
    copyHome(whole.home, home)
    const { database } = placesOf(home)
    const bytes = readFileSync(database)
    // The root of a table of truth: its page is no b-tree any more.
    let page = 0
    editWith(database, (db) => {
      page = db
        .prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'checkpoints'`)
        .pluck()
        .get() as number
    })
    bytes.fill(0xff, (page - 1) * 4096, (page - 1) * 4096 + 64)
    writeFileSync(database, bytes)
    const { verdict, condition } = await checked(home)
    expect(verdict.database).not.toBe('ok')
    expect(condition).toMatchObject({ reason: 'damaged' })
  })
})

describe('checkpoints and chains of others', () => {
  let js: ClosedDesk
  beforeAll(async () => {
    const a = await openOffice('JS')
    const b = await openOffice('SH')
    await pinEachOther(a, b)
    await takeIn(a, await send(b, 'JS'))
    await takeIn(b, await send(a, 'SH'))
    await a.close()
    await b.close()
    js = placesOf(a.home)
  })

  async function editedExchange(edit: (db: Database.Database) => void): Promise<Checked> {
    const home = `${testFolder()}/home`
    copyHome(js.home, home)
    editSlyly(placesOf(home).database, edit)
    return checked(home)
  }

  it('untouched, every checkpoint of both offices holds', async () => {
    const { condition, verdict } = await editedExchange(() => undefined)
    expect(condition).toBeNull()
    expect(verdict.chains.map(({ checkpoints }) => checkpoints > 0)).toEqual([true, true])
  })

  it.each([
    ['place', 'seq = seq - 1'],
    ['head', `head = 'sha256:${'0'.repeat(64)}'`],
    ['signature', `envelope = CAST(replace(CAST(envelope AS TEXT), '"sig":"', '"sig":"A') AS BLOB)`],
    ['form', `envelope = x'ff00'`],
  ])('a checkpoint that was changed is found: its %s', async (_what, edit) => {
    const { own, condition } = await editedExchange((db) =>
      db.exec(`UPDATE checkpoints SET ${edit} WHERE chain = 1`),
    )
    expect(own.fault?.reason).toBe('checkpoint')
    expect(condition).toMatchObject({ reason: 'damaged' })
  })

  /** Institutions whose chains a bundle for a third office would carry. */
  function wouldSend({ home, own }: Checked): string[] {
    const db = peekSqlite(placesOf(home).database)
    const { ranges } = dueFor(db, own.device, 'ZJ', true)
    const owners = readChains(db).filter(({ device }) => ranges.some((range) => range.device === device))
    db.close()
    return owners.map(({ institution }) => institution).sort()
  }

  it('a fault in another office’s chain names that chain, which is passed on no more; ours is whole and goes on', async () => {
    expect(wouldSend(await editedExchange(() => undefined))).toEqual(['JS', 'SH'])
    const found = await editedExchange((db) => {
      const row = db
        .prepare(
          `SELECT b.position, b.bytes FROM bodies b JOIN events e USING (position) JOIN chains c ON c.number = e.chain
           WHERE c.institution = 'SH' AND e.seq = 2`,
        )
        .get() as { position: number; bytes: Buffer }
      const changed = Buffer.from(row.bytes.toString('utf8').replace('张经办', '章经办'))
      db.prepare('UPDATE bodies SET bytes = ? WHERE position = ?').run(changed, row.position)
    })
    const theirs = found.verdict.chains.find(({ institution }) => institution === 'SH')
    expect(theirs?.fault).toEqual({ seq: 2, reason: 'body' })
    expect(found.condition).toBeNull()
    expect(found.write).toBe('ok')
    expect(wouldSend(found)).toEqual(['JS'])
  })

  const deleteTheirLast = (db: Database.Database) => {
    const last = db
      .prepare(
        `SELECT max(position) FROM events e JOIN chains c ON c.number = e.chain WHERE c.institution = 'SH'`,
      )
      .pluck()
      .get()
    db.prepare('DELETE FROM bodies WHERE position = ?').run(last)
    db.prepare('DELETE FROM events WHERE position = ?').run(last)
  }

  it('the end of another office’s chain deleted: its checkpoint stands beyond it', async () => {
    const { verdict, condition } = await editedExchange(deleteTheirLast)
    const theirs = verdict.chains.find(({ institution }) => institution === 'SH')!
    expect(theirs.fault).toEqual({ seq: theirs.events + 1, reason: 'checkpoint' })
    expect(condition).toBeNull()
  })

  it('records gone that were here at the last check, with every checkpoint of them', async () => {
    const { home } = await editedExchange(() => undefined)
    editSlyly(placesOf(home).database, (db) => {
      db.exec(`DELETE FROM checkpoints WHERE chain = (SELECT number FROM chains WHERE institution = 'SH')`)
      deleteTheirLast(db)
    })
    const { verdict } = await checked(home)
    const theirs = verdict.chains.find(({ institution }) => institution === 'SH')!
    expect(theirs.fault).toEqual({ seq: theirs.events + 1, reason: 'shorter' })
  })
})

import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import {
  backendOptions,
  clientOf,
  code,
  type Machine,
  type Office,
  openMachine,
  openOffice,
  password,
  value,
} from '../support/office.ts'
import {
  backupsOn,
  cleanMachine,
  medium,
  peopleOf,
  restoreOn,
  sheetOf,
  storeDocument,
} from '../support/recovery.ts'

let office: Office
let machine: Machine
let people: { readonly first: string; readonly second: string }
let stick: { readonly path: string; readonly token: string }
let backup: string

beforeEach(async () => {
  office = await openOffice('JS')
  people = await peopleOf(office)
  stick = await medium(office.backend)
  await value(office.desk.recovery.backUp({ folder: stick.token }))
  backup = backupsOn(stick.path)[0]!
  machine = await cleanMachine()
})
afterEach(async () => {
  await office.close()
  await machine.close()
})

async function prepare(
  options: { insteadOf?: string | null; of?: string; lacking?: boolean } = {},
  on = machine,
) {
  return on.desk.entry.prepareRestore({
    backup: await on.token(options.of ?? backup),
    insteadOf: options.insteadOf ?? null,
    mayLackDocuments: options.lacking ?? false,
  })
}

const first = () => ({ person: people.first, password })
const second = () => ({ person: people.second, password })

describe('a restore on a clean machine', () => {
  it('finds the backups from the medium, the folder of the desk, or the backup itself', async () => {
    for (const folder of [stick.path, path.dirname(backup), backup]) {
      const found = await value(machine.desk.entry.findBackups({ folder: await machine.token(folder) }))
      expect(found).toMatchObject([{ institution: 'JS', environment: '演练' }])
    }
    const empty = await medium(machine.backend)
    expect(await code(machine.desk.entry.findBackups({ folder: empty.token }))).toBe(
      'recovery/no-backup-found',
    )
  })

  it('says what is inside, then two people of it make it a desk that is read-only', async () => {
    const prepared = await value(prepare())
    expect(prepared).toMatchObject({
      institution: 'JS',
      needsSheet: false,
      here: null,
      lacking: 0,
      people: [
        { id: people.first, name: '张经办' },
        { id: people.second, name: '李复核' },
      ],
    })
    expect((await value(machine.desk.entry.state(null))).desks).toEqual([])
    const { restore } = prepared
    const { key } = await value(
      machine.desk.entry.restore({ restore, first: first(), second: second(), groups: null }),
    )
    await value(machine.desk.entry.login({ desk: key, person: people.first, password }))
    expect((await value(machine.desk.recovery.standing(null))).condition).toMatchObject({
      reason: 'restored',
      facts: { seq: prepared.seq },
    })
    const refused = await machine.desk.offices.add({
      code: 'XX',
      name: '某某单位',
      short: '某',
      region: null,
    })
    expect(refused).toMatchObject({ ok: false, error: { code: 'desk/read-only', reason: 'restored' } })
    expect(readdirSync(machine.home).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('that two windows prepare at once is prepared for both', async () => {
    const [one, other] = await Promise.all([value(prepare()), value(prepare())])
    expect(one.restore).not.toBe(other.restore)
    const { restore } = one
    await value(machine.desk.entry.restore({ restore, first: first(), second: second(), groups: null }))
  })

  it('is refused with a wrong password, with one person twice, and without the second', async () => {
    const { restore } = await value(prepare())
    const wrong = { ...first(), password: '完全不对的密码' }
    const tries = {
      'desk/wrong-password': { first: wrong, second: second() },
      'desk/second-person-is-the-first': { first: first(), second: first() },
      'desk/second-person-missing': { first: first(), second: null },
      'desk/second-person-wrong-password': { first: first(), second: { ...wrong, person: people.second } },
      'desk/not-permitted': { first: second(), second: first() },
    }
    for (const [expected, confirmation] of Object.entries(tries)) {
      expect(await code(machine.desk.entry.restore({ restore, groups: null, ...confirmation }))).toBe(
        expected,
      )
    }
    expect((await value(machine.desk.entry.state(null))).desks).toEqual([])
    await value(machine.desk.entry.restore({ restore, first: first(), second: second(), groups: null }))
  })
})

describe('a backup that is not what it says (S26)', () => {
  const alter = (file: string, at: number) => {
    const bytes = readFileSync(file)
    bytes[at]! ^= 1
    writeFileSync(file, bytes)
  }

  it('is refused at any byte of its database', async () => {
    const file = path.join(backup, 'desk.sqlite')
    const sound = readFileSync(file)
    for (const at of [0, 30, 100, 4096, sound.length >> 1, sound.length - 1]) {
      alter(file, at)
      expect(await code(prepare())).toBe('recovery/backup-damaged')
      writeFileSync(file, sound)
    }
    writeFileSync(file, sound.subarray(0, sound.length - 4096))
    expect(await code(prepare())).toBe('recovery/backup-damaged')
    expect(readdirSync(machine.home)).toEqual([])
  })

  it('is refused when somebody changed a record and wrote the digests anew', async () => {
    const file = path.join(backup, 'desk.sqlite')
    const db = openSqlite(file)
    db.script('DROP TRIGGER bodies_are_never_changed')
    const [row] = db.sql<{ bytes: Buffer }>('SELECT bytes FROM bodies WHERE position = 2')
    db.sql(
      'UPDATE bodies SET bytes = ? WHERE position = 2',
      Buffer.from(row!.bytes.toString('utf8').replace('张经办', '张某某')),
    )
    db.raw.pragma('journal_mode = DELETE')
    db.close()
    await writeDigest(backup)
    expect(await prepare()).toMatchObject({ error: { code: 'recovery/backup-damaged', what: 'chain' } })
  })

  it('is refused when its history was cut and the digests written anew, because the device signed for more', async () => {
    await value(office.desk.offices.add({ code: 'XX', name: '某某单位', short: '某', region: null }))
    await value(office.desk.recovery.backUp({ folder: stick.token }))
    const [newest] = backupsOn(stick.path)
    const db = openSqlite(path.join(newest!, 'desk.sqlite'))
    db.script('DROP TRIGGER bodies_are_never_deleted; DROP TRIGGER events_are_never_deleted')
    db.script('DELETE FROM bodies WHERE position = 4; DELETE FROM events WHERE position = 4')
    const [head] = db.sql<{ seq: number; id: string }>('SELECT seq, id FROM events ORDER BY seq DESC LIMIT 1')
    db.raw.pragma('journal_mode = DELETE')
    db.close()
    await writeDigest(newest!, { seq: head!.seq, head: head!.id })
    expect(await prepare({ of: newest! })).toMatchObject({
      error: { code: 'recovery/backup-damaged', what: 'checkpoint' },
    })
  })

  it('is refused without its facts, with facts of a later format, and from a newer program', async () => {
    const file = path.join(backup, 'backup.json')
    const facts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    for (const [change, expected] of [
      [{ format: 'desk/backup/v2' }, 'recovery/backup-newer-program'],
      [{ schema: 99 }, 'recovery/backup-newer-program'],
      [{ seq: 'three' }, 'recovery/backup-damaged'],
      [{ extra: true }, 'recovery/backup-damaged'],
      [{ institution: 'SH' }, 'recovery/backup-damaged'],
      [{ environment: '正式' }, 'recovery/backup-damaged'],
    ] as const) {
      writeFileSync(file, JSON.stringify({ ...facts, ...change }))
      expect(await code(prepare())).toBe(expected)
    }
    rmSync(file)
    expect(await code(prepare())).toBe('recovery/not-a-backup')
  })

  it('is refused without a document, unless people decide to go on without it', async () => {
    const store = path.join(office.home, 'JS-training', 'documents')
    const digest = storeDocument(store, 'one')
    await value(office.desk.recovery.backUp({ folder: stick.token }))
    const [newest] = backupsOn(stick.path)
    rmSync(path.join(path.dirname(newest!), 'documents', digest.slice(0, 2), digest))
    expect(await prepare({ of: newest! })).toMatchObject({
      error: { code: 'recovery/backup-incomplete', documents: 1 },
    })
    expect(await value(prepare({ of: newest!, lacking: true }))).toMatchObject({ lacking: 1 })
  })
})

describe('a restore where a desk is', () => {
  it('of another institution or environment is refused before anything is touched', async () => {
    const sh = await openOffice('SH')
    const real = await openOffice('JS', '正式')
    for (const [one, desk, expected] of [
      [sh, 'SH-training', 'recovery/backup-of-another-institution'],
      [real, 'JS-real', 'recovery/backup-of-other-environment'],
    ] as const) {
      const token = await one.token(backup)
      const window = clientOf(one.backend.openSession({ kind: 'window' }))
      const input = { backup: token, insteadOf: desk, mayLackDocuments: false }
      expect(await code(window.entry.prepareRestore(input))).toBe(expected)
      expect(readdirSync(one.home).filter((name) => name.startsWith('.'))).toEqual([])
      await one.close()
    }
  })

  it('is refused when the desk holds as much or more, and when its place was not given', async () => {
    const window = clientOf(office.backend.openSession({ kind: 'window' }))
    const token = await office.token(backup)
    const input = { backup: token, mayLackDocuments: false }
    expect(await code(window.entry.prepareRestore({ ...input, insteadOf: null }))).toBe(
      'recovery/desk-is-here',
    )
    expect(await code(window.entry.prepareRestore({ ...input, insteadOf: 'JS-training' }))).toBe(
      'recovery/backup-older',
    )
  })

  it('takes the place of a broken one, which stays beside it under another name', async () => {
    await office.close()
    const file = path.join(office.home, 'JS-training', 'desk.sqlite')
    const broken = Buffer.from('this is no database'.repeat(500))
    writeFileSync(file, broken)
    for (const side of ['-wal', '-shm']) rmSync(`${file}${side}`, { force: true })
    const again = await openMachine(office.home)
    const prepared = await value(prepare({ insteadOf: 'JS-training' }, again))
    expect(prepared.here).toEqual({ seq: null, isAnother: false })
    const { restore } = prepared
    await value(again.desk.entry.restore({ restore, first: first(), second: second(), groups: null }))
    await value(again.desk.entry.login({ desk: 'JS-training', person: people.first, password }))
    const kept = readdirSync(office.home).filter((name) => name.startsWith('JS-training-replaced-'))
    expect(kept).toHaveLength(1)
    expect(readFileSync(path.join(office.home, kept[0]!, 'desk.sqlite')).equals(broken)).toBe(true)
    await again.close()
  })

  it('is finished at the next start when it was confirmed and the machine stopped before it took its place', async () => {
    await office.close()
    await restoreOn(machine, backup, people)
    await machine.close()
    renameSync(path.join(machine.home, 'JS-training'), path.join(office.home, '.restored-JS-training'))
    const backend = await openBackend(backendOptions(office.home))
    const desk = clientOf(backend.openSession({ kind: 'window' }))
    await value(desk.entry.login({ desk: 'JS-training', person: people.first, password }))
    expect((await value(desk.recovery.standing(null))).condition?.reason).toBe('restored')
    const names = readdirSync(office.home)
    expect(names.filter((name) => name.startsWith('JS-training-replaced-'))).toHaveLength(1)
    expect(names).not.toContain('.restored-JS-training')
    await backend.close()
  })
})

it('an office of one person restores with the password and the recovery sheet', async () => {
  const backend = await openBackend(backendOptions(path.join(machine.home, '..', 'single')))
  const desk = clientOf(backend.openSession({ kind: 'window' }))
  await value(desk.entry.create({ institution: 'AH', environment: '演练', name: '王一人', password }))
  const [only] = await value(desk.accounts.list(null))
  const target = await medium(backend)
  await value(desk.recovery.backUp({ folder: target.token }))
  const groups = await sheetOf(path.join(machine.home, '..', 'single'), 'AH-training', only!.id)
  await backend.close()
  const [of] = backupsOn(target.path)
  const prepared = await value(prepare({ of: of! }))
  expect(prepared.needsSheet).toBe(true)
  const restore = { restore: prepared.restore, first: { person: only!.id, password }, second: null }
  expect(await code(machine.desk.entry.restore({ ...restore, groups: null }))).toBe('recovery/sheet-needed')
  expect(await code(machine.desk.entry.restore({ ...restore, groups: groups.slice(5) }))).toBe(
    'recovery/groups-wrong',
  )
  await value(machine.desk.entry.restore({ ...restore, groups }))
  expect(existsSync(path.join(machine.home, 'AH-training', 'desk.sqlite'))).toBe(true)
})

async function writeDigest(folder: string, changes: Record<string, unknown> = {}): Promise<void> {
  const { createHash } = await import('node:crypto')
  const file = path.join(folder, 'backup.json')
  const bytes = readFileSync(path.join(folder, 'desk.sqlite'))
  const database = { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  const facts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  writeFileSync(file, JSON.stringify({ ...facts, database, ...changes }))
}

import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { type Device, folders, type Office as Keys, noise, send, storeDocument } from '../support/bundles.ts'
import { code, type Office, openOffice, reopenOffice, value } from '../support/office.ts'
import { partsOf, peerDevice, peerOffice, pinPeer, sendParts, startBatch } from '../support/peers.ts'

const at = folders()
let sh: Office
let js: Keys
let sender: Device
let cut: (from: number, to: number) => Promise<string>

beforeAll(async () => {
  js = peerOffice('JS')
})
afterAll(async () => {
  await sh?.close()
})

beforeEach(async () => {
  await sh?.close()
  sh = await openOffice('SH')
  await pinPeer(sh, js)
  sender = await peerDevice(js)
  for (let i = 2; i <= 9; i++) startBatch(sender, `第 ${i} 条`)
  cut = (from, to) => sendParts(at, sender, 'SH', [{ device: sender, from, to }])
})

const inboxFolder = () => path.join(sh.home, 'SH-training', 'inbox')
const filesKept = () => (existsSync(inboxFolder()) ? readdirSync(inboxFolder()) : [])
const batches = async () => (await value(sh.desk.batches.list(null))).length
const inbox = () => value(sh.desk.bundles.inbox(null))

async function open(file: string, office = sh) {
  return value(office.desk.bundles.openBundle({ file: await office.token(file) }))
}

async function take(file: string) {
  const { staged } = await open(file)
  return value(sh.desk.bundles.acceptBundle({ staged }))
}

const receipts = async () =>
  (await value(sh.desk.bundles.register(null))).filter(({ direction }) => direction === 'received')

describe('a bundle that cannot join yet', () => {
  it('names exactly what is missing, waits as the file came, and comes in by itself', async () => {
    const [first, second, third] = [await cut(1, 3), await cut(4, 6), await cut(7, 9)]
    const opened = await open(third)
    expect(opened).toMatchObject({ outcome: 'waiting', isKept: false })
    const missing = [{ device: sender.id, institution: 'JS', from: 1, to: 6 }]
    expect(opened.missing).toEqual(missing)
    const taken = await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
    expect(taken).toMatchObject({ events: 0, waits: true, missing, followed: [] })
    expect(await receipts()).toEqual([])
    expect(await inbox()).toMatchObject([
      { sender: 'JS', name: path.basename(third), missing, problem: null },
    ])
    expect(readFileSync(path.join(inboxFolder(), filesKept()[0]!))).toEqual(readFileSync(third))
    expect(await open(third)).toMatchObject({ outcome: 'waiting', isKept: true })

    expect(await take(first)).toMatchObject({ events: 3, waits: false, followed: [] })
    expect((await inbox())[0]!.missing).toEqual([{ ...missing[0], from: 4 }])
    expect(await batches()).toBe(2)
    rmSync(third)
    expect(await take(second)).toMatchObject({
      events: 3,
      waits: false,
      followed: [{ name: path.basename(third), events: 3, waits: false, sender: 'JS' }],
    })
    expect(await batches()).toBe(8)
    expect(await inbox()).toEqual([])
    expect(filesKept()).toEqual([])
    expect(await receipts()).toHaveLength(3)
  })

  it('brings what joins at once, says that it is not whole, and completes later', async () => {
    const zj = peerOffice('ZJ')
    await pinPeer(sh, zj)
    const other = await peerDevice(zj)
    for (let i = 2; i <= 5; i++) startBatch(other, `浙江第 ${i} 条`)
    const mixed = await sendParts(at, sender, 'SH', [
      { device: sender, from: 1, to: 9 },
      { device: other, from: 4, to: 5 },
    ])
    const taken = await take(mixed)
    expect(taken).toMatchObject({ events: 9, waits: true, missing: [{ institution: 'ZJ', from: 1, to: 3 }] })
    expect(await batches()).toBe(8)
    expect(await wholes()).toEqual([false])
    // Taking it again brings nothing, and it goes on waiting.
    const again = await open(mixed)
    expect(again).toMatchObject({ outcome: 'waiting', isKept: true })
    expect(await value(sh.desk.bundles.acceptBundle({ staged: again.staged }))).toMatchObject({
      events: 0,
      waits: true,
    })
    expect(await receipts()).toHaveLength(1)

    const begin = await sendParts(at, other, 'SH', [{ device: other, from: 1, to: 3 }])
    expect(await take(begin)).toMatchObject({ followed: [{ events: 2, waits: false }] })
    expect(await batches()).toBe(12)
    expect(await wholes()).toEqual([false, true, true])
    expect((await open(mixed)).outcome).toBe('already-imported')
  })

  async function wholes(): Promise<boolean[]> {
    const db = openSqlite(path.join(sh.home, 'SH-training', 'desk.sqlite'), { readOnly: true })
    const rows = db.sql<{ data: string }>('SELECT data FROM bundles_received ORDER BY rowid')
    db.close()
    return rows.map(({ data }) => (JSON.parse(data) as { whole: boolean }).whole)
  }

  it('with bodies of events that are not here yet waits for them as well', async () => {
    const held = await sendParts(at, sender, 'SH', [{ device: sender, from: 1, to: 9, withheld: [5] }])
    const late = await sendParts(at, sender, 'SH', [], [sender.events[4]!])
    const opened = await open(late)
    expect(opened).toMatchObject({ outcome: 'waiting', unplaced: 1, missing: [] })
    await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
    expect(await inbox()).toMatchObject([{ missing: [], problem: null }])
    expect(await take(held)).toMatchObject({ events: 9, bodies: 8, followed: [{ events: 0, bodies: 1 }] })
    expect(await batches()).toBe(8)
    expect(await inbox()).toEqual([])
  })

  it('that was opened before what it lacked came in joins at once', async () => {
    const later = await open(await cut(4, 9))
    expect(later.outcome).toBe('waiting')
    await take(await cut(1, 3))
    expect(await value(sh.desk.bundles.acceptBundle({ staged: later.staged }))).toMatchObject({
      events: 6,
      waits: false,
    })
    expect(await inbox()).toEqual([])
    expect(filesKept()).toEqual([])
  })

  it('that is dropped is gone, and can be taken in again', async () => {
    const later = await cut(4, 9)
    await take(later)
    const [waiting] = await inbox()
    expect(await code(sh.desk.bundles.dropWaiting({ digest: waiting!.digest }))).toBe('ok')
    expect(await code(sh.desk.bundles.dropWaiting({ digest: waiting!.digest }))).toBe('bundles/not-waiting')
    expect(await inbox()).toEqual([])
    expect(filesKept()).toEqual([])
    await take(await cut(1, 3))
    expect(await batches()).toBe(2)
    expect(await take(later)).toMatchObject({ events: 6, waits: false })
    expect(await batches()).toBe(8)
  })

  it('whose file vanished or was damaged is noticed, named, and waits no longer', async () => {
    const [gone, damaged, cutShort] = [await cut(8, 9), await cut(6, 7), await cut(4, 5)]
    for (const file of [gone, damaged, cutShort]) await take(file)
    const fileOf = async (file: string) => {
      const row = (await inbox()).find(({ name }) => name === path.basename(file))!
      return path.join(inboxFolder(), row.digest.slice('sha256:'.length))
    }
    rmSync(await fileOf(gone))
    const bytes = readFileSync(cutShort)
    writeFileSync(await fileOf(cutShort), bytes.subarray(0, bytes.length - 10))
    expect(await value(sh.desk.bundles.inspectInbox(null))).toEqual({ lost: 2 })
    const problems = async () => Object.fromEntries((await inbox()).map((row) => [row.name, row.problem]))
    expect(await problems()).toEqual({
      [path.basename(gone)]: 'bundles/kept-missing',
      [path.basename(damaged)]: null,
      [path.basename(cutShort)]: 'bundles/kept-damaged',
    })
    // Of the same size, only reading finds it.
    const altered = readFileSync(damaged)
    altered[altered.length - 400]! ^= 1
    writeFileSync(await fileOf(damaged), altered)
    const taken = await take(await cut(1, 5))
    expect(taken).toMatchObject({ events: 5, followed: [] })
    expect(taken.lost).toEqual([{ name: path.basename(damaged), sender: 'JS', code: 'bundles/kept-damaged' }])
    expect(await batches()).toBe(4)
    for (const { digest } of await inbox()) await value(sh.desk.bundles.dropWaiting({ digest }))
    expect(await inbox()).toEqual([])
    expect(filesKept()).toEqual([])
  })

  it('comes in also after a restart, and under another name it is the same', async () => {
    const later = await cut(4, 9)
    await take(later)
    const renamed = path.join(at.stick, '换了名字.zip')
    copyFileSync(later, renamed)
    await take(renamed)
    expect(await inbox()).toHaveLength(1)
    await sh.close()
    sh = await reopenOffice(sh)
    expect(await inbox()).toHaveLength(1)
    expect(await take(await cut(1, 3))).toMatchObject({ followed: [{ events: 6 }] })
    expect(await batches()).toBe(8)
  })

  it('leaves files behind in no case that nobody waits for', async () => {
    await take(await cut(4, 9))
    // A process that was killed between the move of a file and the end of its transaction leaves this.
    writeFileSync(path.join(inboxFolder(), 'a'.repeat(64)), 'orphan')
    writeFileSync(path.join(inboxFolder(), 'note.txt'), 'not ours')
    await take(await cut(1, 2))
    expect(filesKept()).toHaveLength(2)
    expect(filesKept()).toContain('note.txt')
  })

  it('does not fit on the disk: nothing changed, and the file is untouched', async () => {
    const later = await cut(4, 9)
    const before = readFileSync(later)
    const opened = await open(later)
    const staging = path.join(sh.home, 'SH-training', 'staging')
    const [folder] = readdirSync(staging).filter((name) => name.startsWith('bundle-'))
    // What a full disk leaves of a copy: nothing that may be trusted.
    renameSync(path.join(staging, folder!, 'as-it-came'), path.join(staging, folder!, 'elsewhere'))
    await expect(sh.desk.bundles.acceptBundle({ staged: opened.staged })).rejects.toThrow('copy')
    expect(await inbox()).toEqual([])
    expect(await receipts()).toEqual([])
    expect(readFileSync(later)).toEqual(before)
  })
})

it('a bundle with documents taken in three times at once has one effect (S04)', async () => {
  const content = await partsOf(sender, 'SH', [{ device: sender, from: 1, to: 9 }])
  const documents = ['a', 'b', 'c'].map((words) => storeDocument(at.store, noise(words, 1000)))
  const file = await send(at, sender, { ...content, documents })
  const opened = await Promise.all([open(file), open(file), open(file)])
  const codes = await Promise.all(opened.map(({ staged }) => code(sh.desk.bundles.acceptBundle({ staged }))))
  expect(codes.toSorted()).toEqual(['bundles/already-imported', 'bundles/already-imported', 'ok'])
  expect(await receipts()).toMatchObject([{ documents: 3 }])
})

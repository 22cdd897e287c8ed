import { cpSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeEnvelope } from '../../src-main/core/dsse.ts'
import { readChains } from '../../src-main/core/log.ts'
import type { RangeToSend } from '../../src-main/platform/bundle/gather.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { jointBatch } from '../support/batches.ts'
import { folders, type Office as Keys, send } from '../support/bundles.ts'
import { code, type Office, openOffice, pinEachOther, reopenOffice, value } from '../support/office.ts'
import { partsOf, peerDevice, peerOffice, pinPeer, say, subjectOf } from '../support/peers.ts'

const at = folders()
let js: Office
let zj: Keys
let sh: Office
/** The head of Shanghai's chain before it was rolled back, and its headers up to its last checkpoint. */
let lost: {
  readonly device: string
  readonly seq: number
  readonly head: string
  readonly range: RangeToSend
}
let before: string

beforeAll(async () => {
  js = await openOffice('JS')
  sh = await openOffice('SH')
  zj = peerOffice('ZJ')
  await pinEachOther(js, sh)
  await pinPeer(sh, zj)
  await value(sh.desk.batches.create(jointBatch({ title: '回到以前时还在', host: 'SH' })))
  // What a snapshot of the whole machine brings back: data, anchor and witness together.
  await sh.close()
  before = path.join(at.root, 'before')
  for (const end of ['', '-witness']) cpSync(`${sh.home}${end}`, `${before}${end}`, { recursive: true })
  sh = await reopenOffice(sh)
  await value(sh.desk.batches.create(jointBatch({ title: '回到以前时已不在', host: 'SH' })))
  lost = await chainOf()
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

async function rolledBack(): Promise<void> {
  await sh.close()
  for (const end of ['', '-witness']) {
    rmSync(`${sh.home}${end}`, { recursive: true, force: true })
    cpSync(`${before}${end}`, `${sh.home}${end}`, { recursive: true })
  }
  sh = await reopenOffice(sh)
}

/** Writes a bundle for Jiangsu, so that a checkpoint is made, and reads the chain. */
async function chainOf(): Promise<typeof lost> {
  const stick = await sh.folder('out')
  await value(sh.desk.bundles.exportBundle({ to: 'JS', folder: stick.token, withDocuments: false }))
  const db = openSqlite(path.join(sh.home, 'SH-training', 'desk.sqlite'), { readOnly: true })
  const chain = readChains(db).find(({ own }) => own)!
  const [checkpoint] = db.sql<{ seq: number; head: string; envelope: Uint8Array }>(
    'SELECT seq, head, envelope FROM checkpoints WHERE chain = ? ORDER BY seq DESC',
    chain.number,
  )
  const { seq, head, envelope } = checkpoint!
  const headers = db
    .sql<{ header: Uint8Array }>(
      'SELECT header FROM events WHERE chain = ? AND seq <= ? ORDER BY seq',
      chain.number,
      seq,
    )
    .map(({ header }) => header)
  db.close()
  const { device, certificate } = chain
  const range = { device, certificate, from: 1, to: seq, checkpoint: decodeEnvelope(envelope)!, headers }
  return { device, seq, head, range }
}

const open = async (file: string) => value(sh.desk.bundles.openBundle({ file: await sh.token(file) }))
const mayWrite = () =>
  code(sh.desk.batches.create(jointBatch({ title: `新的一批 ${Math.random()}`, host: 'SH' })))

describe('a desk that was rolled back and does not know it (S07)', () => {
  it('learns it from a receipt, takes the rest of that bundle in, and writes nothing more', async () => {
    const [file] = readdirSync(path.join(sh.home, 'out'))
    const fromSh = await js.token(path.join(sh.home, 'out', file!))
    const arrived = await value(js.desk.bundles.openBundle({ file: fromSh }))
    await value(js.desk.bundles.acceptBundle({ staged: arrived.staged }))
    await value(js.desk.batches.create(jointBatch({ title: '江苏的一批' })))
    const stick = await js.folder('back')
    await value(js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: false }))
    await rolledBack()
    const [back] = readdirSync(stick.path)
    const opened = await open(path.join(stick.path, back!))
    expect(opened.outcome).toBe('acceptable')
    const taken = await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
    expect(taken.events).toBeGreaterThan(1)
    expect((await value(sh.desk.batches.list(null))).map(({ title }) => title)).toContain('江苏的一批')
    expect(await mayWrite()).toBe('desk/read-only')
    await sh.close()
    sh = await reopenOffice(sh)
    expect(await mayWrite()).toBe('desk/read-only')
  })

  it('learns it from its own records that another office passes on, and gets them back', async () => {
    await rolledBack()
    expect(await mayWrite()).toBe('ok')
    await rolledBack()
    const relay = await peerDevice(zj)
    const content = await partsOf(relay, 'SH', [{ device: relay, from: 1, to: 1 }])
    const file = await send(at, relay, { ...content, ranges: [...content.ranges, lost.range] })
    const opened = await open(file)
    expect(opened.ranges.find(({ own }) => own)).toMatchObject({ state: 'joins' })
    expect(await mayWrite()).toBe('desk/read-only')
    const taken = await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
    expect(taken.isConfirmed).toBe(false)
    const db = openSqlite(path.join(sh.home, 'SH-training', 'desk.sqlite'), { readOnly: true })
    expect(db.sql('SELECT id FROM events WHERE id = ?', lost.head)).toHaveLength(1)
    db.close()
    expect(await mayWrite()).toBe('desk/read-only')
  })

  it('that wrote on before it was told learns it from the contradiction, which is kept as a proof', async () => {
    await rolledBack()
    for (let i = 0; i < 4; i++) expect(await mayWrite()).toBe('ok')
    const stick = await sh.folder('other story')
    await value(sh.desk.bundles.exportBundle({ to: 'JS', folder: stick.token, withDocuments: false }))
    const relay = await peerDevice(zj)
    const content = await partsOf(relay, 'SH', [{ device: relay, from: 1, to: 1 }])
    const file = await send(at, relay, { ...content, ranges: [...content.ranges, lost.range] })
    const opened = await open(file)
    expect(opened.ranges.find(({ own }) => own)).toMatchObject({ state: 'forks' })
    expect(await mayWrite()).toBe('desk/read-only')
    expect(await value(sh.desk.bundles.forks(null))).toMatchObject([{ own: true, isProven: true }])
  })

  it('is not troubled by receipts and passed-on records that it has', async () => {
    await rolledBack()
    const relay = await peerDevice(zj)
    const held = await value(sh.desk.history.recent({ offset: 0, limit: 1 }))
    expect(held.rows.length).toBe(1)
    const db = openSqlite(path.join(sh.home, 'SH-training', 'desk.sqlite'), { readOnly: true })
    const own = readChains(db).find((chain) => chain.own)!
    const [head] = db.sql<{ seq: number; id: string }>(
      'SELECT seq, id FROM events WHERE chain = ? ORDER BY seq DESC LIMIT 1',
      own.number,
    )
    db.close()
    receiptBy(relay, own.device, head!.seq, head!.id, null)
    const file = await send(at, relay, await partsOf(relay, 'SH', [{ device: relay, from: 1, to: 2 }]))
    await value(sh.desk.bundles.acceptBundle({ staged: (await open(file)).staged }))
    expect(await mayWrite()).toBe('ok')
  })

  it('is not stopped by an office that only says so: its own signature must be in the receipt', async () => {
    await rolledBack()
    const relay = await peerDevice(zj)
    const db = openSqlite(path.join(sh.home, 'SH-training', 'desk.sqlite'), { readOnly: true })
    const own = readChains(db).find((chain) => chain.own)!
    db.close()
    const another = { ...lost.range.checkpoint, payload: Buffer.from('{}').toString('base64') }
    receiptBy(relay, own.device, lost.seq + 40, `sha256:${'1'.repeat(64)}`, null)
    receiptBy(relay, own.device, lost.seq + 41, `sha256:${'2'.repeat(64)}`, another)
    receiptBy(relay, own.device, lost.seq + 42, lost.head, lost.range.checkpoint)
    const file = await send(at, relay, await partsOf(relay, 'SH', [{ device: relay, from: 1, to: 4 }]))
    await value(sh.desk.bundles.acceptBundle({ staged: (await open(file)).staged }))
    expect(await value(sh.desk.bundles.setAside(null))).toEqual([])
    expect(await mayWrite()).toBe('ok')
    receiptBy(relay, own.device, lost.seq, lost.head, lost.range.checkpoint)
    const proof = await send(at, relay, await partsOf(relay, 'SH', [{ device: relay, from: 5, to: 5 }]))
    await value(sh.desk.bundles.acceptBundle({ staged: (await open(proof)).staged }))
    expect(await mayWrite()).toBe('desk/read-only')
  })
})

/** A receipt of Zhejiang for a place of Shanghai's chain, with whatever it claims to have been signed there. */
function receiptBy(
  relay: Awaited<ReturnType<typeof peerDevice>>,
  device: string,
  to: number,
  head: string,
  checkpoint: object | null,
): void {
  say(relay, {
    type: 'BundleReceived',
    version: 2,
    subject: subjectOf(relay, 'received'),
    data: {
      from: 'SH',
      digest: `sha256:${'0'.repeat(64)}`,
      whole: true,
      chains: [{ device, institution: 'SH', from: 1, to, head, checkpoint }],
      documents: 0,
    },
  } as never)
}

import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import {
  backendOptions,
  clientOf,
  code,
  type Office,
  openOffice,
  password,
  pinEachOther,
  value,
} from '../support/office.ts'

let js: Office
let sh: Office

const batch = {
  title: '2026年度长三角科技创新共同体联合攻关项目',
  year: 2026,
  kind: 'joint' as const,
  fields: ['集成电路', '人工智能'],
  opens: '2026-11-01',
  closes: '2026-12-31',
  host: 'JS',
  undertaking: { 受理: null, 形式审查: null, 专家评审: null },
  rulePack: 'joint-draft',
}

beforeAll(async () => {
  js = await openOffice('JS')
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

/** Writes a bundle onto a stick and answers its path. */
async function send(from: Office, to: string): Promise<string> {
  const stick = await from.folder(`stick-${Math.random()}`)
  const { file } = await value(
    from.desk.bundles.exportBundle({ to, folder: stick.token, withDocuments: true }),
  )
  expect(readdirSync(stick.path)).toEqual([file])
  return path.join(stick.path, file)
}

describe('a bundle between two offices', () => {
  it('brings a batch, is confirmed by a receipt that travels back, and has no effect the second time', async () => {
    const created = await value(js.desk.batches.create(batch))
    const bundle = await send(js, 'SH')
    const opened = await value(sh.desk.bundles.openBundle({ file: await sh.token(bundle) }))
    expect(opened).toMatchObject({ sender: 'JS', outcome: 'acceptable', encrypted: true })
    expect(opened.types).toMatchObject({ ChainBegan: 1, BatchCreated: 1 })
    // The pin is for the own office only: its header travels, its body does not.
    expect(opened.types).not.toHaveProperty('OfficePinned')
    expect(opened.withheld).toBe(1)
    await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
    expect(await value(sh.desk.batches.list(null))).toMatchObject([{ id: created.batch, institution: 'JS' }])

    expect(
      (await value(js.desk.bundles.exchange(null))).find((row) => row.institution === 'SH'),
    ).toMatchObject({ confirmed: 0 })
    const back = await value(js.desk.bundles.openBundle({ file: await js.token(await send(sh, 'JS')) }))
    await value(js.desk.bundles.acceptBundle({ staged: back.staged }))
    const row = (await value(js.desk.bundles.exchange(null))).find(({ institution }) => institution === 'SH')!
    expect(row.confirmed).toBeGreaterThan(0)
    expect(
      (await value(js.desk.bundles.register(null))).find(({ direction }) => direction === 'sent')?.confirmed,
    ).toBe(true)

    const again = await value(sh.desk.bundles.openBundle({ file: await sh.token(bundle) }))
    expect(again.outcome).toBe('already-imported')
    expect(await code(sh.desk.bundles.acceptBundle({ staged: again.staged }))).toBe(
      'bundles/already-imported',
    )
  })

  it('taken in twice at once under two names has one effect, also after a restart (S04)', async () => {
    await value(js.desk.batches.create({ ...batch, title: '2026年度第二批' }))
    const bundle = await send(js, 'SH')
    const renamed = path.join(path.dirname(bundle), '另一个名字.zip.age')
    copyFileSync(bundle, renamed)
    const [first, second] = await Promise.all(
      [bundle, renamed].map(async (file) =>
        value(sh.desk.bundles.openBundle({ file: await sh.token(file) })),
      ),
    )
    const before = (await value(sh.desk.batches.list(null))).length
    const codes = await Promise.all(
      [first, second].map((opened) => code(sh.desk.bundles.acceptBundle({ staged: opened!.staged }))),
    )
    expect(codes.sort()).toEqual(['bundles/already-imported', 'ok'])
    expect(await value(sh.desk.batches.list(null))).toHaveLength(before + 1)

    await sh.close()
    const backend = await openBackend(backendOptions(sh.home))
    const desk = clientOf(backend.openSession({ kind: 'window' }))
    const [person] = await value(desk.entry.people({ desk: 'SH-training' }))
    await value(desk.entry.login({ desk: 'SH-training', person: person!.id, password }))
    const { token } = await backend.fileTokens.grant(renamed)
    const again = await value(desk.bundles.openBundle({ file: token }))
    expect(again.outcome).toBe('already-imported')
    expect(await code(desk.bundles.acceptBundle({ staged: again.staged }))).toBe('bundles/already-imported')
    sh = {
      ...sh,
      backend,
      desk,
      token: async (file) => (await backend.fileTokens.grant(file)).token,
      close: () => backend.close(),
    }
  })

  it('is refused when one byte is changed, and nothing changes here', async () => {
    const bundle = await send(js, 'SH')
    const bytes = readFileSync(bundle)
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    const altered = path.join(path.dirname(bundle), 'altered.zip.age')
    writeFileSync(altered, bytes)
    const before = await value(sh.desk.bundles.register(null))
    expect(await code(sh.desk.bundles.openBundle({ file: await sh.token(altered) }))).toMatch(/^bundles\//)
    expect(await value(sh.desk.bundles.register(null))).toEqual(before)
    copyFileSync(bundle, altered)
    expect(await code(sh.desk.bundles.openBundle({ file: await sh.token(altered) }))).toBe('ok')
  })

  it('for another office is not opened', async () => {
    const zj = await openOffice('ZJ')
    try {
      expect(await code(zj.desk.bundles.openBundle({ file: await zj.token(await send(js, 'SH')) }))).toBe(
        'bundles/encrypted-for-another',
      )
    } finally {
      await zj.close()
    }
  })
})

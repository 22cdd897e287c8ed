import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jointBatch } from '../support/batches.ts'
import { code, type Office, openOffice, pinEachOther, reopenOffice, value } from '../support/office.ts'

let js: Office
let sh: Office

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
    const created = await value(js.desk.batches.create(jointBatch()))
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
    await value(js.desk.batches.create(jointBatch({ title: '2026年度第二批' })))
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
    sh = await reopenOffice(sh)
    const again = await value(sh.desk.bundles.openBundle({ file: await sh.token(renamed) }))
    expect(again.outcome).toBe('already-imported')
    expect(await code(sh.desk.bundles.acceptBundle({ staged: again.staged }))).toBe(
      'bundles/already-imported',
    )
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

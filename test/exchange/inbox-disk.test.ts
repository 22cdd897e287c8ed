import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { folders, noise, send, storeDocument } from '../support/bundles.ts'
import { openOffice, value } from '../support/office.ts'
import { partsOf, peerDevice, peerOffice, pinPeer, sendParts, startBatch } from '../support/peers.ts'

const at = folders()

it('a waiting bundle that the disk does not take leaves no copy behind', async () => {
  const js = peerOffice('JS')
  const sh = await openOffice('SH')
  try {
    await pinPeer(sh, js)
    const sender = await peerDevice(js)
    for (let i = 2; i <= 9; i++) startBatch(sender, `第 ${i} 条`)
    const open = async (file: string) =>
      (await value(sh.desk.bundles.openBundle({ file: await sh.token(file) }))).staged
    const content = await partsOf(sender, 'SH', [{ device: sender, from: 4, to: 9 }])
    const documents = [storeDocument(at.store, noise('a', 1000))]
    const waiting = await open(await send(at, sender, { ...content, documents }))
    expect(await value(sh.desk.bundles.acceptBundle({ staged: waiting }))).toMatchObject({ waits: true })

    const staged = await open(await sendParts(at, sender, 'SH', [{ device: sender, from: 1, to: 3 }]))
    const desk = path.join(sh.home, 'SH-training')
    rmSync(path.join(desk, 'documents'), { recursive: true })
    writeFileSync(path.join(desk, 'documents'), 'not a folder')
    await expect(sh.desk.bundles.acceptBundle({ staged })).rejects.toThrow()
    expect(readdirSync(path.join(desk, 'staging')).filter((name) => name.startsWith('bundle-'))).toEqual([])
  } finally {
    await sh.close()
  }
})

import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLog, readChains } from '../../src-main/core/log.ts'
import { verifyChain } from '../../src-main/core/verify.ts'
import { moduleList, world } from '../../src-main/hosts/backend/desk.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { jointBatch } from '../support/batches.ts'
import { send, takeIn } from '../support/exchange.ts'
import { code, type Office, openOffice, pinEachOther, reopenOffice, value } from '../support/office.ts'

let js: Office
let sh: Office
let zj: Office

// Jiangsu and Zhejiang with SM2 and SM3, Shanghai with Ed25519 and SHA-256.
beforeAll(async () => {
  js = await openOffice('JS', '演练', undefined, 'sm2-sm3')
  sh = await openOffice('SH')
  zj = await openOffice('ZJ', '演练', undefined, 'sm2-sm3')
  await pinEachOther(js, sh)
  await pinEachOther(sh, zj)
  await pinEachOther(js, zj)
}, 180_000)
afterAll(async () => {
  for (const office of [js, sh, zj]) await office?.close()
})

describe('an office that chose SM2 and SM3', () => {
  it('has keys, device id and 核对码 of that suite', async () => {
    const identity = await value(js.desk.trust.identity(null))
    expect(identity).toMatchObject({
      suite: 'sm2-sm3',
      device: expect.stringMatching(/^sm3:[0-9a-f]{64}$/),
      officeKey: expect.stringMatching(/^[0-9a-f]{128}$/),
      encryptionKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      code: expect.stringMatching(/^\d{4}( \d{4}){5}$/),
    })
    const pins = await value(sh.desk.trust.pins(null))
    expect(pins.find(({ institution }) => institution === 'JS')).toMatchObject({
      suite: 'sm2-sm3',
      officeKey: identity.officeKey,
      code: identity.code.replaceAll(' ', ''),
    })
  })

  it('works, is opened again, and its chain holds', async () => {
    await value(js.desk.batches.create(jointBatch({ title: '国密记录的批次' })))
    await js.close()
    js = await reopenOffice(js)
    expect(await value(js.desk.batches.list(null))).toMatchObject([{ title: '国密记录的批次' }])
    expect(verdictsOf(js.home, 'JS')).toMatchObject([{ institution: 'JS', fault: null }])
  })
})

/** What the chains of a desk's database are worth, read from the file. */
function verdictsOf(home: string, institution: string) {
  const db = openSqlite(databaseOf(home, institution), { readOnly: true })
  try {
    return readChains(db).map((chain) => {
      const steps = verifyChain(db, chain, suiteOf(chain.suite))
      let step = steps.next()
      while (!step.done) step = steps.next()
      return { ...step.value, suite: chain.suite }
    })
  } finally {
    db.close()
  }
}

function databaseOf(home: string, institution: string): string {
  return path.join(home, `${institution}-training`, 'desk.sqlite')
}

describe('offices of both suites', () => {
  it('exchange, confirm, and take in nothing twice', async () => {
    const bundle = await send(js, 'SH')
    const { letter } = await takeIn(sh, bundle)
    expect(letter).toMatchObject({ sender: 'JS', outcome: 'acceptable', encrypted: true, odd: 0 })
    expect(letter.digest).toMatch(/^sha256:/)
    expect(await value(sh.desk.batches.list(null))).toMatchObject([{ institution: 'JS' }])
    expect((await value(sh.desk.bundles.openBundle({ file: await sh.token(bundle) }))).outcome).toBe(
      'already-imported',
    )
    await takeIn(js, await send(sh, 'JS'))
    const row = (await value(js.desk.bundles.exchange(null))).find(({ institution }) => institution === 'SH')!
    expect(row.confirmed).toBeGreaterThan(0)
  })

  it('carry chains of the other suite onward', async () => {
    const { letter } = await takeIn(zj, await send(sh, 'ZJ', { fromBeginning: true }))
    expect(letter.ranges.map(({ institution, state }) => ({ institution, state }))).toEqual(
      expect.arrayContaining([
        { institution: 'SH', state: 'joins' },
        { institution: 'JS', state: 'joins' },
      ]),
    )
    expect(await value(zj.desk.batches.list(null))).toMatchObject([{ institution: 'JS' }])
    await value(zj.desk.batches.create(jointBatch({ title: '第二批', host: 'ZJ' })))
    await takeIn(js, await send(zj, 'JS', { fromBeginning: true }))
    expect(
      (await value(js.desk.batches.list(null))).map(({ institution }) => institution).toSorted(),
    ).toEqual(['JS', 'ZJ'])
    for (const [home, institution] of [
      [js.home, 'JS'],
      [sh.home, 'SH'],
      [zj.home, 'ZJ'],
    ] as const) {
      for (const verdict of verdictsOf(home, institution)) {
        expect(verdict.fault).toBeNull()
        expect(verdict.device.startsWith(verdict.suite === 'sm2-sm3' ? 'sm3:' : 'sha256:')).toBe(true)
        expect(verdict.suite).toBe(verdict.institution === 'SH' ? 'ed25519-sha256' : 'sm2-sm3')
      }
    }
  })

  it('have the same tables after all of them are made anew from the log', async () => {
    const before = await value(js.desk.batches.list(null))
    await js.backend.close()
    const db = openSqlite(databaseOf(js.home, 'JS'))
    const log = openLog(db, moduleList, suiteOf, world)
    db.transaction(() => {
      log.projections.refresh()
      log.projections.rebuildAll()
    })
    db.close()
    await js.close()
    js = await reopenOffice(js)
    expect(await value(js.desk.batches.list(null))).toEqual(before)
  })
})

describe('a pin', () => {
  const key = 'ab'.repeat(32)

  it('takes no keys that do not fit its suite, are off the curve or of small order', async () => {
    const { officeKey, encryptionKey } = await value(js.desk.trust.identity(null))
    const ours = await value(sh.desk.trust.identity(null))
    for (const [why, keys] of [
      ['an Ed25519 key as SM2', { suite: 'sm2-sm3', officeKey: ours.officeKey, encryptionKey }],
      ['an SM2 key as Ed25519', { suite: 'ed25519-sha256', officeKey, encryptionKey }],
      ['off the curve', { suite: 'sm2-sm3', officeKey: `${key}${key}`, encryptionKey }],
      ['infinity', { suite: 'sm2-sm3', officeKey: '00'.repeat(64), encryptionKey }],
      ['small order', { suite: 'ed25519-sha256', officeKey: `01${'00'.repeat(31)}`, encryptionKey }],
      ['X25519 of small order', { suite: 'sm2-sm3', officeKey, encryptionKey: `01${'00'.repeat(31)}` }],
    ] as const) {
      const pin = sh.desk.trust.pin({ institution: 'AH', ...keys, heard: '0' }, { second: sh.second })
      expect(await code(pin), why).toBe('trust/key-not-allowed')
    }
  })

  it('is asked which suite it allows: a bundle of an office that changed it is refused', async () => {
    const again = await openOffice('JS', '演练', undefined, 'ed25519-sha256')
    try {
      await pinEachOther(again, zj)
      const first = await send(again, 'ZJ')
      expect((await value(zj.desk.bundles.openBundle({ file: await zj.token(first) }))).sender).toBe('JS')
      // Shanghai still has the pin with SM2.
      await pinOne(again, sh)
      const file = await sh.token(await send(again, 'SH'))
      expect(await code(sh.desk.bundles.openBundle({ file }))).toBe('bundles/other-suite')
    } finally {
      await again.close()
    }
  })
})

/** Only one side pins the other. */
async function pinOne(who: Office, whom: Office): Promise<void> {
  const {
    institution,
    suite,
    officeKey,
    encryptionKey,
    code: heard,
  } = await value(whom.desk.trust.identity(null))
  await value(
    who.desk.trust.pin({ institution, suite, officeKey, encryptionKey, heard }, { second: who.second }),
  )
}

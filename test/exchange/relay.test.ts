import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { devicePrefix } from '../../src-main/core/event.ts'
import { openLog } from '../../src-main/core/log.ts'
import { type EventDefinition, happened } from '../../src-main/core/module.ts'
import { batches } from '../../src-main/domain/batches/index.ts'
import { moduleList, world } from '../../src-main/hosts/backend/desk.ts'
import { deskFolder } from '../../src-main/platform/home.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { jointBatch } from '../support/batches.ts'
import { send, takeIn } from '../support/exchange.ts'
import { type Office, openOffice, pinEachOther, reopenOffice, value } from '../support/office.ts'

let sh: Office
let js: Office
let zj: Office
let ah: Office

beforeAll(async () => {
  ;[sh, js, zj, ah] = (await Promise.all(['SH', 'JS', 'ZJ', 'AH'].map((code) => openOffice(code)))) as [
    Office,
    Office,
    Office,
    Office,
  ]
  await pinEachOther(sh, js)
  await pinEachOther(js, zj)
  await pinEachOther(sh, zj)
  await pinEachOther(ah, js)
  await pinEachOther(ah, sh)
}, 180_000)
afterAll(async () => {
  for (const office of [sh, js, zj, ah]) await office?.close()
})

describe('chains of others', () => {
  it('are passed on, and what their recipient confirmed goes no second time', async () => {
    const created = await value(sh.desk.batches.create(jointBatch({ host: 'SH' })))
    await takeIn(js, await send(sh, 'JS'))
    const preview = await value(js.desk.bundles.preview({ to: 'ZJ', fromBeginning: false }))
    expect(preview.relayed).toMatchObject([{ institution: 'SH' }])
    const { letter } = await takeIn(zj, await send(js, 'ZJ'))
    expect(letter.ranges.map(({ institution, state }) => ({ institution, state }))).toEqual(
      expect.arrayContaining([
        { institution: 'SH', state: 'joins' },
        { institution: 'JS', state: 'joins' },
      ]),
    )
    expect(await value(zj.desk.batches.list(null))).toMatchObject([{ id: created.batch, institution: 'SH' }])
    await takeIn(js, await send(zj, 'JS'))
    const again = await value(js.desk.bundles.preview({ to: 'ZJ', fromBeginning: false }))
    expect(again.relayed).toEqual([])
  })

  it('reach an office that joins late whole, without bodies that are not for it, and are not needed a second time', async () => {
    const { letter } = await takeIn(ah, await send(js, 'AH', { fromBeginning: true }))
    // Zhejiang is not pinned in Anhui: its chain is named and left out.
    expect(letter.ranges.find(({ institution }) => institution === 'ZJ')).toMatchObject({
      state: 'not-pinned',
    })
    expect(await value(ah.desk.batches.list(null))).toEqual(
      (await value(js.desk.batches.list(null))).map((one) => expect.objectContaining({ id: one.id })),
    )
    expect((await value(ah.desk.bundles.setAside(null))).length).toBe(0)
    const known = await value(ah.desk.bundles.openBundle({ file: await ah.token(await send(sh, 'AH')) }))
    expect(known.ranges.find(({ institution }) => institution === 'SH')?.state).toMatch(/known|joins/)
  })

  it('come back whole to the office that lost them when it asks for everything', async () => {
    const own = await value(js.desk.bundles.preview({ to: 'SH', fromBeginning: true }))
    expect(own.relayed).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ institution: 'SH' })]),
    )
  })
})

describe('bodies that an office did not get', () => {
  it('go with every bundle until one that holds them was taken in whole', async () => {
    await value(js.desk.batches.create(jointBatch({ title: '第二批' })))
    await send(js, 'SH')
    const lost = await value(js.desk.bundles.preview({ to: 'SH', fromBeginning: false }))
    expect(lost.types).toMatchObject({ BatchCreated: 1 })
    await takeIn(sh, await send(js, 'SH'))
    await takeIn(js, await send(sh, 'JS'))
    const after = await value(js.desk.bundles.preview({ to: 'SH', fromBeginning: false }))
    expect(after.types).not.toHaveProperty('BatchCreated')
  })
})

describe('a body that names its readers', () => {
  it('reaches them and nobody else, also when its header came earlier by way of another office', async () => {
    await sh.backend.close()
    recordNamed(sh, jointBatch({ title: '只给浙江看的批次', host: 'SH' }), 'ZJ')
    sh = await reopenOffice(sh)
    const titles = async (office: Office) =>
      (await value(office.desk.batches.list(null))).map(({ title }) => title)

    await takeIn(js, await send(sh, 'JS'))
    expect(await titles(js)).not.toContain('只给浙江看的批次')
    await takeIn(zj, await send(js, 'ZJ'))
    expect(await titles(zj)).not.toContain('只给浙江看的批次')
    const { letter } = await takeIn(zj, await send(sh, 'ZJ'))
    expect(letter.types).toMatchObject({ BatchCreated: 1 })
    expect(await titles(zj)).toContain('只给浙江看的批次')
    await takeIn(ah, await send(sh, 'AH'))
    expect(await titles(ah)).not.toContain('只给浙江看的批次')
  })
})

/** An event of the batches module that narrows its audience: screens have none yet, the format has. */
function recordNamed(office: Office, data: object, to: string): void {
  const db = openSqlite(deskFolder(office.home, 'SH', '演练').database)
  const log = openLog(db, moduleList, suiteOf, world)
  const chain = log.chains().find(({ own }) => own)!
  const subject = `batch/${devicePrefix(chain.device)}-${log.headOf(chain.number)!.seq + 1}`
  const [batchCreated] = batches.events
  db.transaction(() =>
    log.append(chain, { id: office.second.person, role: '经办人' }, [
      happened(batchCreated as EventDefinition, subject, data, { to: [to] }),
    ]),
  )
  db.close()
}

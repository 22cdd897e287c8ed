import { afterAll, beforeAll, expect, it } from 'vitest'
import { devicePrefix } from '../../src-main/core/event.ts'
import { deviceCertified, deviceRetired } from '../../src-main/core/governing.ts'
import { openLog } from '../../src-main/core/log.ts'
import { type EventDefinition, happened } from '../../src-main/core/module.ts'
import { moduleList, world } from '../../src-main/hosts/backend/desk.ts'
import { deskFolder } from '../../src-main/platform/home.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { joinOffice } from '../support/devices.ts'
import { send, takeIn } from '../support/exchange.ts'
import { code, type Office, openOffice, pinEachOther, value } from '../support/office.ts'

let a: Office
let b: Office
let sh: Office

beforeAll(async () => {
  a = await openOffice('JS')
  sh = await openOffice('SH')
  await pinEachOther(a, sh)
  b = await joinOffice(a)
  await takeIn(a, await send(b, 'JS'))
  await takeIn(sh, await send(b, 'SH'))
}, 180_000)
afterAll(async () => {
  for (const office of [a, b, sh]) await office?.close()
})

/** Records what no screen lets a person record: somebody sits at a certified desk with a program of his own. */
function says(office: Office, institution: string, definition: unknown, data: object): void {
  const db = openSqlite(deskFolder(office.home, institution, '演练').database)
  try {
    const log = openLog(db, moduleList, suiteOf, world)
    const chain = log.chains().find(({ own }) => own)!
    const subject = `desk/${devicePrefix(chain.device)}-${log.headOf(chain.number)!.seq + 1}`
    db.transaction(() =>
      log.append(chain, { id: office.second.person, role: '管理员' }, [
        happened(definition as EventDefinition, subject, data),
      ]),
    )
  } finally {
    db.close()
  }
}

const opening = async (office: Office, bundle: string) =>
  code(office.desk.bundles.openBundle({ file: await office.token(bundle) }))

it('an office with our name and keys of its own gets nothing in, neither at others nor at home', async () => {
  const impostor = await openOffice('JS')
  try {
    // It knows Shanghai's keys, as anybody may; Shanghai knows those of the true office.
    await pinEachOther(impostor, sh)
    await pinEachOther(sh, a)
    expect(await opening(sh, await send(impostor, 'SH'))).toBe('bundles/office-key-differs')
    expect(await opening(a, await send(impostor, 'JS', { fromBeginning: true }))).toBe(
      'bundles/encrypted-for-another',
    )
  } finally {
    await impostor.close()
  }
})

it('keys of an office in earnest cannot be pinned in training', async () => {
  const real = await openOffice('JS', '正式')
  try {
    const stick = await real.folder('introduction')
    const { name } = await value(real.desk.trust.writeIntroduction({ folder: stick.token }))
    const file = await sh.token(`${stick.path}/${name}`)
    expect(await code(sh.desk.trust.readIntroduction({ file }))).toBe('trust/other-environment')
  } finally {
    await real.close()
  }
})

it('another office cannot put one of our desks out of use', async () => {
  const { device } = await value(a.desk.trust.identity(null))
  says(sh, 'SH', deviceRetired, { device, last: null, reason: '冒充' })
  await takeIn(b, await send(sh, 'JS'))
  await takeIn(a, await send(sh, 'JS'))
  expect((await value(a.desk.trust.desks(null))).map(({ state }) => state)).not.toContain('retired')
  expect((await value(b.desk.trust.desks(null))).map(({ state }) => state)).not.toContain('retired')
})

it('what a desk says of another one’s keys changes nothing there', async () => {
  const own = await value(a.desk.trust.identity(null))
  const others = await value(sh.desk.trust.identity(null))
  const { certificate } = certificateAt(sh, 'SH')
  const { officeKey, encryptionKey } = others
  says(b, 'JS', deviceCertified, { device: own.device, name: '改名', officeKey, encryptionKey, certificate })
  await takeIn(a, await send(b, 'JS'))
  expect(await value(a.desk.trust.identity(null))).toEqual(own)
  expect(certificateAt(a, 'JS').certificate).not.toEqual(certificate)
  await takeIn(sh, await send(a, 'SH'))
})

it('a desk that a sister only named is not certified by the new office key', async () => {
  const foreign = `sha256:${'ab'.repeat(32)}`
  const own = await value(b.desk.trust.identity(null))
  const { certificate } = certificateAt(sh, 'SH')
  const { officeKey, encryptionKey } = own
  says(b, 'JS', deviceCertified, {
    device: foreign,
    name: '冒充的工作台',
    officeKey,
    encryptionKey,
    certificate,
  })
  await takeIn(a, await send(b, 'JS'))
  expect((await value(a.desk.trust.desks(null))).map(({ name }) => name)).toContain('冒充的工作台')
  const asked = { officeKey: (await value(a.desk.trust.identity(null))).officeKey }
  expect(await value(a.desk.trust.renewOfficeKey(asked, { second: a.second }))).toEqual({ desks: 2 })
})

it('another office cannot put a desk of ours out of use before its chain has come, whatever it certifies', async () => {
  const device = `sha256:${'cd'.repeat(32)}`
  const { officeKey, encryptionKey } = await value(a.desk.trust.identity(null))
  const { certificate } = certificateAt(a, 'JS')
  says(a, 'JS', deviceCertified, {
    device,
    name: '还没有来过的工作台',
    officeKey,
    encryptionKey,
    certificate,
  })
  says(sh, 'SH', deviceRetired, { device, last: null, reason: '冒充' })
  await takeIn(a, await send(sh, 'JS'))
  const stateThere = async () =>
    (await value(a.desk.trust.desks(null))).find((one) => one.device === device)!.state
  expect(await stateThere()).toBe('waiting')
  says(sh, 'SH', deviceCertified, { device, name: '冒领', officeKey, encryptionKey, certificate })
  await takeIn(a, await send(sh, 'JS'))
  expect(await stateThere()).toBe('waiting')
})

it('why a desk of ours is out of use is said by our office alone', async () => {
  const { device } = await value(b.desk.trust.identity(null))
  says(sh, 'SH', deviceRetired, { device, last: null, reason: '冒充' })
  await takeIn(a, await send(sh, 'JS'))
  const asThere = async () => (await value(a.desk.trust.desks(null))).find((one) => one.device === device)!
  const lastSeq = (await asThere()).last!.seq
  await value(a.desk.trust.retireDesk({ device, lastSeq, reason: '遗失' }))
  expect((await asThere()).retired).toMatchObject({ reason: '遗失', upTo: lastSeq })
})

function certificateAt(office: Office, institution: string) {
  const db = openSqlite(deskFolder(office.home, institution, '演练').database, { readOnly: true })
  try {
    const [row] = db.sql<{ certificate: string }>('SELECT certificate FROM chains WHERE own = 1')
    return { certificate: JSON.parse(row!.certificate) as unknown }
  } finally {
    db.close()
  }
}

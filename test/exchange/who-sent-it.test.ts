import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { certify, decodeCertificate } from '../../src-main/core/certificate.ts'
import { signWith, unverifiedPayload } from '../../src-main/core/dsse.ts'
import type { SuiteId } from '../../src-main/core/suite.ts'
import { checkBundle } from '../../src-main/platform/bundle/check.ts'
import { ed25519Sha256, signerFromSeed } from '../../src-main/platform/suites/ed25519-sha256.ts'
import {
  allOf,
  checkpointOf,
  contentsOf,
  type Device,
  desk,
  deviceWith,
  folders,
  type Office,
  office,
  seedOf,
  send,
} from '../support/bundles.ts'
import { assembled, entriesOf } from '../support/container.ts'
import { job } from '../support/job.ts'

const at = folders()
const js = office('江苏省科学技术厅')
const zj = office('浙江省科学技术厅')
const sh = office('上海市科学技术委员会')
let sender: Device

beforeAll(async () => {
  sender = await deviceOf(js)
})

const deviceOf = (of: Office, name?: string) => deviceWith(of, 4, name)

async function expectRefused(result: Promise<unknown>, code: string) {
  expect(await result).toMatchObject({ ok: false, error: { code } })
  expect(contentsOf(at.temp)).toEqual([])
}

test('an office that is not pinned is refused', async () => {
  const path = await send(at, sender, allOf(sender, sh.institution))
  await expectRefused(desk(sh, [zj]).check(at, path), 'bundles/sender-not-pinned')
})

test('an office that changed its office key is refused until its new key is pinned', async () => {
  const changed = office(js.institution, '正式', 'second')
  const first = await deviceOf(changed, 'after the change')
  const path = await send(at, first, allOf(first, sh.institution))
  await expectRefused(desk(sh, [js]).check(at, path), 'bundles/office-key-differs')
  expect(await desk(sh, [changed]).check({ ...at, temp: at.root }, path)).toMatchObject({ ok: true })
})

test('another desk of the own office under an earlier or a later office key is told apart', async () => {
  const renewed = office(sh.institution, '正式', 'second')
  const other = await deviceOf(renewed, 'other desk')
  const path = await send(at, other, allOf(other, sh.institution))
  await expectRefused(desk(sh, [sh]).check(at, path), 'bundles/own-office-key-differs')
})

test('a certificate of one office does not make a device of another', async () => {
  const content = allOf(sender, sh.institution)
  const posing = { ...content, sender: { ...content.sender, institution: zj.institution } }
  const path = await send(at, sender, posing)
  await expectRefused(desk(sh, [js, zj]).check(at, path), 'bundles/certificate-invalid')
})

test('a suite that the pin does not allow is refused', async () => {
  const path = await send(at, sender, allOf(sender, sh.institution))
  const receiver = desk(sh, [js])
  const pin = { ...receiver.known.pin(js.institution)!, suite: 'sm2-sm3' as SuiteId }
  const request = { path, tempFolder: at.temp, identities: [sh.identity], us: sh, job: job() }
  await expectRefused(
    checkBundle({ ...request, known: { ...receiver.known, pin: () => pin } }),
    'bundles/other-suite',
  )
})

test('a bundle for another office is refused', async () => {
  const path = await send(at, sender, allOf(sender, zj.institution))
  await expectRefused(desk(sh, [js]).check(at, path), 'bundles/other-recipient')
})

test('a training bundle is refused by a desk in earnest, and says so although its keys differ too', async () => {
  const training = await deviceOf(office(js.institution, '演练'))
  const path = await send(at, training, allOf(training, sh.institution))
  await expectRefused(desk(sh, [js]).check(at, path), 'bundles/other-environment')
})

test('a certificate or a checkpoint from training does not count in earnest', async () => {
  const content = allOf(sender, sh.institution)
  const training = office(js.institution, '演练')
  const signer = signerFromSeed(seedOf('正式 江苏省科学技术厅 office '))
  const certificate = await certify(
    ed25519Sha256,
    { ...training, officeKey: js.officeKey, suite: 'ed25519-sha256', deviceKey: sender.key },
    signWith(signer),
  )
  const path = await send(at, sender, { ...content, sender: { ...content.sender, certificate } })
  await expectRefused(desk(sh, [js]).check(at, path), 'bundles/certificate-invalid')
  const other = await deviceOf(js, 'second')
  const { v: _, ...theirs } = decodeCertificate(unverifiedPayload(other.certificate))!
  const inTraining = await certify(ed25519Sha256, { ...theirs, environment: '演练' }, signWith(signer))
  const relayed = {
    ...allOf(other, sh.institution).ranges[0]!,
    certificate: inTraining,
    checkpoint: await checkpointOf(other),
  }
  const relaying = await send(at, sender, { ...content, ranges: [...content.ranges, relayed] })
  await expectRefused(desk(sh, [js]).check(at, relaying), 'bundles/certificate-invalid')
  const checkpoint = await checkpointOf(sender, '演练')
  const crossed = { ...content, ranges: [{ ...content.ranges[0]!, checkpoint }] }
  const crossing = await send(at, sender, crossed)
  await expectRefused(desk(sh, [js]).check(at, crossing), 'bundles/checkpoint-invalid')
})

test('an envelope of another type is refused, also when it is said to be a manifest', async () => {
  const bytes = readFileSync(await send(at, sender, allOf(sender, sh.institution)))
  const files = new Map(
    entriesOf(bytes)
      .slice(1, -1)
      .map(({ name, data }) => [name, data]),
  )
  const path = join(at.stick, 'another-type.zip')
  writeFileSync(path, assembled(Buffer.from(JSON.stringify(sender.certificate)), files))
  await expectRefused(desk(sh, [js]).check(at, path), 'bundles/envelope-of-another-type')
  const renamed = { ...sender.certificate, payloadType: 'desk/manifest/v1' }
  writeFileSync(path, assembled(Buffer.from(JSON.stringify(renamed)), files))
  await expectRefused(desk(sh, [js]).check(at, path), 'bundles/manifest-unreadable')
  const newer = { ...sender.certificate, payloadType: 'desk/manifest/v2' }
  writeFileSync(path, assembled(Buffer.from(JSON.stringify(newer)), files))
  await expectRefused(desk(sh, [js]).check(at, path), 'bundles/newer-format')
})

test('a manifest that the device signed as a checkpoint is refused', async () => {
  const crossed: Device = { ...sender, sign: (_, payload) => sender.sign('desk/checkpoint/v1', payload) }
  const path = await send(at, crossed, allOf(sender, sh.institution))
  await expectRefused(desk(sh, [js]).check(at, path), 'bundles/signature-invalid')
})

test('a certified key of small order is refused', async () => {
  const signer = signerFromSeed(seedOf('正式 江苏省科学技术厅 office '))
  const deviceKey = `01${'00'.repeat(31)}`
  const certificate = await certify(
    ed25519Sha256,
    { ...js, suite: 'ed25519-sha256', deviceKey },
    signWith(signer),
  )
  const id = ed25519Sha256.digest(Buffer.from(deviceKey, 'hex'))
  // R of small order and s = 0: OpenSSL takes this for a signature of any message under this key.
  const sign = async () => Buffer.from(`01${'00'.repeat(63)}`, 'hex')
  const content = { ...allOf(sender, sh.institution), ranges: [], bodies: [] }
  const weak: Device = { ...sender, id, key: deviceKey, certificate, sign }
  const path = await send(at, weak, {
    ...content,
    sender: { institution: js.institution, device: id, certificate },
  })
  await expectRefused(desk(sh, [js]).check(at, path), 'bundles/certificate-invalid')
})

describe('a device that its office retired', () => {
  const retiredAt = (seq: number, held: number) => {
    const receiver = desk(sh, [js])
    receiver.retire(sender, seq)
    if (held > 0) receiver.hold(sender, held)
    return receiver
  }

  test('is refused with headers later than the last valid one', async () => {
    const path = await send(at, sender, allOf(sender, sh.institution))
    await expectRefused(retiredAt(3, 0).check(at, path), 'bundles/device-retired')
    await expectRefused(retiredAt(3, 3).check(at, path), 'bundles/device-retired')
  })

  test('is refused with new headers that do not reach the last valid one, for nobody vouches for them', async () => {
    const upTo3 = { ...sender, events: sender.events.slice(0, 3) }
    const path = await send(at, sender, allOf(upTo3, sh.institution))
    await expectRefused(retiredAt(4, 0).check(at, path), 'bundles/device-retired')
  })

  test('is accepted up to exactly the last valid header, and with what is known already', async () => {
    const path = await send(at, sender, allOf(sender, sh.institution))
    expect(await retiredAt(4, 2).check({ ...at, temp: at.root }, path)).toMatchObject({ ok: true })
    expect(await retiredAt(4, 4).check({ ...at, temp: at.root }, path)).toMatchObject({
      ok: true,
      value: { chains: [{ state: 'known' }] },
    })
  })

  test('cannot sign for others alone', async () => {
    const path = await send(at, sender, { ...allOf(sender, sh.institution), ranges: [], bodies: [] })
    await expectRefused(retiredAt(4, 4).check(at, path), 'bundles/device-retired')
  })
})

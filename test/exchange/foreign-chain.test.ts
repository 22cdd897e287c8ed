import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { certify } from '../../src-main/core/certificate.ts'
import { decodeEnvelope, keyId, signWith } from '../../src-main/core/dsse.ts'
import { readChains } from '../../src-main/core/log.ts'
import { pinDigits } from '../../src-main/core/pin.ts'
import { writeBundle } from '../../src-main/platform/bundle/write.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { signerFromSeed, ed25519Sha256 as suite } from '../../src-main/platform/suites/ed25519-sha256.ts'
import { encryptionKeyOf } from '../../src-main/platform/suites/x25519.ts'
import { job } from '../support/job.ts'
import { code, type Office, openOffice, pinEachOther, value } from '../support/office.ts'

let js: Office
let sh: Office
let zj: Office

beforeAll(async () => {
  js = await openOffice('JS')
  sh = await openOffice('SH')
  zj = await openOffice('ZJ')
  await pinEachOther(js, sh)
  // Makes a checkpoint of the Jiangsu chain, as every export does.
  const stick = await js.folder('stick')
  await value(js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: false }))
})
afterAll(async () => {
  for (const office of [js, sh, zj]) await office.close()
})

it('an office that certifies another office’s device and passes its chain off as its own is refused', async () => {
  const environment = '演练' as const
  const office = signerFromSeed(randomBytes(32))
  const device = signerFromSeed(randomBytes(32))
  const encryptionKey = encryptionKeyOf(randomBytes(32))
  const keys = { institution: 'AH', officeKey: office.publicKey, encryptionKey }
  const heard = pinDigits(suite, { environment, ...keys })
  await value(zj.desk.trust.pin({ ...keys, suite: suite.id, heard }, { second: zj.second }))

  const db = openSqlite(path.join(js.home, 'JS-training', 'desk.sqlite'), { readOnly: true })
  const [chain] = readChains(db)
  const [checkpoint] = db.sql<{ seq: number; envelope: Uint8Array }>('SELECT seq, envelope FROM checkpoints')
  const rows = db.sql<{ id: string; header: Uint8Array; bytes: Uint8Array; audience: string }>(
    'SELECT e.id, e.header, b.bytes, b.audience FROM events e JOIN bodies b USING (position) WHERE e.seq <= ? ORDER BY e.seq',
    checkpoint!.seq,
  )
  db.close()
  const certificateOf = (deviceKey: string) =>
    certify(suite, { environment, suite: suite.id, ...keys, deviceKey }, signWith(office))
  const folder = await zj.folder('stick')
  const written = await writeBundle({
    content: {
      environment,
      suite,
      sender: {
        institution: 'AH',
        device: keyId(suite, device.publicKey),
        certificate: await certificateOf(device.publicKey),
      },
      recipient: 'ZJ',
      ranges: [
        {
          device: chain!.device,
          certificate: await certificateOf(chain!.publicKey),
          from: 1,
          to: checkpoint!.seq,
          checkpoint: decodeEnvelope(checkpoint!.envelope)!,
          headers: rows.map(({ header }) => header),
        },
      ],
      bodies: rows
        .filter(({ audience }) => audience === 'members')
        .map(({ id, bytes }) => ({ event: id, body: suite.digest(bytes), bytes })),
      documents: [],
    },
    sign: signWith(device),
    folder: folder.path,
    name: 'stolen',
    tempFolder: folder.path,
    encryptTo: null,
    job: job(),
  })
  if (!written.ok) throw new Error(written.error.code)
  const file = await zj.token(path.join(folder.path, written.value.file))
  expect(await code(zj.desk.bundles.openBundle({ file }))).toBe('bundles/device-of-another')
})

it('a device whose id begins as that of a known one is refused: its subjects could not be told apart', async () => {
  const stick = await js.folder('again')
  const { file } = await value(
    js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: false }),
  )
  const opened = () =>
    sh.token(path.join(stick.path, file)).then((token) => sh.desk.bundles.openBundle({ file: token }))
  expect(await code(opened())).toBe('ok')
  const { device } = await value(js.desk.trust.identity(null))
  const db = openSqlite(path.join(sh.home, 'SH-training', 'desk.sqlite'))
  db.sql(
    `INSERT INTO chains (device, institution, suite, public_key, certificate, own)
     SELECT ?, 'AH', suite, public_key, certificate, 0 FROM chains WHERE own = 1`,
    `${device.slice(0, -56)}${'f'.repeat(56)}`,
  )
  db.close()
  expect(await code(opened())).toBe('bundles/device-of-another')
})

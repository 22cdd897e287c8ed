import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromUtf8, hex, utf8 } from '../../src-main/core/bytes.ts'
import { certify, encodeCertificate } from '../../src-main/core/certificate.ts'
import { encodeCheckpoint, signCheckpoint } from '../../src-main/core/checkpoint.ts'
import { encodeEnvelope, keyId, signWith } from '../../src-main/core/dsse.ts'
import { type Body, devicePrefix, encodeBody, encodeHeader, type Header } from '../../src-main/core/event.ts'
import { encodeManifest } from '../../src-main/core/manifest.ts'
import { pinDigits } from '../../src-main/core/pin.ts'
import { defaultSuite } from '../../src-main/core/suite.ts'
import { ageIdentity } from '../../src-main/platform/bundle/age.ts'
import { writeBundle } from '../../src-main/platform/bundle/write.ts'
import { signerFor, suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { encryptionKeyOf } from '../../src-main/platform/suites/x25519.ts'
import { job } from './job.ts'
import { vectors } from './vectors.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures')
const suite = suiteOf('sm2-sm3')
const seed = (byte: number) => new Uint8Array(32).fill(byte)
const text = (bytes: Uint8Array) => fromUtf8(bytes)!
const documentText = '%PDF-1.4 附件一\n'

/**
 * Vectors and bundle of the suite sm2-sm3: the same keys' seeds, events and document as those of the first suite. All but
 * the encryption comes out the same each time. As a program (`node test/support/golden-sm2.ts`) it writes the files that
 * are not there; what was released is never written again.
 */
export async function goldenSm2(folder: string) {
  const office = signerFor(suite.id, seed(1))
  const device = signerFor(suite.id, seed(2))
  const encryptionKey = encryptionKeyOf(seed(3))
  const recipientSecret = seed(4)
  const id = keyId(suite, device.publicKey)
  const environment = '演练' as const
  const [sender, recipient] = ['江苏省科学技术厅', '上海市科学技术委员会']
  const keys = { officeKey: office.publicKey, encryptionKey }
  const fields = { environment, suite: suite.id, institution: sender, ...keys, deviceKey: device.publicKey }
  const certificate = await certify(suite, fields, signWith(office))

  type Vector = { readonly body: { readonly fields: Body }; readonly header: { readonly fields: Header } }
  let prev: string | null = null
  const chain = vectors<Vector[]>('chain').map(({ body, header }) => {
    const rewritten = (subject: string) => subject.replace(/\/[0-9a-f]{8}-/, `/${devicePrefix(id)}-`)
    const said: Body = {
      ...body.fields,
      actor: { ...body.fields.actor, id: rewritten(body.fields.actor.id) },
      subject: rewritten(body.fields.subject),
    }
    const bytes = encodeBody(said)
    const place = { ...header.fields, device: id, prev, body: suite.digest(bytes) }
    const headerBytes = encodeHeader(place)
    prev = suite.digest(headerBytes)
    return {
      body: { fields: said, text: text(bytes), digest: place.body },
      header: { fields: place, text: text(headerBytes), id: prev },
    }
  })
  const last = chain.at(-1)!.header
  const place = { environment, suite: suite.id, device: id, seq: chain.length, head: last.id }
  const checkpoint = await signCheckpoint(place, signWith(device))

  mkdirSync(join(folder, 'temp'), { recursive: true })
  const documentBytes = utf8(documentText)
  const document = { digest: suiteOf(defaultSuite).digest(documentBytes), text: documentText }
  const documentPath = join(folder, 'document')
  writeFileSync(documentPath, documentBytes)
  const write = async (encryptTo: string | null) => {
    const written = await writeBundle({
      content: {
        environment,
        suite,
        sender: { institution: sender, device: id, certificate },
        recipient,
        ranges: [
          {
            device: id,
            certificate,
            from: 1,
            to: chain.length,
            checkpoint,
            headers: chain.map(({ header }) => utf8(header.text)),
          },
        ],
        bodies: chain.map(({ body, header }) => ({
          event: header.id,
          body: body.digest,
          bytes: utf8(body.text),
        })),
        documents: [{ digest: document.digest, size: documentBytes.length, path: documentPath }],
      },
      sign: signWith(device),
      folder,
      name: 'v1-sm2',
      tempFolder: join(folder, 'temp'),
      encryptTo,
      job: job(),
    })
    if (!written.ok) throw new Error(written.error.code)
    return written.value
  }
  const plain = await write(null)
  const encrypted = await write(encryptionKeyOf(recipientSecret))
  const manifest = text(encodeManifest(plain.manifest))
  const pin = { environment, suite: suite.id, institution: sender, ...keys }
  return {
    vectors: {
      keys: {
        officeSeed: hex(seed(1)),
        officeKey: office.publicKey,
        deviceSeed: hex(seed(2)),
        deviceKey: device.publicKey,
        device: id,
        encryptionSecret: hex(seed(3)),
        encryptionKey,
      },
      chain,
      certificate: {
        fields: { v: 1, ...fields },
        payload: text(encodeCertificate(fields)),
        digest: suite.digest(encodeCertificate(fields)),
        envelope: text(encodeEnvelope(certificate)),
      },
      checkpoint: {
        fields: { v: 1, ...place },
        payload: text(encodeCheckpoint(place)),
        digest: suite.digest(encodeCheckpoint(place)),
        envelope: text(encodeEnvelope(checkpoint)),
      },
      manifest: { text: manifest, digest: suite.digest(utf8(manifest)) },
      pin: [
        { ...pin, digits: pinDigits(suite, pin) },
        { ...pin, environment: '正式', digits: pinDigits(suite, { ...pin, environment: '正式' }) },
      ],
    },
    bundle: {
      recipient: { environment, institution: recipient, ageIdentity: ageIdentity(recipientSecret) },
      pin: { institution: sender, suite: suite.id, ...keys },
      files: [plain, encrypted].map(({ file, size, digest }) => ({ file, size, digest })),
      device: id,
      events: chain.map(({ header }) => header.id),
      document,
    },
    files: [plain.file, encrypted.file],
  }
}

if (process.argv[1] === import.meta.filename) {
  const folder = mkdtempSync(join(tmpdir(), 'golden-'))
  const made = await goldenSm2(folder)
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  const once = { flag: 'wx' }
  writeFileSync(join(fixtures, 'vectors', 'sm2-sm3.json'), json(made.vectors), once)
  writeFileSync(join(fixtures, 'bundles', 'v1-sm2.json'), json(made.bundle), once)
  for (const file of made.files)
    writeFileSync(join(fixtures, 'bundles', file), readFileSync(join(folder, file)), once)
  rmSync(folder, { recursive: true })
}

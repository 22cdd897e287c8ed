import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src-main/core/bytes.ts'
import {
  type Certificate,
  certificateType,
  certify,
  decodeCertificate,
  encodeCertificate,
  verifyCertificate,
} from '../../src-main/core/certificate.ts'
import { chainReader } from '../../src-main/core/chain.ts'
import {
  type Checkpoint,
  checkpointType,
  decodeCheckpoint,
  encodeCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from '../../src-main/core/checkpoint.ts'
import {
  decodeEnvelope,
  encodeEnvelope,
  keyId,
  opened,
  pae,
  readEnvelope,
  seal,
  signWith,
  unverifiedPayload,
} from '../../src-main/core/dsse.ts'
import { type Body, encodeBody, encodeHeader, type Header } from '../../src-main/core/event.ts'
import { decodeManifest, encodeManifest } from '../../src-main/core/manifest.ts'
import { isInstitution } from '../../src-main/core/office.ts'
import { pinDigits } from '../../src-main/core/pin.ts'
import { signerFromSeed, ed25519Sha256 as suite } from '../../src-main/platform/suites/ed25519-sha256.ts'
import * as sm2 from '../../src-main/platform/suites/sm2-sm3.ts'
import { seedOf } from '../support/bundles.ts'
import { vectors } from '../support/vectors.ts'

type Keys = { officeSeed: string; officeKey: string; deviceSeed: string; deviceKey: string; device: string }
const keys = vectors<Keys>('keys')
const office = signerFromSeed(Buffer.from(keys.officeSeed, 'hex'))
const device = signerFromSeed(Buffer.from(keys.deviceSeed, 'hex'))
const stranger = signerFromSeed(seedOf('a stranger'))
const certificate = vectors<{ fields: Certificate; payload: string; envelope: string }>('certificate')
const checkpoint = vectors<{ fields: Checkpoint; payload: string; envelope: string }>('checkpoint')

test('the pre-authentication encoding is what the vectors and the DSSE specification say', () => {
  for (const { payloadType, payload, pae: expected } of vectors<
    { payloadType: string; payload: string; pae: string }[]
  >('dsse')) {
    expect(pae(payloadType, utf8(payload))).toEqual(utf8(expected))
  }
})

test('the pre-authentication encodings of different types or payloads differ', () => {
  const pair = fc.tuple(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }))
  fc.assert(
    fc.property(pair, pair, (a, b) => {
      fc.pre(a[0] !== b[0] || a[1] !== b[1])
      expect(pae(a[0], utf8(a[1]))).not.toEqual(pae(b[0], utf8(b[1])))
    }),
  )
})

describe('an envelope', () => {
  const text = certificate.envelope
  const envelope = decodeEnvelope(utf8(text))!

  test('is written and read as the vectors say', () => {
    expect(encodeEnvelope(envelope)).toEqual(utf8(text))
    expect(unverifiedPayload(envelope)).toEqual(utf8(certificate.payload))
    expect(envelope.signatures[0].keyid).toBe(keyId(suite, office.publicKey))
  })

  test('survives lying in other JSON, in whatever order its keys come back', () => {
    const { signatures, ...rest } = envelope
    expect(encodeEnvelope({ signatures, ...rest })).toEqual(utf8(text))
    expect(readEnvelope(JSON.parse(JSON.stringify(envelope)))).toEqual(envelope)
  })

  test.each([
    ['with a space', '{"payload"', '{ "payload"'],
    ['with an escape where none is needed', '"payloadType"', '"payload\\u0054ype"'],
    ['with an escaped slash', 'desk/device', 'desk\\/device'],
    ['with base64 of unused bits', '="', 'f"'],
    ['with base64 for URLs', '/jXS', '_jXS'],
    ['with an empty signature', /"sig":"[^"]+"/.exec(text)![0], '"sig":""'],
    ['without a signature', /\[\{.*\}\]/.exec(text)![0], '[]'],
    ['with a keyid that is no digest', 'sha256:', 'sha512:'],
    ['with a type that is not ours', 'desk/device-certificate/v1', 'in-toto'],
    ['with one key more', '"}]}', '"}],"x":1}'],
    ['with a newline at the end', '"}]}', '"}]}\n'],
  ])('is refused %s', (_, from, to) => {
    expect(text).toContain(from)
    expect(decodeEnvelope(utf8(text.replace(from, to)))).toBeUndefined()
  })

  test('is refused with two signatures', () => {
    const [signature] = envelope.signatures
    const two = { ...envelope, signatures: [signature, signature] }
    expect(decodeEnvelope(utf8(JSON.stringify(two)))).toBeUndefined()
  })

  test('opens only under its key, its type, its payload', async () => {
    const payload = utf8('payload')
    const sealed = await seal(checkpointType, payload, {
      keyid: keyId(suite, device.publicKey),
      sign: signWith(device),
    })
    const by = { suite, publicKey: device.publicKey, payloadType: checkpointType }
    expect(opened(sealed, by)).toEqual(payload)
    expect(opened(sealed, { ...by, payloadType: certificateType })).toBeUndefined()
    expect(
      opened({ ...sealed, payloadType: certificateType }, { ...by, payloadType: certificateType }),
    ).toBeUndefined()
    expect(opened({ ...sealed, payloadType: certificateType }, by)).toBeUndefined()
    expect(opened(sealed, { ...by, publicKey: stranger.publicKey })).toBeUndefined()
    expect(opened(sealed, { ...by, publicKey: 'no key' })).toBeUndefined()
    expect(opened({ ...sealed, payload: 'cGF5bG9hZC4=' }, by)).toBeUndefined()
    const [{ sig }] = sealed.signatures
    const otherKeyid = { ...sealed, signatures: [{ keyid: keyId(suite, stranger.publicKey), sig }] as const }
    expect(opened(otherKeyid, by)).toBeUndefined()
  })
})

describe('a certificate', () => {
  test('is written, signed and verified as the vectors say', async () => {
    const { v: _, ...fields } = certificate.fields
    expect(encodeCertificate(fields)).toEqual(utf8(certificate.payload))
    expect(encodeEnvelope(await certify(suite, fields, signWith(office)))).toEqual(utf8(certificate.envelope))
    const envelope = decodeEnvelope(utf8(certificate.envelope))!
    expect(verifyCertificate(envelope, { suite, officeKey: office.publicKey })).toEqual(certificate.fields)
    expect(keyId(suite, certificate.fields.deviceKey)).toBe(keys.device)
  })

  test('counts only under the office key that it names and that signed it', async () => {
    const { v: _, ...fields } = certificate.fields
    const by = { suite, officeKey: office.publicKey }
    const forged = await certify(suite, fields, signWith(stranger))
    expect(verifyCertificate(forged, by)).toBeUndefined()
    const foreign = await certify(suite, { ...fields, officeKey: stranger.publicKey }, signWith(stranger))
    expect(verifyCertificate(foreign, by)).toBeUndefined()
    const payload = encodeCertificate({ ...fields, officeKey: stranger.publicKey })
    const naming = await seal(certificateType, payload, {
      keyid: keyId(suite, office.publicKey),
      sign: signWith(office),
    })
    expect(verifyCertificate(naming, by)).toBeUndefined()
  })

  test.each([
    ['the office key itself', office.publicKey],
    ['a key of small order', `01${'00'.repeat(31)}`],
    ['a key that is not canonical', `${'ff'.repeat(31)}7f`],
  ])('does not count for %s', async (_, deviceKey) => {
    const envelope = await certify(suite, { ...certificate.fields, deviceKey }, signWith(office))
    expect(verifyCertificate(envelope, { suite, officeKey: office.publicKey })).toBeUndefined()
  })

  test.each([
    ['another version', '"v":1', '"v":2'],
    ['another environment', '演练', '测试'],
    ['an unknown suite', 'ed25519-sha256', 'rsa-sha1'],
    ['a suite that its keys do not fit', 'ed25519-sha256', 'sm2-sm3'],
    ['an institution without a name', '江苏省科学技术厅', ''],
    ['an institution with an invisible character', '江苏省', '江苏\u200b省'],
    ['a short key', keys.deviceKey, keys.deviceKey.slice(2)],
    ['an upper-case key', keys.deviceKey, keys.deviceKey.toUpperCase()],
    ['one key more', '"}', '","x":"1"}'],
    ['a needless escape', '"v"', '"\\u0076"'],
  ])('is not readable with %s', (_, from, to) => {
    expect(certificate.payload).toContain(from)
    expect(decodeCertificate(utf8(certificate.payload.replace(from, to)))).toBeUndefined()
  })
})

describe('a checkpoint', () => {
  test('is written, signed and verified as the vectors say', async () => {
    const { v: _, ...fields } = checkpoint.fields
    expect(encodeCheckpoint(fields)).toEqual(utf8(checkpoint.payload))
    expect(encodeEnvelope(await signCheckpoint(fields, signWith(device)))).toEqual(utf8(checkpoint.envelope))
    const envelope = decodeEnvelope(utf8(checkpoint.envelope))!
    expect(verifyCheckpoint(envelope, { suite, deviceKey: device.publicKey })).toEqual(checkpoint.fields)
  })

  test('counts only for the device that signed it', async () => {
    const by = { suite, deviceKey: device.publicKey }
    const { v: _, ...fields } = checkpoint.fields
    expect(verifyCheckpoint(await signCheckpoint(fields, signWith(stranger)), by)).toBeUndefined()
    const theirs = { ...fields, device: keyId(suite, stranger.publicKey) }
    const payload = encodeCheckpoint(theirs)
    const forAnother = await seal(checkpointType, payload, { keyid: fields.device, sign: signWith(device) })
    expect(verifyCheckpoint(forAnother, by)).toBeUndefined()
  })

  test.each([
    ['another version', '"v":1', '"v":2'],
    ['another environment', '演练', '测试'],
    ['seq 0', '"seq":3', '"seq":0'],
    ['seq of text', '"seq":3', '"seq":"3"'],
    ['a head that is no digest', '"head":"sha256:', '"head":"sha1:'],
    ['a space', '"seq":3', '"seq": 3'],
  ])('is not readable with %s', (_, from, to) => {
    expect(checkpoint.payload).toContain(from)
    expect(decodeCheckpoint(utf8(checkpoint.payload.replace(from, to)))).toBeUndefined()
  })
})

test('a manifest is written and read as the vectors say', () => {
  const { text, digest } = vectors<{ text: string; digest: string }>('manifest')
  const manifest = decodeManifest(utf8(text))!
  expect(encodeManifest(manifest)).toEqual(utf8(text))
  expect(suite.digest(utf8(text))).toBe(digest)
  for (const [from, to] of [
    ['"v"', '"\\u0076"'],
    ['desk/checkpoint', 'desk\\/checkpoint'],
  ] as const) {
    expect(text).toContain(from)
    expect(decodeManifest(utf8(text.replace(from, to)))).toBeUndefined()
  }
})

test('the digits of a pin are what the vectors say', () => {
  type PinVector = Parameters<typeof pinDigits>[1] & { digits: string }
  for (const { digits, ...fields } of vectors<PinVector[]>('pin')) {
    expect(pinDigits(suite, fields)).toBe(digits)
    expect(digits).toMatch(/^\d{4}( \d{4}){5}$/)
  }
})

test('the digits of a pin change with every part', () => {
  const [fields] = vectors<[Parameters<typeof pinDigits>[1]]>('pin')
  const digits = [
    fields,
    { ...fields, environment: '正式' as const },
    { ...fields, institution: `${fields.institution}办公室` },
    { ...fields, officeKey: fields.encryptionKey },
    { ...fields, encryptionKey: fields.officeKey },
    { ...fields, encryptionKey: fields.officeKey, officeKey: fields.encryptionKey },
  ].map((one) => pinDigits(suite, one))
  expect(new Set(digits).size).toBe(digits.length)
})

test('the name of an institution is visible text on one line', () => {
  for (const name of ['江苏省科学技术厅', 'SH', '一', '工作专班 秘书处', '𠮷', 'x'.repeat(100)]) {
    expect(isInstitution(name), name).toBe(true)
  }
  for (const name of [
    '',
    ' ',
    ' 江苏',
    '江苏 ',
    '江\n苏',
    '江\u200b苏',
    '\u202e江苏',
    '江\u2028苏',
    'x'.repeat(101),
    1,
    null,
  ]) {
    expect(isInstitution(name), String(name)).toBe(false)
  }
})

describe('in the suite sm2-sm3', () => {
  type Signed<Fields> = { fields: Fields; payload: string; digest: string; envelope: string }
  type Line = {
    body: { fields: Body; text: string; digest: string }
    header: { fields: Header; text: string; id: string }
  }
  const all = vectors<{
    keys: Keys & { encryptionKey: string }
    chain: Line[]
    certificate: Signed<Certificate>
    checkpoint: Signed<Checkpoint>
    manifest: { text: string; digest: string }
    pin: (Parameters<typeof pinDigits>[1] & { digits: string })[]
  }>('sm2-sm3')
  const { sm2Sm3 } = sm2
  const officeSigner = sm2.signerFromSeed(Buffer.from(all.keys.officeSeed, 'hex'))
  const deviceSigner = sm2.signerFromSeed(Buffer.from(all.keys.deviceSeed, 'hex'))
  const by = { suite: sm2Sm3, officeKey: officeSigner.publicKey }

  test('keys, events and chain are what the vectors say', () => {
    expect(officeSigner.publicKey).toBe(all.keys.officeKey)
    expect(deviceSigner.publicKey).toBe(all.keys.deviceKey)
    expect(keyId(sm2Sm3, deviceSigner.publicKey)).toBe(all.keys.device)
    const reader = chainReader(sm2Sm3, all.keys.device, null)
    for (const { body, header } of all.chain) {
      expect(encodeBody(body.fields)).toEqual(utf8(body.text))
      expect(sm2Sm3.digest(utf8(body.text))).toBe(body.digest)
      expect(encodeHeader(header.fields)).toEqual(utf8(header.text))
      expect(reader.next(utf8(header.text))).toMatchObject({ id: header.id })
    }
  })

  test('certificate, checkpoint and manifest are what the vectors say', async () => {
    const { certificate, checkpoint, manifest } = all
    expect(encodeCertificate(certificate.fields)).toEqual(utf8(certificate.payload))
    const certified = await certify(sm2Sm3, certificate.fields, signWith(officeSigner))
    expect(encodeEnvelope(certified)).toEqual(utf8(certificate.envelope))
    expect(verifyCertificate(certified, by)).toEqual(certificate.fields)
    const signed = await signCheckpoint(checkpoint.fields, signWith(deviceSigner))
    expect(encodeEnvelope(signed)).toEqual(utf8(checkpoint.envelope))
    expect(verifyCheckpoint(signed, { suite: sm2Sm3, deviceKey: deviceSigner.publicKey })).toEqual(
      checkpoint.fields,
    )
    const read = decodeManifest(utf8(manifest.text))!
    expect(encodeManifest(read)).toEqual(utf8(manifest.text))
    expect(sm2Sm3.digest(utf8(manifest.text))).toBe(manifest.digest)
  })

  test('the digits of a pin are what the vectors say, and others than with the first suite', () => {
    for (const { digits, ...fields } of all.pin) {
      expect(pinDigits(sm2Sm3, fields)).toBe(digits)
      expect(pinDigits(suite, fields)).not.toBe(digits)
    }
  })

  test.each([
    ['the office key itself', officeSigner.publicKey],
    ['a key off the curve', `${deviceSigner.publicKey.slice(0, -1)}0`],
    ['the point at infinity', '00'.repeat(64)],
    ['coordinates of the prime and more', 'ff'.repeat(64)],
  ])('a certificate does not count for %s', async (_, deviceKey) => {
    const envelope = await certify(sm2Sm3, { ...all.certificate.fields, deviceKey }, signWith(officeSigner))
    expect(verifyCertificate(envelope, by)).toBeUndefined()
  })

  test.each([
    ['a device key of the other suite', all.keys.deviceKey, keys.deviceKey],
    ['an office key of the other suite', all.keys.officeKey, keys.officeKey],
    ['an encryption key as long as an SM2 key', all.keys.encryptionKey, all.keys.encryptionKey.repeat(2)],
    ['a key with SEC1 prefix', all.keys.deviceKey, `04${all.keys.deviceKey}`],
    ['the name of the other suite', 'sm2-sm3', 'ed25519-sha256'],
  ])('a certificate is not readable with %s', (_, from, to) => {
    expect(all.certificate.payload).toContain(from)
    expect(decodeCertificate(utf8(all.certificate.payload.replace(from, to)))).toBeUndefined()
  })

  test('a certificate or checkpoint of one suite does not count under the other', async () => {
    const ours = decodeEnvelope(utf8(certificate.envelope))!
    const theirs = decodeEnvelope(utf8(all.certificate.envelope))!
    expect(verifyCertificate(ours, by)).toBeUndefined()
    expect(verifyCertificate(theirs, { suite, officeKey: office.publicKey })).toBeUndefined()
    expect(verifyCertificate(theirs, { suite, officeKey: officeSigner.publicKey })).toBeUndefined()
    const lying = await signCheckpoint({ ...all.checkpoint.fields, suite: suite.id }, signWith(deviceSigner))
    expect(verifyCheckpoint(lying, { suite: sm2Sm3, deviceKey: deviceSigner.publicKey })).toBeUndefined()
  })

  test('files are named by SHA-256: a manifest that names one by SM3 is not readable', () => {
    const { text } = all.manifest
    for (const { 0: found } of text.matchAll(/"size":\d+,"digest":"sha256:/g)) {
      expect(decodeManifest(utf8(text.replace(found, found.replace('sha256', 'sm3'))))).toBeUndefined()
    }
    const document = /"documents":\[\{"digest":"sha256:/.exec(text)![0]
    expect(decodeManifest(utf8(text.replace(document, document.replace('sha256', 'sm3'))))).toBeUndefined()
  })

  test('a chain has digests of its own suite only', () => {
    const [{ header }] = all.chain as [Line]
    const other = encodeHeader({ ...header.fields, body: suite.digest(utf8('a body')) })
    expect(chainReader(sm2Sm3, all.keys.device, null).next(other)).toMatchObject({ fault: 'unreadable' })
    const ours = vectors<Line[]>('chain')[0]!.header.fields
    const sm3Body = encodeHeader({ ...ours, body: sm2Sm3.digest(utf8('a body')) })
    expect(chainReader(suite, keys.device, null).next(sm3Body)).toMatchObject({ fault: 'unreadable' })
  })
})

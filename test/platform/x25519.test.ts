import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { fromHex, hex } from '../../src-main/core/bytes.ts'
import { ageIdentity, ageRecipient } from '../../src-main/platform/bundle/age.ts'
import { encryptionKeyOf, isEncryptionKey } from '../../src-main/platform/suites/x25519.ts'
import { hasTool } from '../support/tools.ts'
import { vectors } from '../support/vectors.ts'

test('the public key is what RFC 7748, 6.1, says', () => {
  for (const [secret, publicKey] of [
    [
      '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a',
      '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
    ],
    [
      '5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb',
      'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
    ],
  ] as const) {
    expect(encryptionKeyOf(fromHex(secret)!)).toBe(publicKey)
    expect(isEncryptionKey(publicKey)).toBe(true)
  }
})

test('recipient and identity are what the vectors say', () => {
  type Keys = { encryptionSecret: string; encryptionKey: string; ageIdentity: string; ageRecipient: string }
  const keys = vectors<Keys>('keys')
  expect(encryptionKeyOf(fromHex(keys.encryptionSecret)!)).toBe(keys.encryptionKey)
  expect(ageIdentity(fromHex(keys.encryptionSecret)!)).toBe(keys.ageIdentity)
  expect(ageRecipient(keys.encryptionKey)).toBe(keys.ageRecipient)
})

test.skipIf(!hasTool('age-keygen'))(
  'the age command line derives the same recipient from the same identity',
  () => {
    for (let i = 0; i < 5; i++) {
      const secret = randomBytes(32)
      const publicKey = encryptionKeyOf(secret)
      const recipient = execFileSync('age-keygen', ['-y'], { input: ageIdentity(secret), encoding: 'utf8' })
      expect(recipient.trim()).toBe(ageRecipient(publicKey))
    }
  },
)

const littleEndian = (number: bigint) =>
  hex(Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse())
const p = 2n ** 255n - 19n
// https://cr.yp.to/ecdh.html#validate
const smallOrder = [
  0n,
  1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
  p - 1n,
]

test('keys of small order, in every encoding, and what is no key, are refused', () => {
  for (const u of smallOrder) {
    for (const form of [u, u + p, u + 2n ** 255n, u + p + 2n ** 255n].filter((one) => one < 2n ** 256n)) {
      expect(isEncryptionKey(littleEndian(form))).toBe(false)
    }
  }
  for (const key of [
    littleEndian(p),
    littleEndian(p + 2n),
    '',
    'ab',
    `${encryptionKeyOf(randomBytes(32))}00`,
  ]) {
    expect(isEncryptionKey(key)).toBe(false)
  }
  expect(() => ageRecipient(littleEndian(0n))).toThrow()
  expect(isEncryptionKey(littleEndian(9n))).toBe(true)
  for (let i = 0; i < 50; i++) expect(isEncryptionKey(encryptionKeyOf(randomBytes(32)))).toBe(true)
})

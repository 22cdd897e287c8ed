import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test, vi } from 'vitest'
import { selfTest } from '../../src-main/platform/self-test.ts'

afterEach(() => {
  vi.doUnmock('node:crypto')
  vi.doUnmock('@noble/curves/abstract/weierstrass.js')
  vi.resetModules()
})

test('every primitive gives its known answer here', async () => {
  await selfTest()
})

type Wrong = Partial<Record<keyof typeof import('node:crypto'), unknown>>

/** The self-test over another crypto library than the one that is there: one whose answers are wrong. */
async function selfTestWith(change: (real: typeof import('node:crypto')) => Wrong): Promise<unknown> {
  vi.doMock('node:crypto', async (original) => {
    const real = await original<typeof import('node:crypto')>()
    return { ...real, ...change(real) }
  })
  vi.resetModules()
  const { selfTest: anew } = await import('../../src-main/platform/self-test.ts')
  return anew().then(
    () => 'passed',
    (error: Error) => error.message,
  )
}

test.each<[string, (real: typeof import('node:crypto')) => Wrong]>([
  ['SHA-256', () => ({ hash: () => '00'.repeat(32) })],
  ['Ed25519 signing', () => ({ sign: () => Buffer.alloc(64) })],
  ['Ed25519 refusing an altered signature', () => ({ verify: () => true })],
  ['Ed25519 verifying', () => ({ verify: () => false })],
  ['X25519 refusing a small-order key', () => ({ diffieHellman: () => Buffer.alloc(32, 1) })],
  ['HKDF-SHA-256', () => ({ hkdfSync: () => new ArrayBuffer(42) })],
  ['scrypt', () => ({ scryptSync: () => Buffer.alloc(64) })],
  [
    'AES-256-GCM encrypting',
    (real) => ({
      createCipheriv: (name: 'aes-256-gcm', key: Uint8Array) =>
        real.createCipheriv(name, key, Buffer.alloc(12)),
    }),
  ],
])('a wrong answer of %s stops the start', async (name, change) => {
  expect(await selfTestWith(change)).toContain(name)
})

test('a wrong answer of SM3 or of the curve stops the start', async () => {
  vi.doMock('hash-wasm', async (original) => {
    const real = await original<typeof import('hash-wasm')>()
    return { ...real, createSM3: real.createSHA256 }
  })
  vi.resetModules()
  const { selfTest: anew } = await import('../../src-main/platform/self-test.ts')
  await expect(anew()).rejects.toThrow('SM3, SM2 signing, SM2 verifying')
  vi.doUnmock('hash-wasm')
})

test('nothing asks node:crypto for what only OpenSSL has', () => {
  const folder = fileURLToPath(new URL('../../src-main', import.meta.url))
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const asking =
    /\b(?:hash|createHash|createHmac|createSign|createVerify|createCipheriv|generateKeyPair\w*)\(\s*['"](?:sm[234]|sha3|shake|blake|ed448|x448|aes-\d+-(?:ccm|ocb))|argon2/i
  const wrong = files.filter((name) => asking.test(readFileSync(path.join(folder, name), 'utf8')))
  expect(files.length).toBeGreaterThan(100)
  expect(wrong).toEqual([])
})

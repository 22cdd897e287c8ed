import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Decrypter, Encrypter } from 'age-encryption'
import { beforeAll, expect, test } from 'vitest'
import { ageHeaderSize, ageRecipient } from '../../src-main/platform/bundle/age.ts'
import { checkBundle } from '../../src-main/platform/bundle/check.ts'
import { contentsOf, noise, office, send } from '../support/bundles.ts'
import { jiangsuToShanghai, sh } from '../support/jiangsu-to-shanghai.ts'

const { at, shanghai, contentOf, expectRefused } = jiangsuToShanghai()
const zj = office('浙江省科学技术厅')
const path = join(at.stick, 'changed.zip.age')
let plain: Buffer
let encrypted: Buffer

beforeAll(async () => {
  const { sender, content } = await contentOf(3, [noise('a', 300_000)])
  plain = readFileSync(await send(at, sender, content))
  encrypted = readFileSync(await send(at, sender, content, sh))
})

async function encryptedTo(...recipients: string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return encrypter.encrypt(plain)
}

const ofOffice = (of: typeof sh) => ageRecipient(of.encryptionKey)

test('a bundle encrypted for another office is refused as such', async () => {
  await expectRefused(await encryptedTo(ofOffice(zj)), 'bundles/encrypted-for-another')
})

test('a bundle that we re-encrypted ourselves is accepted: encryption proves nothing, the signature does', async () => {
  writeFileSync(path, await encryptedTo(ofOffice(sh)))
  expect(await shanghai.check({ ...at, temp: at.store }, path)).toMatchObject({
    ok: true,
    value: { isEncrypted: true },
  })
})

test('a bundle encrypted for several recipients, or under a passphrase, is refused', async () => {
  await expectRefused(await encryptedTo(ofOffice(sh), ofOffice(zj)), 'bundles/encryption-header')
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(2)
  encrypter.setPassphrase('password')
  await expectRefused(await encrypter.encrypt(plain), 'bundles/encryption-header')
})

test('an age header without end is refused without being held in memory', async () => {
  const endless = Buffer.alloc(20 * 2 ** 20, '-> X25519 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAAAA\n')
  const magic = Buffer.from('age-encryption.org/v1\n')
  await expectRefused(Buffer.concat([magic, endless]), 'bundles/encryption-header')
})

test('chunks that are swapped, repeated, or left out are refused and leave no plaintext', async () => {
  const first = ageHeaderSize + 16
  const size = 64 * 1024 + 16
  const chunk = (i: number) => encrypted.subarray(first + i * size, first + (i + 1) * size)
  const head = encrypted.subarray(0, first)
  const rest = encrypted.subarray(first + 3 * size)
  const [a, b, c] = [chunk(0), chunk(1), chunk(2)]
  expect(Buffer.concat([head, a, b, c, rest]).equals(encrypted)).toBe(true)
  for (const parts of [
    [b, a, c, rest],
    [a, c, b, rest],
    [a, a, b, c, rest],
    [a, b, b, rest],
    [b, c, rest],
    [a, b, c],
    [a, b, c, rest, rest],
  ]) {
    await expectRefused(Buffer.concat([head, ...parts]), 'bundles/encryption-damaged')
  }
})

test('what was inside is checked like any other container', async () => {
  const encrypter = new Encrypter()
  encrypter.addRecipient(ofOffice(sh))
  await expectRefused(await encrypter.encrypt('no container'), 'bundles/container-entry')
  const twice = new Encrypter()
  twice.addRecipient(ofOffice(sh))
  await expectRefused(await twice.encrypt(encrypted), 'bundles/container-entry')
})

test('the plaintext is there only while it is checked, and readable by this user alone', async () => {
  writeFileSync(path, encrypted)
  const seen: string[] = []
  const modes = new Set<number>()
  const job = {
    signal: { aborted: false, throwIfAborted: () => undefined },
    progress: () => {
      const names = contentsOf(at.temp).filter((name) => name.endsWith('container'))
      seen.push(...names)
      for (const name of names) modes.add(statSync(join(at.temp, name)).mode & 0o777)
    },
  }
  const request = { path, tempFolder: at.temp, identities: [sh.identity], us: sh, known: shanghai.known, job }
  const result = await checkBundle(request)
  expect(seen).not.toEqual([])
  expect([...modes]).toEqual([0o600])
  if (!result.ok) throw new Error(result.error.code)
  expect(contentsOf(result.value.folder)).not.toContain('container')
})

test.each([
  ['decrypt', () => encrypted],
  ['verify', () => encrypted],
  ['verify', () => plain],
] as const)('a check that is cancelled while it must %s leaves nothing behind', async (step, bytes) => {
  writeFileSync(path, bytes())
  const before = contentsOf(at.temp)
  const controller = new AbortController()
  const job = {
    signal: controller.signal,
    progress: (progress: { step: string }) => {
      if (progress.step === step) controller.abort(new Error('stopped'))
    },
  }
  const request = { path, tempFolder: at.temp, identities: [sh.identity], us: sh, known: shanghai.known, job }
  await expect(checkBundle(request)).rejects.toThrow('stopped')
  expect(contentsOf(at.temp)).toEqual(before)
})

test('the plaintext of an encrypted bundle is the plain bundle', async () => {
  const decrypter = new Decrypter()
  decrypter.addIdentity(sh.identity)
  const opened = Buffer.from(await decrypter.decrypt(encrypted))
  const manifestAt = opened.indexOf('manifest.dsse.json')
  expect(manifestAt).toBe(30)
  expect(opened.length).toBe(plain.length)
})

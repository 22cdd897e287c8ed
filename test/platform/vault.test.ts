import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recoveryGroups, seedFromGroups } from '../../src-main/domain/trust/rules.ts'
import {
  openDailyKeys,
  openKeys,
  openWithRecovery,
  seal,
  sealForRecovery,
  sealKeys,
} from '../../src-main/platform/vault.ts'

const keys = { deviceSeed: randomBytes(32), encryptionKeys: [randomBytes(32), randomBytes(32)] }
const cheap = 2 ** 10

describe('a credential', () => {
  it('opens with its password only, however the password was typed in Unicode', async () => {
    const credential = (await sealKeys('密码 é 一二三', keys, cheap))('person/a')
    const opened = (await openKeys(credential, '密码 e\u0301 一二三'))!
    expect(Buffer.from(opened.deviceSeed).equals(keys.deviceSeed)).toBe(true)
    expect(opened.encryptionKeys.map((key) => Buffer.from(key))).toEqual(keys.encryptionKeys)
    expect(await openKeys(credential, '密码 e 一二三')).toBeNull()
  })

  it('of one person does not open as that of another, and not when a byte was changed', async () => {
    const credential = (await sealKeys('12345678', keys, cheap))('person/a')
    expect(await openKeys({ ...credential, person: 'person/b' }, '12345678')).toBeNull()
    const altered = Uint8Array.from(credential.sealed)
    altered[40]! ^= 1
    expect(await openKeys({ ...credential, sealed: altered }, '12345678')).toBeNull()
  })

  it('of the first release, which held one encryption key, still opens', () => {
    const key = randomBytes(32)
    const [first] = keys.encryptionKeys
    const sealed = seal(key, 'person/a', Buffer.concat([keys.deviceSeed, first!]))
    const opened = openDailyKeys(key, 'person/a', sealed)!
    expect(opened.encryptionKeys.map((one) => Buffer.from(one))).toEqual([first])
  })

  it('whose content is no whole number of keys does not open', () => {
    const key = randomBytes(32)
    for (const length of [0, 32, 63, 65, 95])
      expect(openDailyKeys(key, 'a', seal(key, 'a', randomBytes(length)))).toBeNull()
  })

  it('has nothing of the keys in plain', async () => {
    const { sealed } = (await sealKeys('12345678', keys, cheap))('person/a')
    expect(Buffer.from(sealed).includes(keys.deviceSeed)).toBe(false)
  })
})

describe('the keys under the recovery sheet', () => {
  it('open with the seed of that sheet only', () => {
    const seed = randomBytes(32)
    const credential = sealForRecovery(seed, keys)
    expect(Buffer.from(openWithRecovery(credential, seed)!.deviceSeed)).toEqual(keys.deviceSeed)
    expect(openWithRecovery(credential, randomBytes(32))).toBeNull()
  })
})

describe('the groups of the recovery sheet', () => {
  const seed = fc.uint8Array({ minLength: 32, maxLength: 32 })

  it('give the seed back as people type them: lower case, O for 0, spaces anywhere', () => {
    fc.assert(
      fc.property(seed, (bytes) => {
        const text = recoveryGroups(bytes).join(' ').toLowerCase().replaceAll('0', 'o')
        expect(seedFromGroups(text)).toEqual(bytes)
      }),
    )
  })

  it('refuse any single wrong character', () => {
    fc.assert(
      fc.property(
        seed,
        fc.nat(64),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (bytes, at, wrong) => {
          const text = recoveryGroups(bytes).join('')
          fc.pre(text[at] !== wrong)
          expect(seedFromGroups(text.slice(0, at) + wrong + text.slice(at + 1))).toBeNull()
        },
      ),
      { numRuns: 500 },
    )
  })

  it('refuse groups that changed places', () => {
    const groups = [...recoveryGroups(randomBytes(32))]
    ;[groups[2], groups[9]] = [groups[9]!, groups[2]!]
    expect(seedFromGroups(groups.join(' '))).toBeNull()
  })
})

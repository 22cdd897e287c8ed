import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { allOf, type Device, device, noise, office, send } from '../support/bundles.ts'
import { assembled, container, entriesOf, resigned } from '../support/container.ts'
import { jiangsuToShanghai, js, sh } from '../support/jiangsu-to-shanghai.ts'

const { at, shanghai, contentOf, outcomeOf, expectRefused } = jiangsuToShanghai()
let sender: Device
let bytes: Buffer

beforeAll(async () => {
  const sent = await contentOf(5, [noise('a', 500), noise('b', 700)])
  sender = sent.sender
  bytes = readFileSync(await send(at, sender, sent.content))
})

const parts = () => entriesOf(bytes).map(({ name, data }) => ({ name, data: Buffer.from(data) }))
const files = () =>
  new Map(
    parts()
      .slice(1, -1)
      .map(({ name, data }) => [name, data]),
  )
const envelope = () => parts()[0]!.data
const firstDocument = () => parts().find(({ name }) => name.startsWith('documents/'))!.name

test('the test writer makes the very bytes of the program from the same parts', async () => {
  expect(container(parts()).equals(bytes)).toBe(true)
  expect(assembled(envelope(), files()).equals(bytes)).toBe(true)
  expect((await resigned(bytes, sender, () => undefined)).equals(bytes)).toBe(true)
})

describe('by somebody without a key', () => {
  test('a manifest that is altered', async () => {
    const parsed = JSON.parse(envelope().toString())
    const manifest = Buffer.from(parsed.payload, 'base64').toString()
    const payload = Buffer.from(manifest.replace('"from":1', '"from":2')).toString('base64')
    await expectRefused(
      assembled(Buffer.from(JSON.stringify({ ...parsed, payload })), files()),
      'bundles/signature-invalid',
    )
  })

  test('a manifest that is removed', async () => {
    await expectRefused(container(parts().slice(1)), 'bundles/manifest-missing')
  })

  test('an envelope that is not exactly as we write it', async () => {
    const spaced = Buffer.from(envelope().toString().replace('{"payload"', '{ "payload"'))
    await expectRefused(assembled(spaced, files()), 'bundles/envelope-unreadable')
    const twice = JSON.parse(envelope().toString())
    const two = { ...twice, signatures: [...twice.signatures, ...twice.signatures] }
    await expectRefused(assembled(Buffer.from(JSON.stringify(two)), files()), 'bundles/envelope-unreadable')
  })

  test('a file that is altered', async () => {
    for (const [name, kind] of [
      [firstDocument(), 'document'],
      ['bodies.ndjson', 'bodies'],
      [`headers/${sender.id.slice(7)}.ndjson`, 'headers'],
    ] as const) {
      const changed = files()
      changed.get(name)![7]! ^= 1
      expect(await outcomeOf(assembled(envelope(), changed))).toEqual({
        ok: false,
        error: { code: 'bundles/file-altered', kind },
      })
    }
  })

  test('a file that is longer', async () => {
    const changed = files()
    changed.set(firstDocument(), Buffer.concat([changed.get(firstDocument())!, Buffer.from('x')]))
    await expectRefused(assembled(envelope(), changed), 'bundles/file-size')
  })

  test('a file that is removed', async () => {
    const changed = files()
    changed.delete(firstDocument())
    await expectRefused(assembled(envelope(), changed), 'bundles/file-missing')
  })

  test('a file that is added', async () => {
    const changed = files()
    changed.set(`documents/${'f'.repeat(64)}`, Buffer.from('unlisted'))
    await expectRefused(assembled(envelope(), changed), 'bundles/file-unlisted')
  })

  test('a file that is renamed to another of our names, or to a name that is not ours', async () => {
    const renamed = (to: string) =>
      new Map([...files()].map(([name, data]) => [name === firstDocument() ? to : name, data]))
    await expectRefused(
      assembled(envelope(), renamed(`documents/${'0'.repeat(64)}`)),
      'bundles/file-unlisted',
    )
    await expectRefused(assembled(envelope(), renamed('documents/README.txt')), 'bundles/entry-name')
  })

  test('two files that change places', async () => {
    const all = parts()
    await expectRefused(container([...all.slice(0, 3), all[4]!, all[3]!, all[5]!]), 'bundles/entry-order')
  })

  test('a file that is there twice', async () => {
    const all = parts()
    await expectRefused(container([...all.slice(0, 4), all[3]!, ...all.slice(4)]), 'bundles/entry-order')
  })

  test('a CRC that is wrong in both places', async () => {
    const all = parts()
    const wrong = { local: { crc: 1 }, central: { crc: 1 } }
    const changed = all.map((part) => (part.name === firstDocument() ? { ...part, ...wrong } : part))
    expect(await outcomeOf(container(changed))).toEqual({
      ok: false,
      error: { code: 'bundles/crc-wrong', kind: 'document' },
    })
  })

  test('the list of checksums that is altered, or made longer', async () => {
    const altered = parts()
    altered.at(-1)!.data[3]! ^= 1
    expect(await outcomeOf(container(altered))).toEqual({
      ok: false,
      error: { code: 'bundles/file-altered', kind: 'checksums' },
    })
    const longer = parts()
    longer[longer.length - 1] = {
      name: 'manifest-sha256.txt',
      data: Buffer.concat([longer.at(-1)!.data, Buffer.from('\n')]),
    }
    expect(await outcomeOf(container(longer))).toEqual({
      ok: false,
      error: { code: 'bundles/file-size', kind: 'checksums' },
    })
  })

  test('a container with a comment, extra fields, padding, flags, times, or another method', async () => {
    const lies = [
      { local: { extra: Buffer.from('0000', 'hex') } },
      { local: { flags: 0 } },
      { local: { flags: 0x0808 } },
      { local: { method: 8 } },
      { local: { time: 1 } },
      { local: { date: 0x5a21 } },
      { local: { version: 20 } },
      { local: { size: 1 } },
    ]
    for (const lie of lies) {
      const changed = parts().map((part, i) => (i === 3 ? { ...part, ...lie } : part))
      await expectRefused(container(changed), 'bundles/container-entry')
    }
    await expectRefused(
      container(parts().map((part, i) => (i === 3 ? { ...part, padding: Buffer.alloc(4) } : part))),
      'bundles/container-entry',
    )
    await expectRefused(container(parts(), { beforeDirectory: Buffer.alloc(8) }), 'bundles/container-entry')
    const inDirectory = [
      { madeBy: 0x0314 },
      { attributes: 0o777 << 16 },
      { comment: Buffer.from('a comment') },
      { extra: Buffer.from('0000', 'hex') },
      { offset: 0 },
      { size: 1 },
      { name: Buffer.from('documents/other') },
    ]
    for (const central of inDirectory) {
      const changed = parts().map((part, i) => (i === 3 ? { ...part, central } : part))
      await expectRefused(container(changed), 'bundles/container-directory')
    }
    await expectRefused(container(parts(), { count: 1 }), 'bundles/container-directory')
    await expectRefused(container(parts(), { beforeEnd: Buffer.alloc(4) }), 'bundles/container-directory')
    await expectRefused(container(parts(), { comment: Buffer.from('hello') }), 'bundles/container-directory')
  })
})

describe('by somebody with a key of their own', () => {
  test('signed by a key that no office certified', async () => {
    const stranger = await device(sh, 'stranger')
    await expectRefused(await resigned(bytes, stranger, () => undefined), 'bundles/signer-is-not-sender')
    const pretending = { id: sender.id, sign: stranger.sign }
    await expectRefused(await resigned(bytes, pretending, () => undefined), 'bundles/signature-invalid')
  })

  test('signed by a device with a certificate that it made for itself', async () => {
    const forger = office(js.institution, '正式', 'forged')
    const own = await device(forger, 'forged')
    const content = {
      ...allOf(sender, sh.institution),
      sender: { institution: js.institution, device: own.id, certificate: own.certificate },
    }
    const path = await send(at, own, { ...content, ranges: [] })
    expect(await shanghai.check(at, path)).toMatchObject({
      ok: false,
      error: { code: 'bundles/office-key-differs' },
    })
  })

  test('named after another sender than the one who signed', async () => {
    const other = await device(js, 'second')
    const changed = await resigned(bytes, other, ({ manifest }) => {
      manifest.certificates = [...manifest.certificates, other.certificate]
    })
    await expectRefused(changed, 'bundles/signer-is-not-sender')
  })
})

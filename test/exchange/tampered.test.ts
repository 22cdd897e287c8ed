import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { encodeHeader } from '../../src-main/core/event.ts'
import { frameLine } from '../../src-main/platform/bundle/staged.ts'
import {
  allOf,
  contentsOf,
  type Desk,
  type Device,
  desk,
  device,
  folders,
  noise,
  office,
  record,
  send,
  storeDocument,
} from '../support/bundles.ts'
import {
  assembled,
  container,
  entriesOf,
  replaceBodies,
  replaceHeaders,
  resigned,
  sha256,
} from '../support/container.ts'

const at = folders()
afterAll(at.remove)
const js = office('江苏省科学技术厅')
const sh = office('上海市科学技术委员会')
let shanghai: Desk
let sender: Device
let bytes: Buffer

beforeAll(async () => {
  shanghai = desk(sh, [js])
  sender = await device(js)
  for (let i = 0; i < 5; i++) record(sender, `第 ${i} 条`)
  const documents = [storeDocument(at.store, noise('a', 500)), storeDocument(at.store, noise('b', 700))]
  bytes = readFileSync(await send(at, sender, { ...allOf(sender, sh.institution), documents }))
})

async function outcome(changed: Buffer) {
  const path = join(at.stick, 'tampered.zip')
  writeFileSync(path, changed)
  const result = await shanghai.check(at, path)
  if (!result.ok) expect(contentsOf(at.temp)).toEqual([])
  return result
}

async function expectRefused(changed: Buffer, code: string) {
  expect(await outcome(changed)).toMatchObject({ ok: false, error: { code } })
}

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
      expect(await outcome(assembled(envelope(), changed))).toEqual({
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
    expect(await outcome(container(changed))).toEqual({
      ok: false,
      error: { code: 'bundles/crc-wrong', kind: 'document' },
    })
  })

  test('the list of checksums that is altered, or made longer', async () => {
    const altered = parts()
    altered.at(-1)!.data[3]! ^= 1
    expect(await outcome(container(altered))).toEqual({
      ok: false,
      error: { code: 'bundles/file-altered', kind: 'checksums' },
    })
    const longer = parts()
    longer[longer.length - 1] = {
      name: 'manifest-sha256.txt',
      data: Buffer.concat([longer.at(-1)!.data, Buffer.from('\n')]),
    }
    expect(await outcome(container(longer))).toEqual({
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
      error: { code: 'bundles/certificate-invalid' },
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

describe('by a certified device that lies', () => {
  const lie = (change: Parameters<typeof resigned>[2]) => resigned(bytes, sender, change)

  test('headers that leave out an event', async () => {
    const lines = sender.events.map(({ header }) => header).toSpliced(2, 1)
    await expectRefused(await lie((draft) => replaceHeaders(draft, sender, lines)), 'bundles/chain-broken')
  })

  test('headers whose last is another event than the checkpoint says', async () => {
    const { header, ...last } = sender.events.at(-1)!
    const other = encodeHeader({
      device: sender.id,
      seq: 5,
      prev: sender.events[3]!.id,
      at: '2026-02-03T04:05:06.007Z',
      body: last.body,
    })
    const lines = [...sender.events.slice(0, 4).map((event) => event.header), other]
    await expectRefused(
      await lie((draft) => replaceHeaders(draft, sender, lines)),
      'bundles/checkpoint-contradicts',
    )
    expect(header).not.toEqual(other)
  })

  test('headers that end before the checkpoint, or go on behind it', async () => {
    const all = sender.events.map(({ header }) => header)
    await expectRefused(
      await lie((draft) => replaceHeaders(draft, sender, all.slice(0, 4))),
      'bundles/chain-short',
    )
    const more = encodeHeader({
      device: sender.id,
      seq: 6,
      prev: sender.events[4]!.id,
      at: '2026-02-03T04:05:06.007Z',
      body: sender.events[0]!.body,
    })
    await expectRefused(
      await lie((draft) => replaceHeaders(draft, sender, [...all, more])),
      'bundles/chain-beyond-range',
    )
    await expectRefused(await lie((draft) => replaceHeaders(draft, sender, [])), 'bundles/chain-short')
  })

  test('headers of another device', async () => {
    const other = await device(js, 'second')
    for (let i = 0; i < 5; i++) record(other, 'x')
    const lines = other.events.map(({ header }) => header)
    expect(await outcome(await lie((draft) => replaceHeaders(draft, sender, lines)))).toEqual({
      ok: false,
      error: { code: 'bundles/chain-broken', fault: 'other-device', seq: 1 },
    })
  })

  test('headers in lines that are too long, or not ended', async () => {
    const all = sender.events.map(({ header }) => header)
    const long = Buffer.alloc(1025, 0x20)
    await expectRefused(
      await lie((draft) => replaceHeaders(draft, sender, [...all, long])),
      'bundles/header-line',
    )
    const crlf = await lie((draft) => replaceHeaders(draft, sender, all, '\r\n'))
    await expectRefused(crlf, 'bundles/chain-broken')
    const unended = await lie((draft) => {
      replaceHeaders(
        draft,
        sender,
        [Buffer.concat(all.flatMap((one, i) => (i ? [Buffer.from('\n'), one] : [one])))],
        '',
      )
    })
    await expectRefused(unended, 'bundles/header-line')
  })

  test('a body that is not the one its header names', async () => {
    const changed = await lie((draft) => {
      const data = Buffer.from(draft.files.get('bodies.ndjson')!)
      data[data.length - 5]! ^= 1
      replaceBodies(draft, data)
    })
    await expectRefused(changed, 'bundles/body-altered')
  })

  test('bodies that are more, fewer, or others than the listed ones', async () => {
    const frame = (i: number) => {
      const { id, bytes } = sender.events[i]!
      return Buffer.concat([frameLine(id, bytes.length), bytes, Buffer.from('\n')])
    }
    const ids = sender.events.map(({ id }) => id)
    const swapped = Buffer.concat([frame(1), frame(0)])
    await expectRefused(
      await lie((draft) => replaceBodies(draft, swapped, ids.slice(0, 2))),
      'bundles/body-unlisted',
    )
    await expectRefused(
      await lie((draft) => replaceBodies(draft, swapped, ids.slice(0, 1))),
      'bundles/body-unlisted',
    )
    await expectRefused(
      await lie((draft) => replaceBodies(draft, frame(0), ids.slice(0, 2))),
      'bundles/body-missing',
    )
    const followed = Buffer.concat([frame(0).subarray(0, -1), Buffer.from('x')])
    await expectRefused(
      await lie((draft) => replaceBodies(draft, followed, ids.slice(0, 1))),
      'bundles/body-frame',
    )
    const cut = frame(0).subarray(0, -1)
    await expectRefused(
      await lie((draft) => replaceBodies(draft, cut, ids.slice(0, 1))),
      'bundles/body-frame',
    )
  })

  test('a checkpoint that another key signed, or for another place', async () => {
    const other = await device(js, 'second')
    for (let i = 0; i < 5; i++) record(other, 'x')
    const theirs = readFileSync(await send(at, other, allOf(other, sh.institution)))
    const foreign = JSON.parse(
      Buffer.from(JSON.parse(entriesOf(theirs)[0]!.data.toString()).payload, 'base64').toString(),
    )
    const swapped = await lie(({ manifest }) => {
      manifest.ranges[0].checkpoint = foreign.ranges[0].checkpoint
    })
    await expectRefused(swapped, 'bundles/checkpoint-invalid')
    const moved = await lie(({ manifest }) => {
      manifest.ranges[0].to = 4
    })
    await expectRefused(moved, 'bundles/checkpoint-invalid')
  })

  test('certificates that are missing, or of devices that have nothing to do here', async () => {
    const other = await device(js, 'second')
    const without = await lie(({ manifest }) => {
      manifest.certificates = []
    })
    await expectRefused(without, 'bundles/certificate-missing')
    const more = await lie(({ manifest }) => {
      manifest.certificates.push(other.certificate)
    })
    await expectRefused(more, 'bundles/certificate-superfluous')
  })

  test('a manifest that is not in the settled form', async () => {
    const digest = sha256(Buffer.from('x'))
    const changes: ((manifest: Parameters<Parameters<typeof resigned>[2]>[0]['manifest']) => void)[] = [
      (manifest) => Object.assign(manifest, { v: 2 }),
      (manifest) => Object.assign(manifest, { extra: 1 }),
      (manifest) => Object.assign(manifest, { environment: '测试' }),
      (manifest) => Object.assign(manifest, { recipient: '' }),
      (manifest) => Object.assign(manifest, { recipient: '上海市\n科学技术委员会' }),
      (manifest) => Object.assign(manifest, { documents: manifest.documents.toReversed() }),
      (manifest) => Object.assign(manifest.documents[0], { size: -1 }),
      (manifest) => Object.assign(manifest.documents[0], { size: 1.5 }),
      (manifest) => Object.assign(manifest.documents[0], { digest: digest.toUpperCase() }),
      (manifest) => manifest.ranges.push(manifest.ranges[0]),
      (manifest) => Object.assign(manifest.ranges[0], { from: 0 }),
      (manifest) => Object.assign(manifest.ranges[0], { from: 6 }),
      (manifest) => Object.assign(manifest.ranges[0], { to: 2 ** 53 }),
      (manifest) => Object.assign(manifest.ranges[0], { device: 'sha1:00' }),
      (manifest) => manifest.bodies.events.push(manifest.bodies.events[0]),
      (manifest) => Object.assign(manifest, { bodies: null }),
    ]
    for (const change of changes) {
      const changed = await lie(({ manifest }) => void change(manifest))
      expect(await outcome(changed), change.toString()).toMatchObject({
        ok: false,
        error: { code: 'bundles/manifest-unreadable' },
      })
    }
  })
})

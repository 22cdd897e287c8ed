import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { encodeHeader } from '../../src-main/core/event.ts'
import { frameLine } from '../../src-main/platform/bundle/staged.ts'
import { allOf, type Device, device, noise, record, send } from '../support/bundles.ts'
import { entriesOf, replaceBodies, replaceHeaders, resigned, sha256 } from '../support/container.ts'
import { jiangsuToShanghai, js, sh } from '../support/jiangsu-to-shanghai.ts'

const { at, contentOf, outcomeOf, expectRefused } = jiangsuToShanghai()
let sender: Device
let bytes: Buffer

beforeAll(async () => {
  const sent = await contentOf(5, [noise('a', 500), noise('b', 700)])
  sender = sent.sender
  bytes = readFileSync(await send(at, sender, sent.content))
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
    expect(await outcomeOf(await lie((draft) => replaceHeaders(draft, sender, lines)))).toEqual({
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
      expect(await outcomeOf(changed), change.toString()).toMatchObject({
        ok: false,
        error: { code: 'bundles/manifest-unreadable' },
      })
    }
  })
})

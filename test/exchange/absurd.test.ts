import { execFileSync } from 'node:child_process'
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { encodeEnvelope, seal } from '../../src-main/core/dsse.ts'
import { manifestType } from '../../src-main/core/manifest.ts'
import { stagedBodies } from '../../src-main/platform/bundle/staged.ts'
import { directory, localHeader } from '../../src-main/platform/bundle/zip.ts'
import { allOf, contentsOf, type Device, device, record, send } from '../support/bundles.ts'
import {
  assembled,
  container,
  type Entry,
  entriesOf,
  replaceBodies,
  replaceHeaders,
  resigned,
} from '../support/container.ts'
import { jiangsuToShanghai, js, sh } from '../support/jiangsu-to-shanghai.ts'

const { at, shanghai, contentOf } = jiangsuToShanghai()
let sender: Device
let bytes: Buffer

beforeAll(async () => {
  const sent = await contentOf(3)
  sender = sent.sender
  bytes = readFileSync(await send(at, sender, sent.content))
})

type Outcome = { readonly code: string | null; readonly seconds: number; readonly peakMiB: number }

/** Checks files in a process of their own; every one must be done within 10 s and 1 GB, and leave nothing behind. */
function outcomes(...files: (Uint8Array | string)[]): (string | null)[] {
  const paths = files.map((file, i) => {
    const path = join(at.stick, `absurd-${i}`)
    if (typeof file !== 'string') writeFileSync(path, file)
    return typeof file === 'string' ? file : path
  })
  const child = join(import.meta.dirname, '..', 'support', 'check-child.ts')
  const out = execFileSync(process.execPath, [child, at.temp, ...paths], {
    encoding: 'utf8',
    timeout: 120_000,
  })
  const found = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome)
  for (const { seconds, peakMiB } of found) {
    expect(seconds).toBeLessThan(10)
    expect(peakMiB).toBeLessThan(1000)
  }
  expect(contentsOf(at.temp)).toEqual([])
  return found.map(({ code }) => code)
}

const parts = (): Entry[] => entriesOf(bytes).map(({ name, data }) => ({ name, data }))

describe('containers', { timeout: 120_000 }, () => {
  test('a bomb that unpacks to a thousand times its size is refused, because nothing may be packed', () => {
    const data = deflateRawSync(Buffer.alloc(300 * 2 ** 20))
    const bomb = { name: `documents/${'0'.repeat(64)}`, data, local: { method: 8, size: 300 * 2 ** 20 } }
    expect(outcomes(container(parts().toSpliced(-1, 0, bomb)))).toEqual(['bundles/container-entry'])
  })

  test('a million entries are refused', () => {
    const entries = 1_000_000
    const name = (i: number) => `documents/${i.toString(16).padStart(64, '0')}`
    const local = repeated(localHeader({ name: name(0), size: 0, crc: 0 }), entries, (bytes, at, i) => {
      bytes.write(name(i), at + 30, 'latin1')
    })
    const first = container(parts().slice(0, 3))
    const start = first.subarray(0, first.readUInt32LE(first.length - 6))
    const record = directory([{ name: name(0), size: 0, crc: 0, offset: 0 }], 0).subarray(0, -22)
    const index = repeated(record, entries, (bytes, at, i) => {
      bytes.writeUInt32LE(start.length + i * 104, at + 42)
      bytes.write(name(i), at + 46, 'latin1')
    })
    expect(outcomes(Buffer.concat([start, local, index]))).toEqual(['bundles/too-many-entries'])
  })

  test('sizes that are not there, and files that are huge and empty, are refused', () => {
    const lying = {
      local: { size: 0xfffffffd, packed: 0xfffffffd },
      central: { size: 0xfffffffd, packed: 0xfffffffd },
    }
    const first = localHeader({ name: 'manifest.dsse.json', size: 30 * 2 ** 20, crc: 0 })
    const sparse = sparseFile('sparse', 70 * 2 ** 30, Buffer.from('PK\x03\x04', 'latin1'))
    const longManifest = sparseFile('long-manifest', 2 ** 30, first)
    expect(
      outcomes(
        container(parts().map((part, i) => (i === 2 ? { ...part, ...lying } : part))),
        sparse,
        longManifest,
      ),
    ).toEqual(['bundles/incomplete', 'bundles/too-large', 'bundles/entry-too-large'])
  })

  test('documents of hundreds of gigabytes that nobody signed are refused before they are read', async () => {
    const path = join(at.stick, 'huge')
    const fd = openSync(path, 'w')
    const entries: { name: string; size: number; crc: number; offset: number }[] = []
    let offset = 0
    const add = (name: string, size: number, data?: Buffer) => {
      const header = localHeader({ name, size, crc: 0 })
      writeSync(fd, header, 0, header.length, offset)
      if (data) writeSync(fd, data, 0, data.length, offset + header.length)
      entries.push({ name, size, crc: 0, offset })
      offset += header.length + size
    }
    const unsigned = { keyid: sender.id, sign: async () => Buffer.alloc(64) }
    const envelope = Buffer.from(encodeEnvelope(await seal(manifestType, Buffer.from('{}'), unsigned)))
    add('manifest.dsse.json', envelope.length, envelope)
    for (let i = 0; i < 15; i++) add(`documents/${i.toString(16).padStart(64, '0')}`, 4 * 2 ** 30 - 2)
    const tail = directory(entries, offset)
    writeSync(fd, tail, 0, tail.length, offset)
    closeSync(fd)
    expect(outcomes(path)).toEqual(['bundles/manifest-unreadable'])
  })

  test('what is no regular file is refused and does not hold the desk', () => {
    const pipe = join(at.stick, 'pipe')
    execFileSync('mkfifo', [pipe])
    mkdirSync(join(at.stick, 'a-folder.zip'))
    symlinkSync(join(at.stick, 'nowhere'), join(at.stick, 'dangling.zip'))
    const paths = [pipe, join(at.stick, 'a-folder.zip'), join(at.stick, 'dangling.zip'), '/dev/zero']
    expect(outcomes(...paths)).toEqual(paths.map(() => 'bundles/unreadable'))
  })
})

function repeated(
  record: Buffer,
  times: number,
  change: (bytes: Buffer, at: number, i: number) => void,
): Buffer {
  const bytes = Buffer.alloc(record.length * times, record)
  for (let i = 0; i < times; i++) change(bytes, i * record.length, i)
  return bytes
}

function sparseFile(name: string, size: number, start: Buffer): string {
  const path = join(at.stick, name)
  const fd = openSync(path, 'w')
  writeSync(fd, start)
  ftruncateSync(fd, size)
  closeSync(fd)
  return path
}

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
const absurdJson: readonly (readonly [what: string, text: string | Buffer])[] = [
  ['nested 100,000 deep', deep],
  ['an object nested 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['a key twice', '{"v":1,"v":1}'],
  ['a key twice, once escaped', '{"v":1,"\\u0076":1}'],
  ['a __proto__ key', '{"__proto__":{"v":1}}'],
  ['a number beyond 2^53', '{"v":9007199254740993}'],
  ['a number of a million digits', `{"v":${'9'.repeat(1_000_000)}}`],
  ['a fraction', '{"v":1.0}'],
  ['an exponent', '{"v":1e400}'],
  ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xc0, 0xaf, 0x22, 0x3a, 0x31, 0x7d])],
  ['a lone surrogate', '{"v":"\\ud800"}'],
  ['a BOM', '\ufeff{}'],
  ['a string of 15 MB', `{"v":"${'x'.repeat(15_000_000)}"}`],
  ['a string of 5 MB of escapes', `{"v":"${'\\n'.repeat(5_000_000)}"}`],
  ['nothing', ''],
]

describe('JSON', { timeout: 120_000 }, () => {
  test('that is absurd is refused in a manifest, even a signed one', async () => {
    const files = new Map(
      entriesOf(bytes)
        .slice(1, -1)
        .map(({ name, data }) => [name, data]),
    )
    const bundles: Buffer[] = []
    for (const [, text] of absurdJson) {
      const sealed = await seal(manifestType, Buffer.from(text), { keyid: sender.id, sign: sender.sign })
      bundles.push(assembled(Buffer.from(encodeEnvelope(sealed)), files))
    }
    expect(outcomes(...bundles)).toEqual(absurdJson.map(() => 'bundles/manifest-unreadable'))
  })

  test('that is absurd is refused as the envelope itself', () => {
    const files = new Map(
      entriesOf(bytes)
        .slice(1, -1)
        .map(({ name, data }) => [name, data]),
    )
    const bundles = absurdJson.map(([, text]) => assembled(Buffer.from(text), files))
    expect(outcomes(...bundles)).toEqual(absurdJson.map(() => 'bundles/envelope-unreadable'))
  })

  test('that is absurd is refused as a header, even in a signed bundle', async () => {
    const bundles: Buffer[] = []
    for (const [, text] of absurdJson) {
      bundles.push(
        await resigned(bytes, sender, (draft) => replaceHeaders(draft, sender, [Buffer.from(text)])),
      )
    }
    const codes = outcomes(...bundles)
    expect(new Set(codes)).toEqual(new Set(['bundles/header-line', 'bundles/chain-broken']))
  })

  test('that is absurd in a body is no reason to refuse: it is kept as it came', async () => {
    const odd = await device(js, 'odd')
    const small = absurdJson.filter(([, text]) => text.length <= 1_048_576)
    for (const [, text] of small) record(odd, Buffer.from(text))
    const path = await send(at, odd, allOf(odd, sh.institution))
    const result = await shanghai.check({ ...at, temp: at.root }, path)
    if (!result.ok) throw new Error(result.error.code)
    const kept = [...stagedBodies(result.value.folder)].map((one) => Buffer.from(one.bytes).toString('hex'))
    expect(kept).toEqual(small.map(([, text]) => Buffer.from(text).toString('hex')))
    expect(({} as { v?: number }).v).toBeUndefined()
  })
})

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `sha256:${i.toString(16).padStart(64, '0')}`)
}

describe('sizes', { timeout: 120_000 }, () => {
  test('a manifest of more than 16 MiB is refused, even a signed one', async () => {
    const files = new Map(
      entriesOf(bytes)
        .slice(1, -1)
        .map(({ name, data }) => [name, data]),
    )
    const payload = Buffer.alloc(16 * 2 ** 20 + 1, 0x20)
    const sealed = await seal(manifestType, payload, { keyid: sender.id, sign: sender.sign })
    const over = await seal(manifestType, Buffer.alloc(17 * 2 ** 20, 0x20), {
      keyid: sender.id,
      sign: sender.sign,
    })
    const [slightly, far] = [sealed, over].map((one) => assembled(Buffer.from(encodeEnvelope(one)), files))
    expect(outcomes(slightly!, far!)).toEqual(['bundles/manifest-unreadable', 'bundles/entry-too-large'])
  })

  test('a manifest is read up to 16 MiB and no further, whatever it says', async () => {
    const within = (most: number) =>
      resigned(bytes, sender, ({ manifest }) => {
        manifest.bodies.events = []
        const room = most - Buffer.byteLength(JSON.stringify(manifest)) + 1
        manifest.bodies.events = ids(Math.floor(room / 74))
      })
    expect(outcomes(await within(16 * 2 ** 20), await within(16 * 2 ** 20 + 100))).toEqual([
      'bundles/body-unlisted',
      'bundles/manifest-unreadable',
    ])
  })

  test('a manifest of 16 MiB full of bodies is checked within the bounds', async () => {
    const full = await resigned(bytes, sender, ({ manifest }) => {
      manifest.bodies.events = ids(215_000)
    })
    expect(outcomes(full)).toEqual(['bundles/body-unlisted'])
  })

  test('a header of more than 1 KiB and a body of more than 1 MiB are refused, even in a signed bundle', async () => {
    const longHeader = await resigned(bytes, sender, (draft) => {
      replaceHeaders(draft, sender, [Buffer.alloc(1025, 0x20)])
    })
    const longLine = await resigned(bytes, sender, (draft) => {
      replaceHeaders(draft, sender, [Buffer.alloc(50 * 2 ** 20, 0x20)], '')
    })
    const longBody = await resigned(bytes, sender, (draft) => {
      const { id } = sender.events[0]!
      const data = Buffer.concat([
        Buffer.from(`{"event":"${id}","size":1048577}\n`),
        Buffer.alloc(1048578, 0x0a),
      ])
      replaceBodies(draft, data, [id])
    })
    expect(outcomes(longHeader, longLine, longBody)).toEqual([
      'bundles/header-line',
      'bundles/header-line',
      'bundles/body-too-large',
    ])
  })
})

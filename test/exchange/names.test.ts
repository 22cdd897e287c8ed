import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { contentsOf, type Device, noise, send } from '../support/bundles.ts'
import { assembled, container, type Entry, entriesOf, resigned } from '../support/container.ts'
import { jiangsuToShanghai } from '../support/jiangsu-to-shanghai.ts'

const { at, shanghai, contentOf } = jiangsuToShanghai()
let bytes: Buffer
let sender: Device

beforeAll(async () => {
  const sent = await contentOf(1, [noise('a', 100)])
  sender = sent.sender
  bytes = readFileSync(await send(at, sender, sent.content))
})

const hex = '0'.repeat(64)
const hostile: readonly (string | Buffer)[] = [
  '../escaped',
  '../../escaped',
  '../../../../../../../../tmp/escaped',
  '/escaped',
  '/etc/cron.d/escaped',
  '//server/share/escaped',
  '\\\\server\\share\\escaped',
  'C:\\escaped',
  'C:escaped',
  'c:/escaped',
  '..\\escaped',
  '..\\..\\escaped',
  'documents/../escaped',
  `documents/../../${hex}`,
  `documents/./${hex}`,
  `documents//${hex}`,
  `./documents/${hex}`,
  `/documents/${hex}`,
  `documents\\${hex}`,
  `documents/${hex}/`,
  `documents/${hex}/x`,
  `documents/${hex}.exe`,
  `documents/${hex} `,
  `documents/${hex}.`,
  `documents/${hex}\n`,
  `documents/${hex}\0`,
  `documents/\0${hex.slice(1)}`,
  `documents/${hex}:stream`,
  `documents/${'A'.repeat(64)}`,
  `documents/${hex.slice(1)}`,
  `documents/${hex}0`,
  `Documents/${hex}`,
  `DOCUMENTS/${hex}`,
  `documents/${'０'.repeat(21)}`,
  `documents/${hex.slice(3)}\u202e12`,
  `documents/${hex.slice(1)}\u00e9`,
  'documents/',
  'documents',
  '',
  '.',
  '..',
  '...',
  '~',
  '~/escaped',
  'CON',
  'NUL.txt',
  'documents/AUX',
  '*',
  'documents/*',
  `headers/../${hex}.ndjson`,
  `headers/${hex}.ndjson/../../escaped`,
  `headers/${hex}`,
  'bodies.ndjson/../escaped',
  'Bodies.ndjson',
  'manifest.dsse.json\0.txt',
  'manifest-sha256.txt.lnk',
  'file:///etc/passwd',
  '%2e%2e%2fescaped',
  '..%c0%afescaped',
  Buffer.from([0x2e, 0x2e, 0xc0, 0xaf, 0x65]),
  Buffer.from([0xff, 0xfe, 0x2e, 0x2e]),
  'x'.repeat(80),
  'x'.repeat(65_000),
]

test('no name but our own is taken: nothing is written anywhere, under whatever name', async () => {
  expect(hostile.length).toBeGreaterThanOrEqual(40)
  const path = join(at.stick, 'hostile.zip')
  const entries: Entry[] = entriesOf(bytes).map(({ name, data }) => ({ name, data }))
  const data = Buffer.from('escaped')
  writeFileSync(path, '')
  const before = contentsOf(at.root)
  for (const name of hostile) {
    const central = { name: Buffer.from('documents/x') }
    const variants = [
      container(entries.toSpliced(3, 0, { name, data })),
      container(entries.map((entry, i) => (i === 3 ? { ...entry, name } : entry))),
      container([...entries, { name, data }]),
      container([{ name, data }, ...entries]),
      container(entries.map((entry, i) => (i === 3 ? { ...entry, name, central } : entry))),
    ]
    for (const variant of variants) {
      writeFileSync(path, variant)
      expect(await shanghai.check(at, path), String(name).slice(0, 90)).toMatchObject({
        ok: false,
        error: { code: 'bundles/entry-name' },
      })
      expect(contentsOf(at.root)).toEqual(before)
    }
    const onlyInDirectory = entries.map((entry, i) =>
      i === 3 ? { ...entry, central: { name: Buffer.from(name) } } : entry,
    )
    writeFileSync(path, container(onlyInDirectory))
    expect(await shanghai.check(at, path)).toMatchObject({
      ok: false,
      error: { code: 'bundles/container-directory' },
    })
    expect(contentsOf(at.root)).toEqual(before)
  }
})

test('no name can come in through a signed manifest, because names are made from digests', async () => {
  const path = join(at.stick, 'hostile.zip')
  for (const name of hostile) {
    const digest = `sha256:${name}`
    for (const place of ['documents', 'ranges'] as const) {
      const changed = await resigned(bytes, sender, ({ manifest }) => {
        manifest[place][0][place === 'documents' ? 'digest' : 'device'] = digest
      })
      writeFileSync(path, changed)
      expect(await shanghai.check(at, path)).toMatchObject({
        ok: false,
        error: { code: 'bundles/manifest-unreadable' },
      })
    }
  }
  expect(contentsOf(at.temp)).toEqual([])
})

test('a file name of the bundle itself, whatever it is, decides nothing', async () => {
  for (const name of ['数据交换包 (1).zip', 'x'.repeat(200), '.hidden', '-rf', 'a\nb.zip']) {
    const path = join(at.stick, name)
    const [first, ...others] = entriesOf(bytes)
    writeFileSync(
      path,
      assembled(first!.data, new Map(others.slice(0, -1).map((one) => [one.name, one.data]))),
    )
    expect(await shanghai.check({ ...at, temp: at.store }, path)).toMatchObject({ ok: true })
  }
})

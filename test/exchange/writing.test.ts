import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { devicePrefix } from '../../src-main/core/event.ts'
import type { Job } from '../../src-main/core/ports/job.ts'
import { checkBundle } from '../../src-main/platform/bundle/check.ts'
import type { BundleContent } from '../../src-main/platform/bundle/gather.ts'
import { writeBundle } from '../../src-main/platform/bundle/write.ts'
import {
  allOf,
  bodiesOf,
  contentsOf,
  type Device,
  device,
  noise,
  record,
  storeDocument,
} from '../support/bundles.ts'
import { jiangsuToShanghai, js, sh } from '../support/jiangsu-to-shanghai.ts'
import { job } from '../support/job.ts'
import { withSmallDisk } from '../support/small-disk.ts'

const { at, shanghai, contentOf } = jiangsuToShanghai()
let sender: Device
let content: BundleContent
let folder: string

beforeEach(async () => {
  ;({ sender, content } = await contentOf(5))
  folder = at.empty()
})

function write(
  changes: { content?: BundleContent; folder?: string; job?: Job; encryptTo?: string | null } = {},
) {
  return writeBundle({
    content,
    sign: sender.sign,
    folder,
    name: 'bundle',
    tempFolder: at.temp,
    encryptTo: null,
    job: job(),
    ...changes,
  })
}

test('the same content makes the same bytes, so that a plain bundle can be compared', async () => {
  const first = await write()
  const other = join(folder, 'other')
  mkdirSync(other)
  const second = await write({ folder: other })
  expect(first).toEqual(second)
  expect(readFileSync(join(folder, 'bundle.zip')).equals(readFileSync(join(other, 'bundle.zip')))).toBe(true)
  expect(contentsOf(at.temp)).toEqual([])
})

test('the digest and size that are reported are those of the file', async () => {
  for (const encryptTo of [null, sh.encryptionKey]) {
    const result = await write({ encryptTo })
    if (!result.ok) throw new Error(result.error.code)
    const bytes = readFileSync(join(folder, result.value.file))
    expect(result.value).toMatchObject({ size: bytes.length, digest: content.suite.digest(bytes) })
  }
  expect(readdirSync(folder)).toEqual(['bundle.zip', 'bundle.zip.age'])
})

test('an existing file is never written over', async () => {
  writeFileSync(join(folder, 'bundle.zip'), 'something else')
  let isRead = false
  function* bodies() {
    isRead = true
    yield* bodiesOf(sender.events)
  }
  const refused = { ok: false, error: { code: 'bundles/name-taken' } }
  expect(await write({ content: { ...content, bodies: bodies() } })).toMatchObject(refused)
  expect(isRead).toBe(false)
  expect(readFileSync(join(folder, 'bundle.zip'), 'utf8')).toBe('something else')
})

test('what an interrupted export left behind is replaced', async () => {
  writeFileSync(join(folder, `bundle.zip.${devicePrefix(sender.id)}-AbC123.未写完`), 'half a bundle')
  expect(await write()).toMatchObject({ ok: true })
  expect(readdirSync(folder)).toEqual(['bundle.zip'])
})

test('unfinished files of another desk, of an export that is running, or of anybody else stay', async () => {
  const own = devicePrefix(sender.id)
  const running = mkdtempSync(join(at.temp, 'export-'))
  const staying = [
    'bundle.zip.0123abcd-AbC123.未写完',
    `bundle.zip.${own}-${running.slice(-6)}.未写完`,
    `bundle.zip.${own}.未写完`,
    '报告.docx.未写完',
  ]
  const going = [`bundle.zip.${own}-AbC123.未写完`, `其他.zip.age.001.${own}-AbC124.未写完`]
  for (const name of [...staying, ...going]) writeFileSync(join(folder, name), 'half a bundle')
  expect(await write()).toMatchObject({ ok: true })
  expect(readdirSync(folder).toSorted()).toEqual(['bundle.zip', ...staying].toSorted())
  rmSync(running, { recursive: true })
})

test('parts of a set that was never completed go with its unfinished list, if they are the listed ones', async () => {
  const digest = (text: string) => content.suite.digest(Buffer.from(text)).slice(7)
  const part = (number: number) => `其他.zip.age.00${number}`
  const list = `${digest('one')}  ${part(1)}\n${digest('two')}  ${part(2)}\n`
  const unfinished = `其他.分卷校验.txt.${devicePrefix(sender.id)}-AbC123.未写完`
  const make = (second: string) => {
    writeFileSync(join(folder, part(1)), 'one')
    writeFileSync(join(folder, part(2)), second)
    writeFileSync(join(folder, unfinished), list)
  }
  make('another')
  await write()
  expect(readdirSync(folder).toSorted()).toEqual(['bundle.zip', part(2)].toSorted())
  rmSync(join(folder, 'bundle.zip'))
  make('two')
  writeFileSync(join(folder, '其他.分卷校验.txt'), list)
  await write()
  expect(readdirSync(folder).toSorted()).toEqual(
    ['bundle.zip', part(1), part(2), '其他.分卷校验.txt'].toSorted(),
  )
})

test('it is done only after all of it was read back', async () => {
  const steps: string[] = []
  const watching: Job = {
    signal: job().signal,
    progress: ({ step, done, total }) => {
      steps.push(`${step} ${done === total}`)
      // Nothing has its final name while somebody could still be told to wait.
      expect(readdirSync(folder).every((name) => name.endsWith('.未写完'))).toBe(true)
    },
  }
  expect(await write({ job: watching })).toMatchObject({ ok: true })
  expect(steps.at(-1)).toBe('read-back true')
})

async function expectRefused(changed: Partial<BundleContent>, code: string) {
  expect(await write({ content: { ...content, ...changed } })).toMatchObject({ ok: false, error: { code } })
  expect(readdirSync(folder)).toEqual([])
  expect(contentsOf(at.temp)).toEqual([])
}

test('a chain of our own that is broken is not sent', async () => {
  const [range] = content.ranges
  const headers = sender.events.map(({ header }) => header)
  for (const broken of [
    headers.toSpliced(2, 1),
    headers.slice(0, 4),
    [],
    [...headers, headers[0]!],
    headers.toReversed(),
  ]) {
    await expectRefused({ ranges: [{ ...range!, headers: broken }] }, 'bundles/own-chain-broken')
  }
})

test('a body that is no longer what its header names, or too large, is not sent', async () => {
  const [first, ...others] = bodiesOf(sender.events)
  await expectRefused(
    { bodies: [{ ...first!, bytes: noise('rot', 20) }, ...others] },
    'bundles/own-body-altered',
  )
  const bytes = Buffer.alloc(1_048_577)
  const large = record(sender, bytes)
  await expectRefused(
    { ...allOf(sender, sh.institution), bodies: bodiesOf([large]) },
    'bundles/own-body-altered',
  )
})

test('a document that is missing or no longer what its digest says is not sent', async () => {
  for (const spoil of [
    (path: string) => rmSync(path),
    (path: string) => writeFileSync(path, noise('other', 2_000_000)),
    (path: string) => writeFileSync(path, noise('a', 1_999_999)),
    (path: string) => writeFileSync(path, noise('a', 2_000_001)),
  ]) {
    const document = storeDocument(at.store, noise('a', 2_000_000))
    spoil(document.path)
    await expectRefused({ documents: [document] }, 'bundles/document-unusable')
  }
})

test('more than a manifest can list is refused', async () => {
  const bytes = Buffer.from('{}')
  const body = content.suite.digest(bytes)
  function* many() {
    for (let i = 0; i < 230_000; i++)
      yield { event: `sha256:${i.toString(16).padStart(64, '0')}`, body, bytes }
  }
  await expectRefused({ bodies: many() }, 'bundles/too-much')
})

test('what no desk would take is not written', async () => {
  const document = storeDocument(at.store, noise('a', 10))
  await expectRefused({ documents: [{ ...document, size: 4 * 2 ** 30 }] }, 'bundles/too-much')
  const large = Array.from({ length: 17 }, (_, i) => ({
    ...document,
    digest: `sha256:${i}`,
    size: 3.9 * 2 ** 30,
  }))
  await expectRefused({ documents: large }, 'bundles/too-much')
  await expect(write({ content: { ...content, documents: [document, document] } })).rejects.toThrow()
  await expect(write({ content: { ...content, recipient: '' } })).rejects.toThrow()
  const other = await device(js, 'second')
  const [range] = content.ranges
  const foreign = { ...range!, device: other.id, certificate: other.certificate }
  await expect(write({ content: { ...content, ranges: [foreign] } })).rejects.toThrow()
  expect(readdirSync(folder)).toEqual([])
  expect(contentsOf(at.temp)).toEqual([])
})

test('a target that is not there or cannot be written to is refused', async () => {
  const gone = join(folder, 'gone')
  expect(await write({ folder: gone })).toMatchObject({ ok: false, error: { code: 'bundles/cannot-write' } })
  expect(await write({ folder: '/proc' })).toMatchObject({
    ok: false,
    error: { code: 'bundles/cannot-write' },
  })
  expect(contentsOf(at.temp)).toEqual([])
})

test('a full stick is refused and keeps nothing; a full disk of our own too', async (context) => {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const ran = await withSmallDisk(disk, 256, async () => {
    const documents = [storeDocument(at.store, noise('a', 400_000))]
    const large = { ...content, documents }
    expect(await write({ folder: disk, content: large })).toMatchObject({
      ok: false,
      error: { code: 'bundles/no-space' },
    })
    expect(readdirSync(disk)).toEqual([])
    const written = await write({ content: large })
    if (!written.ok) throw new Error(written.error.code)
    const path = join(folder, written.value.file)
    const steps: string[] = []
    const watching: Job = { signal: job().signal, progress: ({ step }) => void steps.push(step) }
    const { known } = shanghai
    const request = { path, tempFolder: disk, identities: [sh.identity], us: sh, known, job: watching }
    expect(await checkBundle(request)).toMatchObject({ ok: false, error: { code: 'bundles/no-space' } })
    expect(steps).toEqual([])
    expect(readdirSync(disk)).toEqual([])
  })
  if (!ran) context.skip()
})

test('a file that reads back differently is not handed out', async () => {
  let isSpoilt = false
  const spoiling: Job = {
    signal: job().signal,
    progress: ({ step, done, total }) => {
      if (step !== 'write' || done < total! || isSpoilt) return
      isSpoilt = true
      const partial = join(folder, readdirSync(folder)[0]!)
      const bytes = readFileSync(partial)
      bytes[40]! ^= 1
      writeFileSync(partial, bytes)
    },
  }
  expect(await write({ job: spoiling })).toMatchObject({
    ok: false,
    error: { code: 'bundles/read-back-differs' },
  })
  expect(readdirSync(folder)).toEqual([])
})

test('an export that is cancelled at any step leaves no file', async () => {
  const documents = [1, 2, 3].map((i) => storeDocument(at.store, noise(`${i}`, 100_000)))
  for (const encryptTo of [null, sh.encryptionKey]) {
    for (const step of ['write', 'read-back']) {
      const controller = new AbortController()
      const stopping: Job = {
        signal: controller.signal,
        progress: (progress) => progress.step === step && controller.abort(new Error('stopped')),
      }
      const run = write({ job: stopping, encryptTo, content: { ...content, documents } })
      const result = await run.catch((error: Error) => error.message)
      if (step === 'write') expect(result).toBe('stopped')
      if (result === 'stopped') expect(readdirSync(folder)).toEqual([])
      rmSync(join(folder, `bundle.zip${encryptTo ? '.age' : ''}`), { force: true })
      expect(contentsOf(at.temp)).toEqual([])
    }
  }
})

test('a name with a folder in it is a mistake of the program', async () => {
  const request = { content, sign: sender.sign, folder, tempFolder: at.temp, encryptTo: null, job: job() }
  for (const name of ['../bundle', 'a/b', ''])
    await expect(writeBundle({ ...request, name })).rejects.toThrow()
})

import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Job } from '../../src-main/core/ports/job.ts'
import { checkBundle } from '../../src-main/platform/bundle/check.ts'
import type { BundleContent } from '../../src-main/platform/bundle/gather.ts'
import { writeBundle } from '../../src-main/platform/bundle/write.ts'
import { allOf, contentsOf, type Device, noise } from '../support/bundles.ts'
import { jiangsuToShanghai, sh } from '../support/jiangsu-to-shanghai.ts'
import { job } from '../support/job.ts'
import { withSmallDisk } from '../support/small-disk.ts'
import { hasTool } from '../support/tools.ts'

const { at, shanghai, contentOf } = jiangsuToShanghai()
const partSize = 40_000
let sender: Device
let content: BundleContent

beforeAll(async () => {
  ;({ sender, content } = await contentOf(5, [noise('a', 100_000), noise('b', 60_000)]))
})

type Changes = {
  folder?: string
  name?: string
  partSize?: number | null
  encryptTo?: string | null
  job?: Job
}

function write({ folder = at.empty(), ...changes }: Changes = {}) {
  return writeBundle({
    content,
    sign: sender.sign,
    folder,
    name: '数据交换包-苏至沪',
    tempFolder: at.temp,
    encryptTo: sh.encryptionKey,
    partSize,
    job: job(),
    ...changes,
  })
}

async function written(changes: Changes = {}) {
  const folder = changes.folder ?? at.empty()
  const result = await write({ ...changes, folder })
  if (!result.ok) throw new Error(result.error.code)
  return { ...result.value, folder, names: readdirSync(folder) }
}

/** A set that tests may spoil. */
async function freshSet() {
  const set = await written()
  return { ...set, path: (number: number) => join(set.folder, `${set.file}.00${number}`) }
}

const list = '数据交换包-苏至沪.分卷校验.txt'

async function open(path: string, changes: { job?: Job; temp?: string } = {}) {
  const { known } = shanghai
  const tempFolder = changes.temp ?? at.temp
  const request = { path, tempFolder, identities: [sh.identity], us: sh, known, job: changes.job ?? job() }
  const result = await checkBundle(request)
  if (!result.ok) expect(contentsOf(tempFolder)).toEqual([])
  return result
}

describe('a bundle in parts', () => {
  test.each([
    ['encrypted', sh.encryptionKey, '.zip.age'],
    ['plain', null, '.zip'],
  ] as const)(
    'is the bundle byte by byte when the parts are put together: %s',
    async (_, encryptTo, ending) => {
      const { folder, names, file, parts, size, digest } = await written({ encryptTo })
      expect(file).toBe(`数据交换包-苏至沪${ending}`)
      expect(parts).toBe(5)
      expect(names).toEqual([...[1, 2, 3, 4, 5].map((n) => `${file}.00${n}`), list])
      const whole = Buffer.concat(names.slice(0, -1).map((name) => readFileSync(join(folder, name))))
      expect(whole.length).toBe(size)
      expect(sender.events.length > 0 && allOf(sender, '').suite.digest(whole)).toBe(digest)
      const sizes = names.slice(0, -1).map((name) => statSync(join(folder, name)).size)
      expect(sizes.slice(0, -1)).toEqual(sizes.slice(0, -1).map(() => partSize))
      if (encryptTo === null) {
        const single = await written({ encryptTo, partSize: null })
        expect(single).toMatchObject({ parts: null, digest, size })
        expect(readFileSync(join(single.folder, single.file)).equals(whole)).toBe(true)
      }
    },
  )

  test.skipIf(!hasTool('sha256sum') || !hasTool('sh'))('can be checked and joined without us', async () => {
    const { folder, file, size } = await written()
    const told = execFileSync('sha256sum', ['--strict', '-c', list], { cwd: folder, encoding: 'utf8' })
    expect(told.match(/: OK/g)).toHaveLength(5)
    execFileSync('sh', ['-c', `cat '${file}'.* > whole.zip.age`], { cwd: folder })
    expect(statSync(join(folder, 'whole.zip.age')).size).toBe(size)
    const opened = await open(join(folder, 'whole.zip.age'))
    expect(opened).toMatchObject({ ok: true })
    if (opened.ok) rmSync(opened.value.folder, { recursive: true })
  })

  test('needs no part that is empty, whatever its size', async () => {
    const { size } = await written({ encryptTo: null, partSize: null })
    for (const [bytes, parts] of [
      [size, 1],
      [size - 1, 2],
      [size * 2, 1],
      [Math.ceil(size / 3), 3],
    ] as const) {
      const set = await written({ encryptTo: null, partSize: bytes })
      expect(set.parts).toBe(parts)
      expect(set.names).toHaveLength(parts + 1)
    }
  })

  test('of more than 999 parts is refused before anything is written', async () => {
    const folder = at.empty()
    const steps: string[] = []
    const watching: Job = { signal: job().signal, progress: ({ step }) => void steps.push(step) }
    expect(await write({ folder, partSize: 100, job: watching })).toEqual({
      ok: false,
      error: { code: 'bundles/too-many-parts', most: 999 },
    })
    expect(steps).toEqual([])
    expect(readdirSync(folder)).toEqual([])
    // A size between: the content fits, what stands around it does not.
    expect(await write({ folder, partSize: 165, encryptTo: null })).toMatchObject({
      ok: false,
      error: { code: 'bundles/too-many-parts' },
    })
    expect(readdirSync(folder)).toEqual([])
    expect(contentsOf(at.temp)).toEqual([])
  })

  test('is never written over one that is there, nor over a single part of one', async () => {
    const { folder, names } = await written()
    const refused = { ok: false, error: { code: 'bundles/name-taken' } }
    expect(await write({ folder })).toEqual(refused)
    rmSync(join(folder, list))
    expect(await write({ folder })).toEqual(refused)
    for (const name of names.slice(0, 3)) rmSync(join(folder, name), { force: true })
    expect(await write({ folder })).toEqual(refused)
    expect(readdirSync(folder)).toEqual(names.slice(3, 5))
  })

  test('never takes more room on the stick than its own size and the list', async () => {
    const folder = at.empty()
    let most = 0
    const measuring: Job = {
      signal: job().signal,
      progress() {
        most = Math.max(
          most,
          readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
        )
      },
    }
    const { size } = await written({ folder, job: measuring })
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThanOrEqual(size + 5 * 120)
  })
})

describe('opening a set', () => {
  test('by any of its parts or by its list opens the whole, and other files do not matter', async () => {
    const { folder, names, digest, size } = await written()
    for (const other of [
      '说明.txt',
      '别的.分卷校验.txt',
      '数据交换包-苏至沪.zip.age',
      '数据交换包-苏至沪.zip.age.006',
    ])
      writeFileSync(join(folder, other), 'something else')
    for (const name of names) {
      const opened = await open(join(folder, name))
      expect(opened, name).toMatchObject({ ok: true, value: { digest, size, documents: { staged: 2 } } })
      if (!opened.ok) return
      expect(contentsOf(opened.value.folder)).not.toContain('joined')
      expect(contentsOf(opened.value.folder)).not.toContain('container')
      rmSync(opened.value.folder, { recursive: true })
    }
    expect(await open(join(folder, '数据交换包-苏至沪.zip.age'))).toMatchObject({
      ok: false,
      error: { code: 'bundles/not-a-bundle' },
    })
  })

  test('names the parts that are missing', async () => {
    for (const gone of [[1], [3], [5], [2, 4]]) {
      const set = await freshSet()
      for (const number of gone) rmSync(set.path(number))
      const expected = { code: 'bundles/part-missing', part: gone[0], of: 5, parts: gone }
      expect(await open(join(set.folder, list))).toEqual({ ok: false, error: expected })
    }
  })

  test('names the parts that are damaged: altered, cut, longer, empty, or no file', async () => {
    const spoils: readonly ((path: string) => void)[] = [
      (path) => {
        const bytes = readFileSync(path)
        bytes[bytes.length >> 1]! ^= 1
        writeFileSync(path, bytes)
      },
      (path) => writeFileSync(path, readFileSync(path).subarray(0, -1)),
      (path) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(1)])),
      (path) => writeFileSync(path, ''),
      (path) => {
        rmSync(path)
        mkdirSync(path)
      },
    ]
    for (const spoil of spoils) {
      const set = await freshSet()
      spoil(set.path(2))
      spoil(set.path(5))
      expect(await open(set.path(1))).toEqual({
        ok: false,
        error: { code: 'bundles/part-damaged', part: 2, of: 5, parts: [2, 5] },
      })
    }
  })

  test('does not mix two sets of the same name: each part belongs to its own list', async () => {
    const [first, second] = [await freshSet(), await freshSet()]
    copyFileSync(second.path(3), first.path(3))
    expect(await open(first.path(1))).toMatchObject({
      ok: false,
      error: { code: 'bundles/part-damaged', parts: [3] },
    })
    copyFileSync(join(second.folder, list), join(first.folder, list))
    expect(await open(first.path(1))).toMatchObject({
      ok: false,
      error: { code: 'bundles/part-damaged', parts: [1, 2, 4, 5] },
    })
    const swapped = await freshSet()
    renameSync(swapped.path(1), join(swapped.folder, 'x'))
    renameSync(swapped.path(2), swapped.path(1))
    renameSync(join(swapped.folder, 'x'), swapped.path(2))
    expect(await open(swapped.path(1))).toMatchObject({ ok: false, error: { parts: [1, 2] } })
  })

  test('whose list is missing is refused: it was never finished', async () => {
    const set = await freshSet()
    rmSync(join(set.folder, list))
    expect(await open(set.path(1))).toEqual({ ok: false, error: { code: 'bundles/part-list-missing' } })
  })

  test('whose list was altered is refused, and no list reaches beyond its folder', async () => {
    const set = await freshSet()
    const sound = readFileSync(join(set.folder, list), 'utf8')
    const lines = sound.trimEnd().split('\n')
    const outside = join(at.root, '数据交换包-苏至沪.zip.age.001')
    copyFileSync(set.path(1), outside)
    const hostile = [
      '',
      '\n',
      sound.slice(0, -1),
      `\uFEFF${sound}`,
      sound.replaceAll('\n', '\r\n'),
      `${sound}# 说明\n`,
      lines.toReversed().join('\n').concat('\n'),
      [...lines, lines[0]].join('\n').concat('\n'),
      lines.toSpliced(1, 1).join('\n').concat('\n'),
      lines.slice(1).join('\n').concat('\n'),
      sound.replaceAll('数据交换包-苏至沪', '../数据交换包-苏至沪'),
      sound.replaceAll('数据交换包-苏至沪', '..\\数据交换包-苏至沪'),
      sound.replaceAll('数据交换包-苏至沪', outside.slice(0, -'.zip.age.001'.length)),
      sound.replaceAll('苏至沪', '苏至浙'),
      sound.replaceAll('.zip.age.', '.exe.'),
      sound.replace(/[0-9a-f]{64}/, (digest) => digest.toUpperCase()),
      `${`${'0'.repeat(64)}  x.zip.001\n`.repeat(20_000)}`,
      Buffer.from(sound, 'utf16le'),
    ]
    for (const text of hostile) {
      writeFileSync(join(set.folder, list), text)
      expect(await open(set.path(1)), String(text).slice(0, 80)).toEqual({
        ok: false,
        error: { code: 'bundles/part-list-unreadable' },
      })
    }
  })

  test('is checked like any bundle after its parts were found sound', async () => {
    const { folder, names } = await written({ encryptTo: null })
    const zip = Buffer.concat(names.slice(0, -1).map((name) => readFileSync(join(folder, name))))
    zip[zip.length - 30_000]! ^= 1
    const forged = at.empty()
    const part = 'forged.zip.001'
    writeFileSync(join(forged, part), zip)
    const digest = allOf(sender, '').suite.digest(zip).slice(7)
    writeFileSync(join(forged, 'forged.分卷校验.txt'), `${digest}  ${part}\n`)
    expect(await open(join(forged, part))).toMatchObject({
      ok: false,
      error: { code: 'bundles/file-altered', kind: 'document' },
    })
  })

  test('that is cancelled while it is put together leaves nothing', async () => {
    const set = await freshSet()
    const controller = new AbortController()
    const stopping: Job = {
      signal: controller.signal,
      progress: ({ step }) => step === 'join' && controller.abort(new Error('stopped')),
    }
    await expect(open(set.path(1), { job: stopping })).rejects.toThrow('stopped')
    expect(contentsOf(at.temp)).toEqual([])
  })

  test('for which our own disk has no room is refused before anything is copied', async (context) => {
    const set = await freshSet()
    const ran = await withSmallDisk(at.empty(), 128, async (temp) => {
      const steps: string[] = []
      const watching: Job = { signal: job().signal, progress: ({ step }) => void steps.push(step) }
      expect(await open(set.path(1), { temp, job: watching })).toEqual({
        ok: false,
        error: { code: 'bundles/no-space' },
      })
      expect(steps).toEqual([])
    })
    if (!ran) context.skip()
  })
})

import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Documents } from '../../src-main/core/ports/documents.ts'
import type { FileToken } from '../../src-main/core/ports/files.ts'
import { createPool, type Pool } from '../../src-main/jobs/pool.ts'
import { copyDocument, largestDocument } from '../../src-main/platform/documents/copy.ts'
import { createDocuments } from '../../src-main/platform/documents/create-documents.ts'
import { job } from '../support/job.ts'
import { makePdf } from '../support/pdf.ts'

let pool: Pool
beforeAll(() => {
  pool = createPool({ worker: new URL('../../src-main/jobs/worker.ts', import.meta.url) })
})
afterAll(() => pool.close())

let home: string
let store: string
let documents: Omit<Documents, 'lookLater'>
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'documents-'))
  store = join(home, 'documents')
  documents = open()
})
afterEach(() => rmSync(home, { recursive: true }))

function open(): Omit<Documents, 'lookLater'> {
  const cmaps = join(import.meta.dirname, '../../node_modules/pdfjs-dist/cmaps')
  return createDocuments({ folder: store, runJob: pool.runJob, pathOf: (file) => join(home, file), cmaps })
}

function put(name: string, bytes: Uint8Array | string): FileToken {
  writeFileSync(join(home, name), bytes)
  return name as FileToken
}

/** Every file of the store, by its path in it. */
function stored(): readonly string[] {
  return readdirSync(store, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(store.length + 1))
    .sort()
}

const digestOf = (bytes: Uint8Array | string) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

test('a document is kept under its digest, the source is left as it was', async () => {
  const bytes = await makePdf({ text: '申报书正文' })
  const file = put('申报书.pdf', bytes)
  const before = statSync(join(home, file))
  const added = await documents.add(file, job())
  const digest = digestOf(bytes)
  expect(added).toMatchObject({ ok: true, value: { digest, size: bytes.length, kind: 'pdf', pages: 1 } })
  const hex = digest.slice(7)
  expect(stored()).toEqual([`${hex.slice(0, 2)}/${hex}`, `${hex.slice(0, 2)}/${hex}.facts.json`])
  expect(readFileSync(join(store, hex.slice(0, 2), hex)).equals(bytes)).toBe(true)
  expect(readFileSync(join(home, file)).equals(bytes)).toBe(true)
  expect(statSync(join(home, file)).mtimeMs).toBe(before.mtimeMs)
})

test('adding the same content again, under another name, has no effect', async () => {
  const first = await documents.add(put('a.txt', '同一内容'), job())
  const files = stored()
  expect(await documents.add(put('b.txt', '同一内容'), job())).toEqual(first)
  expect(stored()).toEqual(files)
})

test('a stored copy that was cut off is replaced by the sound one', async () => {
  const file = put('a.bin', Buffer.alloc(5_000, 'x'))
  const digest = digestOf(Buffer.alloc(5_000, 'x'))
  await documents.add(file, job())
  const path = join(store, digest.slice(7, 9), digest.slice(7))
  truncateSync(path, 100)
  await documents.add(file, job())
  expect(statSync(path).size).toBe(5_000)
})

test('parts of a document can be read, never beyond its end', async () => {
  await documents.add(put('a.txt', '0123456789'), job())
  const digest = digestOf('0123456789')
  const text = async (offset: number, length: number) =>
    Buffer.from((await documents.read(digest, offset, length))!).toString()
  expect(await text(0, 4)).toBe('0123')
  expect(await text(8, 100)).toBe('89')
  expect(await text(50, 5)).toBe('')
  expect(documents.has(digest)).toBe(true)
})

test('what is not here is null, and nothing but a digest leads to a file', async () => {
  const absent = `sha256:${'0'.repeat(64)}`
  put('secret', 'x')
  const secret = `sha256:../${basename(home)}/secret`
  for (const digest of [absent, secret, `sm3:${'0'.repeat(64)}`, '', 'sha256:']) {
    expect(documents.has(digest)).toBe(false)
    expect(await documents.facts(digest)).toBeNull()
    expect(await documents.read(digest, 0, 10)).toBeNull()
    await documents.discard(digest)
  }
})

test('a discarded document is gone with its facts, and can be added again', async () => {
  const file = put('a.txt', 'x')
  await documents.add(file, job())
  await documents.discard(digestOf('x'))
  expect(stored()).toEqual([])
  expect((await documents.add(file, job())).ok).toBe(true)
})

test('facts are kept beside the document and made again when they are missing, broken or of another version', async () => {
  const bytes = await makePdf({ pages: 2, text: '正文' })
  const added = await documents.add(put('a.pdf', bytes), job())
  const facts = added.ok ? added.value : null
  const path = join(store, stored().find((name) => name.endsWith('.facts.json'))!)
  for (const spoil of [
    () => rmSync(path),
    () => writeFileSync(path, '{"version":1'),
    () => writeFileSync(path, JSON.stringify({ version: 0, facts: { ...facts, pages: 99 } })),
  ]) {
    spoil()
    expect(await documents.facts(digestOf(bytes))).toEqual(facts)
    expect(JSON.parse(readFileSync(path, 'utf8')).facts).toEqual(facts)
  }
})

test('progress is told in bytes of the whole', async () => {
  const seen: number[] = []
  const file = put('a.bin', Buffer.alloc(3 * 2 ** 20 + 5))
  const watched = { ...job(), progress: ({ done }: { readonly done: number }) => seen.push(done) }
  await documents.add(file, watched)
  expect(seen).toEqual([1, 2, 3].map((n) => n * 2 ** 20).concat(3 * 2 ** 20 + 5))
})

test('a cancelled copy leaves nothing behind', async () => {
  const controller = new AbortController()
  const file = put('a.bin', '')
  truncateSync(join(home, file), 1_500_000_000)
  const watched = { ...job(controller.signal), progress: () => controller.abort(new Error('not this one')) }
  await expect(documents.add(file, watched)).rejects.toThrow('not this one')
  expect(stored()).toEqual([])
})

test('the copy itself stops when it is told to, and removes what it has', async () => {
  const source = join(home, put('a.bin', Buffer.alloc(3 * 2 ** 20)))
  const temporary = join(store, 'incoming', 'copy')
  const controller = new AbortController()
  let parts = 0
  const watched = {
    ...job(controller.signal),
    progress: () => {
      parts += 1
      controller.abort(new Error('enough'))
    },
  }
  await expect(copyDocument({ source, folder: store, temporary }, watched)).rejects.toThrow('enough')
  expect(parts).toBe(1)
  expect(existsSync(temporary)).toBe(false)
})

test.for([1, 10 * 2 ** 20])('a file that has %d bytes when it is half read is refused', async (size) => {
  const source = join(home, put('a.bin', Buffer.alloc(3 * 2 ** 20)))
  const temporary = join(store, 'incoming', 'copy')
  const told: number[] = []
  const watched = {
    ...job(),
    progress: ({ done }: { readonly done: number }) => {
      told.push(done)
      truncateSync(source, size)
    },
  }
  expect(await copyDocument({ source, folder: store, temporary }, watched)).toEqual({
    ok: false,
    error: { code: 'documents/changed' },
  })
  expect(Math.max(...told)).toBeLessThanOrEqual(3 * 2 ** 20)
  expect(stored()).toEqual([])
})

test('unfinished copies of an earlier run are removed when the store is opened', () => {
  writeFileSync(join(store, 'incoming', 'left-over'), 'half')
  open()
  expect(stored()).toEqual([])
})

test('a missing file, a folder, an empty file and one that is too large each get their own refusal', async () => {
  mkdirSync(join(home, 'folder'))
  const large = put('large.bin', '')
  truncateSync(join(home, large), largestDocument + 1)
  const code = async (file: string) => {
    const added = await documents.add(file as FileToken, job())
    return added.ok ? 'added' : added.error
  }
  expect(await code('nowhere.pdf')).toEqual({ code: 'documents/not-readable', reason: 'ENOENT' })
  expect(await code('folder')).toEqual({ code: 'documents/not-readable', reason: 'EISDIR' })
  expect(await code(put('empty.pdf', ''))).toEqual({ code: 'documents/empty' })
  expect(await code(large)).toEqual({ code: 'documents/too-large', limit: largestDocument })
  expect(stored()).toEqual([])
})

test.skipIf(process.platform === 'win32')('a full disk is a refusal, and nothing is stored', async () => {
  const temporary = join(store, 'incoming', 'copy')
  symlinkSync('/dev/full', temporary)
  const source = join(home, put('a.bin', Buffer.alloc(100_000)))
  expect(await copyDocument({ source, folder: store, temporary }, job())).toEqual({
    ok: false,
    error: { code: 'documents/no-space' },
  })
  expect(stored()).toEqual([])
})

test('a store that cannot be written is a refusal', async () => {
  const source = join(home, put('a.txt', 'x'))
  const temporary = join(store, 'incoming', 'copy')
  writeFileSync(join(store, digestOf('x').slice(7, 9)), 'a file where a folder should be')
  const blocked = await copyDocument({ source, folder: store, temporary }, job())
  expect(blocked).toMatchObject({ ok: false, error: { code: 'documents/not-writable' } })
  rmSync(join(store, 'incoming'), { recursive: true })
  const gone = await copyDocument({ source, folder: store, temporary }, job())
  expect(gone).toEqual({ ok: false, error: { code: 'documents/not-writable', reason: 'ENOENT' } })
})

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a file that may not be read, and a store that may not be written, are refusals',
  async () => {
    const file = put('a.txt', 'x')
    chmodSync(join(home, file), 0)
    expect(await documents.add(file, job())).toMatchObject({ error: { code: 'documents/not-readable' } })
    chmodSync(join(home, file), 0o600)
    chmodSync(join(store, 'incoming'), 0o500)
    expect(await documents.add(file, job())).toMatchObject({ error: { code: 'documents/not-writable' } })
    chmodSync(join(store, 'incoming'), 0o700)
  },
)

import { execFileSync } from 'node:child_process'
import {
  closeSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { readContainer } from '../../src-main/platform/bundle/container.ts'
import { openFile } from '../../src-main/platform/bundle/file.ts'
import { directory, localHeader, type ZipEntry } from '../../src-main/platform/bundle/zip.ts'
import { container } from '../support/container.ts'
import { hasTool } from '../support/tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const documentName = (i: number) => `documents/${i.toString(16).padStart(64, '0')}`

/** A container whose data are holes of the file: as large as one likes, without taking room. */
function sparse(
  name: string,
  files: readonly { readonly name: string; readonly size: number; readonly crc: number }[],
): string {
  const path = join(folder, name)
  const fd = openSync(path, 'w')
  const entries: ZipEntry[] = []
  let offset = 0
  for (const file of files) {
    const header = localHeader(file)
    writeSync(fd, header, 0, header.length, offset)
    entries.push({ ...file, offset })
    offset += header.length + file.size
  }
  const tail = directory(entries, offset)
  ftruncateSync(fd, offset + tail.length)
  writeSync(fd, tail, 0, tail.length, offset)
  closeSync(fd)
  return path
}

function read(path: string) {
  const file = openFile(path)
  if (!file.ok) throw new Error(file.error.code)
  const result = readContainer(file.value)
  closeSync(file.value.fd)
  return result
}

test('the records are those that a writer made from the specification alone writes', () => {
  const data = [Buffer.from('{}'), Buffer.from(''), Buffer.from('文件')]
  const names = ['manifest.dsse.json', 'bodies.ndjson', documentName(1)]
  const parts = names.map((name, i) => ({ name, data: data[i]! }))
  const chunks: Buffer[] = []
  const entries: ZipEntry[] = []
  let offset = 0
  for (const { name, data } of parts) {
    const header = localHeader({ name, size: data.length, crc: crc32(data) })
    chunks.push(header, data)
    entries.push({ name, size: data.length, crc: crc32(data), offset })
    offset += header.length + data.length
  }
  expect(Buffer.concat([...chunks, directory(entries, offset)]).equals(container(parts))).toBe(true)
})

const gigabyte = 2 ** 30

test('beyond 4 GiB the directory is ZIP64, as other programs read it, and is read back', () => {
  const path = sparse('large.zip', [
    { name: 'manifest.dsse.json', size: 10, crc: 0 },
    ...[1, 2, 3, 4, 5, 6].map((i) => ({ name: documentName(i), size: gigabyte, crc: 0 })),
  ])
  const result = read(path)
  expect(result).toMatchObject({ ok: true, value: { entries: { length: 7 } } })
  if (hasTool('python3')) {
    const script =
      'import sys, zipfile; print([i.header_offset for i in zipfile.ZipFile(sys.argv[1]).infolist()])'
    const offsets = JSON.parse(
      execFileSync('python3', ['-c', script, path], { encoding: 'utf8' }),
    ) as number[]
    expect(offsets.at(-1)).toBeGreaterThan(5 * gigabyte)
    expect(result.ok && result.value.entries.map(({ offset }) => offset)).toEqual(offsets)
  }
  if (hasTool('zipinfo'))
    expect(execFileSync('zipinfo', ['-1', path], { encoding: 'utf8' }).trim().split('\n')).toHaveLength(7)
})

test('one altered byte in the ZIP64 records is refused', () => {
  const path = sparse('zip64.zip', [
    { name: 'manifest.dsse.json', size: 10, crc: 0 },
    ...[1, 2, 3, 4].map((i) => ({ name: documentName(i), size: gigabyte + 1, crc: 0 })),
    { name: documentName(5), size: 1, crc: 0 },
  ])
  const opened = openFile(path)
  if (!opened.ok) throw new Error(opened.error.code)
  const { size, fd: reading } = opened.value
  closeSync(reading)
  const fd = openSync(path, 'r+')
  const tail = 22 + 20 + 56 + 12 + 46 + 74
  for (let back = 1; back <= tail; back++) {
    const original = Buffer.alloc(1)
    const file = openFile(path)
    if (!file.ok) throw new Error(file.error.code)
    const byte = readByte(file.value.fd, size - back)
    closeSync(file.value.fd)
    original[0] = byte
    writeSync(fd, Buffer.of(byte ^ 0x10), 0, 1, size - back)
    expect(read(path), `${back} bytes before the end`).toMatchObject({
      ok: false,
      error: { code: 'bundles/container-directory' },
    })
    writeSync(fd, original, 0, 1, size - back)
  }
  closeSync(fd)
  expect(read(path)).toMatchObject({ ok: true })
})

function readByte(fd: number, position: number): number {
  const bytes = Buffer.alloc(1)
  readSync(fd, bytes, 0, 1, position)
  return bytes[0]!
}

test('more than 65,535 entries are ZIP64, as other programs read it, and are read back', {
  timeout: 60_000,
}, () => {
  const files = Array.from({ length: 70_000 }, (_, i) => ({ name: documentName(i), size: 0, crc: 0 }))
  const path = sparse('many.zip', [{ name: 'manifest.dsse.json', size: 0, crc: 0 }, ...files])
  expect(read(path)).toMatchObject({ ok: true, value: { entries: { length: 70_001 } } })
  if (hasTool('unzip')) {
    const tested = execFileSync('unzip', ['-tqq', path], { encoding: 'utf8' })
    expect(tested.trim()).toBe('')
  }
})

test('a file that ends inside of a record is incomplete', () => {
  const whole = container([{ name: 'manifest.dsse.json', data: Buffer.from('{}') }])
  const path = join(folder, 'cut.zip')
  for (let length = 0; length < whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length))
    expect(read(path)).toMatchObject({ ok: false, error: { code: 'bundles/incomplete' } })
  }
})

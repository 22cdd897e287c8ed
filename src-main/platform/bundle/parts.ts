import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Bytes, fromUtf8, utf8 } from '../../core/bytes.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { freeBytes } from '../disk.ts'
import { chunkSize, digestOf, openFile, writeFully } from './file.ts'
import { limits } from './limits.ts'

/** Three digits, so that the order of names is the order of parts wherever a set is put together. */
export const mostParts = 999

/** `<bundle's file name>.001` and so on: `cat` of all of them is the bundle. */
export function partName(file: string, number: number): string {
  return `${file}.${String(number).padStart(3, '0')}`
}

/** The list of a set, for `sha256sum -c`. Its name does not begin with the bundle's file name: `cat` must not take it. */
export function listName(name: string): string {
  return `${name}${listEnding}`
}

const listEnding = '.分卷校验.txt'
const partPattern = /^(.+)\.zip(?:\.age)?\.\d{3}$/su
const linePattern = /^([0-9a-f]{64}) {2}((.+)\.zip(?:\.age)?\.\d{3})$/su
const maxListBytes = 512 * 1024

export type ListedPart = { readonly name: string; readonly digest: string }

export function encodePartList(parts: readonly ListedPart[]): Bytes {
  return utf8(parts.map(({ name, digest }) => `${digest}  ${name}\n`).join(''))
}

/** The parts that a list names, in order; undefined unless it is a list of all parts of the set `name`. */
export function decodePartList(bytes: Bytes, name: string): readonly ListedPart[] | undefined {
  const lines = fromUtf8(bytes)?.split('\n')
  if (!lines || lines.length < 2 || lines.length > mostParts + 1 || lines.pop() !== '') return undefined
  const parts: ListedPart[] = []
  for (const line of lines) {
    const found = linePattern.exec(line)
    if (!found || found[3] !== name || /[\\/]/.test(line)) return undefined
    parts.push({ digest: found[1]!, name: found[2]! })
  }
  const file = parts[0]!.name.slice(0, -4)
  return parts.every((part, i) => part.name === partName(file, i + 1)) ? parts : undefined
}

export type PartSet = { readonly folder: string; readonly parts: readonly ListedPart[] }

/**
 * The set that a file belongs to by its name, be it a part or the list; null for any other file. Refuses with
 * `bundles/part-list-missing` (a set without its list was never finished) and `bundles/part-list-unreadable`.
 */
export function findPartSet(path: string): Result<PartSet> | null {
  const file = basename(path)
  const name = file.endsWith(listEnding) ? file.slice(0, -listEnding.length) : partPattern.exec(file)?.[1]
  if (!name) return null
  const folder = dirname(path)
  const list = openFile(join(folder, listName(name)))
  if (!list.ok) return refuse('bundles/part-list-missing')
  try {
    const parts =
      list.value.size > maxListBytes ? undefined : decodePartList(readFileSync(list.value.fd), name)
    return parts ? ok({ folder, parts }) : refuse('bundles/part-list-unreadable')
  } finally {
    closeSync(list.value.fd)
  }
}

/**
 * Puts a set together in a private new file. Refuses with `bundles/part-missing` and `bundles/part-damaged` (which is
 * also what a part of another set looks like), each naming the first and all such parts, and with `bundles/no-space`.
 */
export function joinParts({ folder, parts }: PartSet, into: string, job: Job): Result<void> {
  const of = parts.length
  const sizes = parts.map(({ name }) => statSync(join(folder, name), { throwIfNoEntry: false })?.size)
  const missing = sizes.flatMap((size, i) => (size === undefined ? [i + 1] : []))
  if (missing.length > 0) return refuse('bundles/part-missing', { part: missing[0]!, of, parts: missing })
  const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
  if (total > limits.bundle) return refuse('bundles/too-large', { most: limits.bundle })
  if (freeBytes(dirname(into)) < total) return refuse('bundles/no-space')
  const damaged: number[] = []
  const buffer = Buffer.allocUnsafeSlow(chunkSize)
  const fd = openSync(into, 'wx', 0o600)
  let done = 0
  try {
    for (const [i, { name, digest }] of parts.entries()) {
      const copied = copyPart(join(folder, name), fd, buffer, (bytes) => {
        job.signal.throwIfAborted()
        done += bytes
        job.progress({ done, total, step: 'join' })
      })
      if (copied !== digest) damaged.push(i + 1)
    }
  } finally {
    closeSync(fd)
  }
  if (damaged.length === 0) return ok(undefined)
  return refuse('bundles/part-damaged', { part: damaged[0]!, of, parts: damaged })
}

/** Digest of what was copied; null when the part cannot be opened. */
function copyPart(path: string, to: number, buffer: Buffer, report: (bytes: number) => void): string | null {
  const part = openFile(path, buffer)
  if (!part.ok) return null
  try {
    return digestOf(part.value, (chunk) => {
      writeFully(to, chunk)
      report(chunk.length)
    })
  } finally {
    closeSync(part.value.fd)
  }
}

import { closeSync } from 'node:fs'
import { join } from 'node:path'
import { type Bytes, utf8 } from '../../core/bytes.ts'
import { maxBodyBytes } from '../../core/event.ts'
import type { Digest } from '../../core/suite.ts'
import { bodiesName, headersName } from './entry.ts'
import { type OpenFile, openFile, readAt } from './file.ts'
import { limits } from './limits.ts'

/** The bytes of the headers of one device in a checked bundle's folder, in order, without the first `skipped`. */
export function* stagedHeaders(folder: string, device: Digest, skipped = 0): Generator<Bytes> {
  let at = 0
  for (const line of headersIn(join(folder, headersName(device)))) {
    if (!line) throw new Error('staged headers were altered')
    if (at++ >= skipped) yield line
  }
}

/** The bodies of a checked bundle's folder with their events; each has the digest that its event's header names. */
export function* stagedBodies(folder: string): Generator<{ readonly event: Digest; readonly bytes: Bytes }> {
  for (const frame of framesIn(join(folder, bodiesName))) {
    if ('fault' in frame) throw new Error('staged bodies were altered')
    yield frame
  }
}

const newline = 0x0a
const windowSize = 2 * 2 ** 20

/** The lines of a file of headers without their newlines; null, and then the end, for one too long or not ended. */
export function* headersIn(path: string): Generator<Bytes | null> {
  const file = opened(path)
  try {
    let at = 0
    for (;;) {
      const window = readAt(file, at, windowSize)
      let start = 0
      for (;;) {
        const end = window.indexOf(newline, start)
        if (end < 0 || end - start >= limits.headerLine) break
        yield window.subarray(start, end)
        start = end + 1
      }
      at += start
      const left = window.length - start
      const isEnd = window.length < windowSize
      if (left >= limits.headerLine || (isEnd && left > 0)) yield null
      if (left >= limits.headerLine || isEnd) return
    }
  } finally {
    closeSync(file.fd)
  }
}

export type Frame =
  | { readonly event: Digest; readonly bytes: Bytes }
  | { readonly fault: 'frame' | 'too-large' }

/** What stands before a body in `bodies.ndjson`; the body's bytes as they were received and a newline follow. */
export function frameLine(event: Digest, size: number): Bytes {
  return utf8(`{"event":"${event}","size":${size}}\n`)
}

const framePattern = /^\{"event":"((?:sha256|sm3):[0-9a-f]{64})","size":(0|[1-9][0-9]{0,9})\}$/
const maxFrameLine = 128

/** The bodies of a file of bodies; a fault, and then the end, where it is not as {@link frameLine} says. */
export function* framesIn(path: string): Generator<Frame> {
  const file = opened(path)
  try {
    let at = 0
    for (;;) {
      const window = readAt(file, at, windowSize)
      let start = 0
      for (;;) {
        const frame = frameAt(window, start)
        if (frame === 'beyond') break
        yield frame.found
        if ('fault' in frame.found) return
        start = frame.end
      }
      at += start
      const isEnd = window.length < windowSize
      if (isEnd ? start < window.length : start === 0) yield { fault: 'frame' }
      if (isEnd || start === 0) return
    }
  } finally {
    closeSync(file.fd)
  }
}

/** The frame that begins here, or `beyond` when the window ends before the frame does. */
function frameAt(window: Buffer, start: number): 'beyond' | { readonly found: Frame; readonly end: number } {
  const lineEnd = window.indexOf(newline, start)
  if (lineEnd < 0 || lineEnd - start > maxFrameLine) {
    const mayGoOn = lineEnd < 0 && window.length - start <= maxFrameLine
    return mayGoOn ? 'beyond' : { found: { fault: 'frame' }, end: start }
  }
  const line = framePattern.exec(window.toString('latin1', start, lineEnd))
  if (!line) return { found: { fault: 'frame' }, end: start }
  const size = Number(line[2])
  if (size > maxBodyBytes) return { found: { fault: 'too-large' }, end: start }
  const end = lineEnd + 1 + size
  if (end >= window.length) return 'beyond'
  if (window[end] !== newline) return { found: { fault: 'frame' }, end: start }
  return { found: { event: line[1]!, bytes: window.subarray(lineEnd + 1, end) }, end: end + 1 }
}

function opened(path: string): OpenFile {
  const file = openFile(path)
  if (!file.ok) throw new Error('a staged file is missing')
  return file.value
}

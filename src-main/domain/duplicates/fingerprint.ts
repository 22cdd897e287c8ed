import { toBase64 } from '../../core/base64.ts'
import { plainText } from './plain-text.ts'

/** Characters in a row that must be the same: six say something in Chinese, and an edited word costs only its surroundings. */
export const shingleLength = 6

/** Rows kept of a text: the smallest numbers, which are a fair sample of any text. */
const most = 512

/** Fewer say nothing: a name or a single figure stands in many texts. */
export const fewest = 30

/**
 * A sample of a text that can be compared with samples of others: hashes of its rows of six characters, in order, each
 * once. Complete up to 512; of longer texts the smallest 512, so that of two texts the same ones were kept.
 */
export type Fingerprint = Uint32Array

/** The fingerprint of several texts together; rows never run from one text into the next. */
export function fingerprintOf(texts: readonly string[]): Fingerprint {
  const all: number[] = []
  for (const text of texts) addHashes(plainText(text).text, all)
  return smallest(Uint32Array.from(all))
}

/** The fingerprint of what several fingerprints are of. */
export function jointFingerprint(parts: readonly Fingerprint[]): Fingerprint {
  if (parts.length === 1) return parts[0]!
  const size = parts.reduce((sum, { length }) => sum + length, 0)
  const all = new Uint32Array(size)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return smallest(all)
}

/** Everything up to this number was kept; where nothing was left out, any number. */
export function reachOf(fingerprint: Fingerprint): number {
  return fingerprint.length < most ? 0xffffffff : fingerprint[fingerprint.length - 1]!
}

function smallest(hashes: Uint32Array): Fingerprint {
  hashes.sort()
  let kept = 0
  for (let i = 0; i < hashes.length && kept < most; i++) {
    if (kept === 0 || hashes[i] !== hashes[kept - 1]) hashes[kept++] = hashes[i]!
  }
  return hashes.slice(0, kept)
}

const base = 0x01000193
const outgoing = powerOf(base, shingleLength)

/** A rolling hash: one multiplication a character, however long the rows are. */
function addHashes(text: string, into: number[]): void {
  let hash = 0
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(hash, base) + text.charCodeAt(i)) | 0
    if (i >= shingleLength) hash = (hash - Math.imul(text.charCodeAt(i - shingleLength), outgoing)) | 0
    if (i >= shingleLength - 1) into.push(scatter(hash))
  }
}

function powerOf(value: number, exponent: number): number {
  let power = 1
  for (let i = 0; i < exponent; i++) power = Math.imul(power, value)
  return power
}

/** Spreads neighbouring numbers over the whole range (the last steps of MurmurHash3). */
function scatter(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** As bytes, to be kept: four each, the smallest byte first on every machine. */
export function fingerprintBytes(fingerprint: Fingerprint): Uint8Array {
  const bytes = new Uint8Array(fingerprint.length * 4)
  const view = new DataView(bytes.buffer)
  fingerprint.forEach((hash, i) => {
    view.setUint32(i * 4, hash, true)
  })
  return bytes
}

export function fingerprintFrom(bytes: Uint8Array): Fingerprint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Uint32Array.from({ length: Math.floor(bytes.byteLength / 4) }, (_, i) => view.getUint32(i * 4, true))
}

/** How much the texts of a document say, and the fingerprint of them as it is kept. */
export function sampleOf(texts: readonly string[]): { readonly characters: number; readonly rows: string } {
  const fingerprint = fingerprintOf(texts)
  const characters = texts.reduce((sum, text) => sum + plainText(text).text.length, 0)
  return { characters, rows: toBase64(fingerprintBytes(fingerprint)) }
}

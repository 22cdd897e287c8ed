import { type Bytes, fromUtf8, utf8 } from './bytes.ts'

const alphabet = utf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const padding = 0x3d
const noDigit = 0xff

const digits = new Uint8Array(256).fill(noDigit)
for (const [value, char] of alphabet.entries()) digits[char] = value

/** RFC 4648 base64 with padding. */
export function toBase64(bytes: Bytes): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4).fill(padding)
  for (let i = 0, at = 0; i < bytes.length; i += 3, at += 4) {
    const group = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    text[at] = alphabet[group >> 18]!
    text[at + 1] = alphabet[(group >> 12) & 63]!
    if (i + 1 < bytes.length) text[at + 2] = alphabet[(group >> 6) & 63]!
    if (i + 2 < bytes.length) text[at + 3] = alphabet[group & 63]!
  }
  return fromUtf8(text)!
}

/** Bytes of padded base64; null for anything that {@link toBase64} would not have written, unused bits included. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 !== 0) return null
  const padded = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padded)
  const last = text.length - 4
  for (let i = 0, at = 0; i < text.length; i += 4, at += 3) {
    const missing = i === last ? padded : 0
    const third = missing === 2 ? 0 : digitAt(text, i + 2)
    const fourth = missing > 0 ? 0 : digitAt(text, i + 3)
    const first = digitAt(text, i)
    const second = digitAt(text, i + 1)
    if ((first | second | third | fourth) > 63) return null
    const group = (first << 18) | (second << 12) | (third << 6) | fourth
    if ((group & unusedBits[missing]!) !== 0) return null
    // What lies behind the end of the array is not written.
    bytes[at] = group >> 16
    bytes[at + 1] = group >> 8
    bytes[at + 2] = group
  }
  return bytes
}

const unusedBits = [0, 0xff, 0xffff]

function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 256 ? digits[code]! : noDigit
}

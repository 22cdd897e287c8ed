import iconv from 'iconv-lite'
import type { Bytes } from '../../core/bytes.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/**
 * The text of a file without its byte order mark. By the mark, else by the zero bytes that only UTF-16 has, else UTF-8 if
 * it is valid throughout, else GB18030; null when it is no text at all. What cannot be read becomes U+FFFD.
 */
export function decodeText(bytes: Bytes): { readonly text: string; readonly encoding: Encoding } | null {
  const encoding = encodingOf(bytes)
  if (!encoding) return null
  const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding)
  return looksLikeText(text) ? { text, encoding } : null
}

function encodingOf(bytes: Bytes): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return utf16Order(bytes) ?? (isMostlyUtf8(bytes) ? 'utf-8' : 'gb18030')
}

/** The byte order of UTF-16 without a mark; null when there is no zero byte, as in every other encoding of text. */
function utf16Order(bytes: Bytes): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 1 << 20)
  if (bytes.length % 2 !== 0 || !bytes.subarray(0, length).includes(0)) return null
  let little = 0
  let big = 0
  for (let i = 0; i + 1 < length; i += 2) {
    if (bytes[i + 1] === 0 && separators.has(bytes[i]!)) little++
    else if (bytes[i] === 0 && separators.has(bytes[i + 1]!)) big++
  }
  return little >= big ? 'utf-16le' : 'utf-16be'
}

// Tab, line ends, space, quotation mark, comma, semicolon: byte-swapped they are characters that no list contains,
// which is not so for letters (一 is U+4E00, swapped it is N).
const separators = new Set([0x09, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x3b])

/** Valid UTF-8, or UTF-8 with single damaged bytes: GB18030 read as UTF-8 fails at nearly every character. */
function isMostlyUtf8(bytes: Bytes): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    const sample = new TextDecoder('utf-8').decode(bytes.subarray(0, 1 << 20))
    let broken = 0
    let beyondAscii = 0
    for (let i = 0; i < sample.length; i++) {
      const code = sample.charCodeAt(i)
      if (code === 0xfffd) broken++
      else if (code > 0x7f) beyondAscii++
    }
    return broken * 10 < beyondAscii
  }
}

/** Noise decodes into control characters, halves of pairs and private characters. */
function looksLikeText(text: string): boolean {
  const sample = text.slice(0, 1 << 20).toWellFormed()
  let odd = 0
  for (let i = 0; i < sample.length; i++) {
    const code = sample.charCodeAt(i)
    if (code < 0x20 ? code !== 9 && code !== 10 && code !== 13 : code === 0x7f) odd++
    else if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) odd++
  }
  return odd <= Math.max(2, sample.length / 50)
}

import type { Bytes } from '../core/bytes.ts'

/** What a file is by its first bytes; its extension is not asked. */
export type FileKind =
  | 'zip'
  /** An OLE compound file: old .xls, .doc, WPS .et, or a container of an encrypted document. */
  | 'ole'
  | 'encrypted-office'
  | 'pdf'
  | 'image'
  | 'archive'
  | 'markup'
  | 'unknown'

const magics: readonly (readonly [kind: FileKind, bytes: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image', [0x47, 0x49, 0x46, 0x38]],
  ['image', [0x42, 0x4d]],
  ['image', [0x49, 0x49, 0x2a, 0x00]],
  ['image', [0x4d, 0x4d, 0x00, 0x2a]],
  ['archive', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['archive', [0x1f, 0x8b]],
]

/** Looks at the first bytes only (and, in an OLE file, at the names of its streams within the first 64 KiB). */
export function recognise(head: Bytes): FileKind {
  const found = magics.find(([, magic]) => magic.every((byte, i) => head[i] === byte))?.[0]
  if (found === 'ole') return isEncryptedOffice(head) ? 'encrypted-office' : 'ole'
  // Two letters are too little for a picture: a table may begin with "BM".
  if (found === 'image' && head[0] === 0x42 && !isBitmap(head)) return 'unknown'
  if (found) return found
  const start = Buffer.from(head.subarray(0, 1_024)).toString('latin1')
  // Readers accept a PDF whose header comes within the first 1,024 bytes.
  if (start.includes('%PDF-')) return 'pdf'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image'
  if (/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|!--|html|head|meta|table|workbook)/i.test(start))
    return 'markup'
  return 'unknown'
}

function isEncryptedOffice(head: Bytes): boolean {
  return Buffer.from(head.subarray(0, 65_536)).includes(Buffer.from('EncryptedPackage', 'utf16le'))
}

function isBitmap(head: Bytes): boolean {
  return (
    head.length > 26 && [12, 40, 52, 56, 108, 124].includes(head[14]!) && head[15] === 0 && head[26] === 1
  )
}

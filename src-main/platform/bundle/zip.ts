/**
 * The ZIP records that the writer writes, to the byte. The reader derives the same records from what it found and
 * compares: so no byte of padding, comment, extra field, flag or time can differ unseen.
 * PKWARE APPNOTE 6.3.10: stored, no data descriptors, 1980-01-01 00:00, names flagged as UTF-8, attributes 0.
 */
export type ZipEntry = {
  readonly name: string
  /** Below 4 GiB - 1. */
  readonly size: number
  readonly crc: number
  /** Where its local header begins. */
  readonly offset: number
}

export const localSignature = 0x04034b50
export const centralSignature = 0x02014b50
const zip64EndSignature = 0x06064b50
const zip64LocatorSignature = 0x07064b50
const endSignature = 0x06054b50

export const localHeaderSize = 30
const storedVersion = 10
const zip64Version = 45
const madeByFat = 20
const utf8Flag = 0x0800
const firstOfJanuary1980 = 0x0021
const max16 = 0xffff
const max32 = 0xffffffff

export function localHeader({ name, size, crc }: Omit<ZipEntry, 'offset'>): Buffer {
  const text = Buffer.from(name, 'utf8')
  const bytes = Buffer.alloc(localHeaderSize + text.length)
  bytes.writeUInt32LE(localSignature, 0)
  bytes.writeUInt16LE(storedVersion, 4)
  bytes.writeUInt16LE(utf8Flag, 6)
  bytes.writeUInt16LE(firstOfJanuary1980, 12)
  bytes.writeUInt32LE(crc, 14)
  bytes.writeUInt32LE(size, 18)
  bytes.writeUInt32LE(size, 22)
  bytes.writeUInt16LE(text.length, 26)
  text.copy(bytes, localHeaderSize)
  return bytes
}

/** Everything behind the last entry: the central directory at `offset`, and its end records. */
export function directory(entries: readonly ZipEntry[], offset: number): Buffer {
  const records = entries.map(centralRecord)
  const size = records.reduce((sum, record) => sum + record.length, 0)
  return Buffer.concat([...records, endRecords({ count: entries.length, size, offset })])
}

function centralRecord({ name, size, crc, offset }: ZipEntry): Buffer {
  const text = Buffer.from(name, 'utf8')
  const needsZip64 = offset >= max32
  const bytes = Buffer.alloc(46 + text.length + (needsZip64 ? 12 : 0))
  bytes.writeUInt32LE(centralSignature, 0)
  bytes.writeUInt16LE(madeByFat, 4)
  bytes.writeUInt16LE(needsZip64 ? zip64Version : storedVersion, 6)
  bytes.writeUInt16LE(utf8Flag, 8)
  bytes.writeUInt16LE(firstOfJanuary1980, 14)
  bytes.writeUInt32LE(crc, 16)
  bytes.writeUInt32LE(size, 20)
  bytes.writeUInt32LE(size, 24)
  bytes.writeUInt16LE(text.length, 28)
  bytes.writeUInt16LE(needsZip64 ? 12 : 0, 30)
  bytes.writeUInt32LE(Math.min(offset, max32), 42)
  text.copy(bytes, 46)
  if (needsZip64) {
    bytes.writeUInt16LE(0x0001, 46 + text.length)
    bytes.writeUInt16LE(8, 48 + text.length)
    bytes.writeBigUInt64LE(BigInt(offset), 50 + text.length)
  }
  return bytes
}

type Directory = { readonly count: number; readonly size: number; readonly offset: number }

function endRecords({ count, size, offset }: Directory): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(endSignature, 0)
  end.writeUInt16LE(Math.min(count, max16), 8)
  end.writeUInt16LE(Math.min(count, max16), 10)
  end.writeUInt32LE(Math.min(size, max32), 12)
  end.writeUInt32LE(Math.min(offset, max32), 16)
  const fits = count < max16 && size < max32 && offset < max32
  return fits ? end : Buffer.concat([zip64EndRecords({ count, size, offset }), end])
}

function zip64EndRecords({ count, size, offset }: Directory): Buffer {
  const bytes = Buffer.alloc(56 + 20)
  bytes.writeUInt32LE(zip64EndSignature, 0)
  bytes.writeBigUInt64LE(44n, 4)
  bytes.writeUInt16LE(zip64Version, 12)
  bytes.writeUInt16LE(zip64Version, 14)
  bytes.writeBigUInt64LE(BigInt(count), 24)
  bytes.writeBigUInt64LE(BigInt(count), 32)
  bytes.writeBigUInt64LE(BigInt(size), 40)
  bytes.writeBigUInt64LE(BigInt(offset), 48)
  bytes.writeUInt32LE(zip64LocatorSignature, 56)
  bytes.writeBigUInt64LE(BigInt(offset + size), 64)
  bytes.writeUInt32LE(1, 72)
  return bytes
}

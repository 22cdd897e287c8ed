import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs'
import type { Head } from '../core/chain.ts'
import { isDigest } from '../core/event.ts'
import type { Digest } from '../core/suite.ts'
import { isSystemError, noSpaceErrors } from './disk.ts'

const slotBytes = 256
const ownerSlot = 2

export type Anchor = {
  /** The newest head that was written whole, or null when the file is new or both slots are damaged. */
  read(): Head | null
  /** Remembers a head that is already durable in the log; it reaches the disk within a second, alternating slots. */
  follow(head: Head): void
  /** Writes what is pending now; false when the disk refuses (it is tried again with the next head). */
  flush(): boolean
  close(): void
}

/** What an anchor file says: whose chain it follows (null: of a release that did not write it), and how far. */
export type Remembered = { readonly owner: Digest | null; readonly head: Head | null }

/** Reads an anchor without making or changing anything; null when there is no such file. */
export function readAnchor(file: string): Remembered | null {
  if (!existsSync(file)) return null
  const handle = openSync(file, constants.O_RDONLY)
  try {
    return { owner: readOwner(handle), head: newest(readHead(handle, 0), readHead(handle, 1)) }
  } finally {
    closeSync(handle)
  }
}

/**
 * The head of the own chain outside of the database: SQLite's own check does not see lost history (a cut WAL or an older
 * copy of the file passes), this does. Two slots, so that a torn write leaves the other one; a third, written once, names
 * the device. A file of another device is begun anew: whether that is right, the caller has decided.
 */
export function openAnchor(file: string, owner: Digest | null = null): Anchor {
  const handle = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600)
  let pending: Head | null = null
  let timer: NodeJS.Timeout | null = null
  const known = readOwner(handle)
  if (owner && known && known !== owner) ftruncateSync(handle, 0)
  let slots = [readHead(handle, 0), readHead(handle, 1)] as const
  if (owner && known !== owner) {
    writeSync(handle, encodeSlot({ device: owner }), 0, slotBytes, ownerSlot * slotBytes)
    fsyncSync(handle)
  }

  function flush(): boolean {
    if (timer) clearTimeout(timer)
    timer = null
    if (!pending) return true
    const [first, second] = slots
    const older = (first?.seq ?? -1) <= (second?.seq ?? -1) ? 0 : 1
    try {
      writeSync(handle, encodeSlot({ seq: pending.seq, id: pending.id }), 0, slotBytes, older * slotBytes)
      fdatasyncSync(handle)
    } catch (error) {
      // An anchor that lags is no harm to the log; a full disk must not end the process that would free it.
      if (isSystemError(error, [...noSpaceErrors, 'EIO', 'EROFS'])) return false
      throw error
    }
    slots = older === 0 ? [pending, second] : [first, pending]
    pending = null
    return true
  }

  return {
    read: () => newest(slots[0], slots[1]),
    follow(head) {
      pending = head
      timer ??= setTimeout(flush, 500)
      timer.unref()
    },
    flush,
    close() {
      flush()
      closeSync(handle)
    },
  }
}

function newest(a: Head | null, b: Head | null): Head | null {
  if (!a || !b) return a ?? b
  return a.seq >= b.seq ? a : b
}

function encodeSlot(
  value: { readonly seq: number; readonly id: Digest } | { readonly device: Digest },
): Buffer {
  const text = JSON.stringify(value)
  const slot = Buffer.alloc(slotBytes, 0x20)
  slot.write(`${checksum(text)} ${text}\n`)
  return slot
}

function readHead(handle: number, slot: 0 | 1): Head | null {
  const { seq, id } = (readSlot(handle, slot) ?? {}) as Partial<Head>
  return Number.isSafeInteger(seq) && isDigest(id) ? { seq: seq!, id } : null
}

function readOwner(handle: number): Digest | null {
  const { device } = (readSlot(handle, ownerSlot) ?? {}) as { device?: unknown }
  return isDigest(device) ? device : null
}

function readSlot(handle: number, slot: number): unknown {
  const bytes = Buffer.alloc(slotBytes)
  if (readSync(handle, bytes, 0, slotBytes, slot * slotBytes) !== slotBytes) return null
  const [sum, text] = bytes.toString('utf8').split('\n')[0]!.split(' ')
  return text && sum === checksum(text) ? JSON.parse(text) : null
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

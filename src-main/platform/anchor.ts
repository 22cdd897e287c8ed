import { createHash } from 'node:crypto'
import { closeSync, constants, fdatasyncSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import type { Head } from '../core/chain.ts'
import { isDigest } from '../core/event.ts'

const slotBytes = 256

export type Anchor = {
  /** The newest head that was written whole, or null when the file is new or both slots are damaged. */
  read(): Head | null
  /** Remembers a head that is already durable in the log; it reaches the disk within a second, alternating slots. */
  follow(head: Head): void
  /** Writes what is pending now. */
  flush(): void
  close(): void
}

/**
 * The head of the own chain outside of the database: SQLite's own check does not see lost history (a cut WAL or an older
 * copy of the file passes), this does. Two slots, so that a torn write leaves the other one.
 */
export function openAnchor(file: string): Anchor {
  const handle = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600)
  let pending: Head | null = null
  let timer: NodeJS.Timeout | null = null
  let slots = [readSlot(handle, 0), readSlot(handle, 1)] as const

  function flush(): void {
    if (timer) clearTimeout(timer)
    timer = null
    if (!pending) return
    const [first, second] = slots
    const older = (first?.seq ?? -1) <= (second?.seq ?? -1) ? 0 : 1
    writeSync(handle, encodeSlot(pending), 0, slotBytes, older * slotBytes)
    fdatasyncSync(handle)
    slots = older === 0 ? [pending, second] : [first, pending]
    pending = null
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
      fsyncSync(handle)
      closeSync(handle)
    },
  }
}

function newest(a: Head | null, b: Head | null): Head | null {
  if (!a || !b) return a ?? b
  return a.seq >= b.seq ? a : b
}

function encodeSlot(head: Head): Buffer {
  const text = JSON.stringify({ seq: head.seq, id: head.id })
  const slot = Buffer.alloc(slotBytes, 0x20)
  slot.write(`${checksum(text)} ${text}\n`)
  return slot
}

function readSlot(handle: number, slot: 0 | 1): Head | null {
  const bytes = Buffer.alloc(slotBytes)
  if (readSync(handle, bytes, 0, slotBytes, slot * slotBytes) !== slotBytes) return null
  const [sum, text] = bytes.toString('utf8').split('\n')[0]!.split(' ')
  if (!text || sum !== checksum(text)) return null
  const { seq, id } = JSON.parse(text) as Head
  return Number.isSafeInteger(seq) && isDigest(id) ? { seq, id } : null
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

import type { Bytes } from './bytes.ts'
import { decodeHeader, type Header } from './event.ts'
import { type Digest, type Suite, suiteOfDigest } from './suite.ts'

/** A place in a chain: the seq and id of its last header. */
export type Head = { readonly seq: number; readonly id: Digest }

export type ChainFault =
  | { readonly fault: 'unreadable'; readonly at: number }
  | { readonly fault: 'other-device' | 'not-the-next-seq' | 'wrong-prev'; readonly at: number }

/**
 * Follows headers of one device onward from `from` (null: from genesis). Feed each header's bytes in order; the first
 * one that does not join is returned as a fault with the seq that was expected, and nothing after it counts. A digest
 * of another suite than the chain's makes a header unreadable: a chain keeps its suite.
 */
export function chainReader(suite: Suite, device: Digest, from: Head | null) {
  let head = from
  return {
    get head(): Head | null {
      return head
    },
    next(bytes: Bytes): { readonly header: Header; readonly id: Digest } | ChainFault {
      const at = (head?.seq ?? 0) + 1
      const header = decodeHeader(bytes)
      if (!header || suiteOfDigest(header.body) !== suite.id) return { fault: 'unreadable', at }
      if (header.device !== device) return { fault: 'other-device', at }
      if (header.seq !== at) return { fault: 'not-the-next-seq', at }
      if (header.prev !== (head?.id ?? null)) return { fault: 'wrong-prev', at }
      const id = suite.digest(bytes)
      head = { seq: header.seq, id }
      return { header, id }
    },
  }
}

/**
 * Follows headers of a range that begins at seq `from`, whose first header is `first`. What it names as its previous
 * one is believed: `head` says it until the first call of `next`, to be compared with what is held.
 */
export function rangeReader(
  suite: Suite,
  device: Digest,
  from: number,
  first: Bytes,
): ReturnType<typeof chainReader> {
  const before = from === 1 ? null : { seq: from - 1, id: decodeHeader(first)?.prev ?? '' }
  return chainReader(suite, device, before)
}

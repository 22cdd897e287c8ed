import { type chainReader, type Head, rangeReader } from '../../core/chain.ts'
import type { Header } from '../../core/event.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import type { ClaimedChain } from './authenticate.ts'
import { headersIn } from './staged.ts'
import type { Known } from './trust.ts'

/** How a chain of a bundle stands to what is here. Only `joins` brings something new that may be applied. */
export type ChainState =
  | { readonly state: 'joins' | 'known' }
  | { readonly state: 'waits'; readonly missing: { readonly from: number; readonly to: number } }
  /** Two different events claim the same place: the proof of a fork; this chain is to be quarantined. */
  | { readonly state: 'forks'; readonly seq: number; readonly here: Digest; readonly there: Digest }
  | { readonly state: 'not-pinned' | 'retired' }

/**
 * Follows the headers of one staged file from the range's first to its checkpoint, and says how they stand to what is
 * here; refuses when they are not one chain. `onHeader` sees each event once, in order.
 */
export function followChain(
  path: string,
  { range, checkpoint, suite, doubt }: ClaimedChain,
  known: Known,
  onHeader: (event: Digest, header: Header) => void,
): Result<ChainState> {
  const head = known.head(range.device)
  const contact = contactSeq(range.from, range.to, head)
  let before: Digest | null = null
  let reader: ReturnType<typeof chainReader> | undefined
  let atContact: Digest | null = null
  for (const line of headersIn(path)) {
    if (!line) return refuse('bundles/header-line')
    if (!reader) {
      reader = rangeReader(suite, range.device, range.from, line)
      before = reader.head?.id ?? null
    }
    const step = reader.next(line)
    if ('fault' in step) return refuse('bundles/chain-broken', { fault: step.fault, seq: step.at })
    if (step.header.seq > range.to) return refuse('bundles/chain-beyond-range', { seq: range.to })
    onHeader(step.id, step.header)
    if (step.header.seq === contact) atContact = step.id
  }
  const end = reader?.head
  if (!end || end.seq !== range.to) return refuse('bundles/chain-short', { seq: range.to })
  if (end.id !== checkpoint.head) return refuse('bundles/checkpoint-contradicts', { seq: range.to })
  if (doubt) return ok({ state: doubt })
  if (contact === null)
    return ok({ state: 'waits', missing: { from: (head?.seq ?? 0) + 1, to: range.from - 1 } })
  if (contact === 0) return ok({ state: 'joins' })
  const there = contact === range.from - 1 ? before : atContact
  const here = contact === head?.seq ? head.id : known.eventAt(range.device, contact)
  if (!here || !there) throw new Error('a held chain has a gap')
  if (here !== there) return ok({ state: 'forks', seq: contact, here, there })
  return ok({ state: head && range.to <= head.seq ? 'known' : 'joins' })
}

/**
 * The last place that both the range and what is here speak of, where they must agree: by the chain of hashes all before
 * it agrees too. 0 when the range begins at genesis and nothing is here; null when they do not touch.
 */
function contactSeq(from: number, to: number, head: Head | null): number | null {
  const held = head?.seq ?? 0
  if (from > held + 1) return null
  return Math.min(held, to)
}

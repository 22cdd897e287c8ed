import type { MissingRange } from '../../../src-main/core/ports/bundles.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { joined } from './inbox-words.ts'

/** Everything that waiting bundles lack, put together by desk; and how many of them there are. */
export function useInbox(): { readonly missing: readonly MissingRange[]; readonly waiting: number } {
  const desk = useDesk()
  const { data } = useQueryOf(desk.bundles.inbox, null)
  const all = data ?? []
  return { missing: joined(all.flatMap(({ missing }) => missing)), waiting: all.length }
}

import type { SecondCheck } from '../../../src-main/domain/formal-review/second-check/read.ts'
import type { StateWord } from '../../text/states.ts'

/** Where the second check of an open review stands, in one word; null where there is nothing to say. */
export function checkState({ isWaiting, given }: SecondCheck): StateWord | null {
  if (isWaiting) return '待复核'
  if (!given) return null
  if (given.isStale) return '须再次复核'
  return given.differences.some(({ settled }) => settled === null) ? '复核有分歧' : '已复核'
}

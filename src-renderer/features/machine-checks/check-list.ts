import { create } from 'zustand'
import type { CheckFilter, CheckSort } from '../../../src-main/domain/machine-checks/rules.ts'

/** What of a checked batch is listed: review mode walks along it. */
export type CheckWalk = {
  readonly checkedBatch: string
  readonly filter: CheckFilter
  readonly sort: CheckSort
}

export const everything: CheckFilter = { rule: null, exactly: null, isClean: false }

/** Kept while the window is open, so that coming back finds it as it was. */
export const useCheckList = create<{ readonly filter: CheckFilter; readonly sort: CheckSort }>(() => ({
  filter: everything,
  sort: { column: 'fails', descending: true },
}))

/** The list that stands in the state of an address; null when the review was opened from elsewhere. */
export function checkWalkOf(state: unknown): CheckWalk | null {
  return typeof state === 'object' && state !== null && 'checkedBatch' in state ? (state as CheckWalk) : null
}

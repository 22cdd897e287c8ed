import type { Outcome } from '../outcome.ts'

/** Which outcomes a batch wants looked at by a second pair of eyes before they are recorded. */
export const checkLevels = ['不要求', '只对不予受理和补交', '全部'] as const
export type CheckLevel = (typeof checkLevels)[number]

/** Whether an outcome needs a second check under this level. */
export function needsCheck(level: CheckLevel, outcome: Outcome): boolean {
  switch (level) {
    case '不要求':
      return false
    case '只对不予受理和补交':
      return outcome !== '通过'
    case '全部':
      return true
  }
}

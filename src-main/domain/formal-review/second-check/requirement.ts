import type { Outcome } from '../outcome.ts'
import type { checkLevels } from './events.ts'

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

import type { ReviewStanding } from '../../../src-main/domain/revisions/rules.ts'
import type { StateWord } from '../../text/states.ts'

/** Where the review of an application stands, in the word that every list uses. */
export function standingState(review: ReviewStanding): StateWord {
  if (review === null) return '未开始'
  if (review === 'open') return '审查中'
  return review === '通知补交材料' ? '补交材料中' : review
}

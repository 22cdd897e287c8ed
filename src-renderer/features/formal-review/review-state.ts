import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { ReviewState } from '../../../src-main/domain/formal-review/review-state.ts'
import type { StateWord } from '../../text/states.ts'

/** Where a review stands, in the one word every list uses. */
export function reviewState({ review, readOnly }: Pick<ReviewPage, 'review' | 'readOnly'>): StateWord {
  if (readOnly === 'withdrawn') return '已撤回'
  const state: ReviewState = !review
    ? '未开始'
    : review.outcome === null
      ? '审查中'
      : review.outcome === '通知补交材料'
        ? '补交材料中'
        : review.outcome
  return state
}

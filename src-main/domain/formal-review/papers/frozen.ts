import type { Recorded } from '../../../core/module.ts'
import { hexOf } from '../../../core/suite.ts'
import { checkCodeLength, type RecordPlace } from '../../papers/place.ts'
import { type ReviewClosing, reviewClosed } from '../events.ts'

/** A closing as it was recorded. */
export type Closing = Recorded<ReviewClosing>

/** Every closing in the history of a review, the first one first. */
export function closingsOf(history: readonly Recorded[]): readonly Closing[] {
  return history.filter((one): one is Closing => one.type === reviewClosed.type)
}

/** Where a recorded event stands, and its code on paper. */
export function placeOfEvent({ id, institution, seq }: Recorded): RecordPlace {
  return { checkCode: hexOf(id).slice(0, checkCodeLength), institution, seq }
}

/** What lies behind the text of every paper under a basis that nobody has confirmed. */
export function draftMark(isConfirmed: boolean): string | null {
  return isConfirmed ? null : '征求意见'
}

/** A part of a file name: what no file system takes is left out, and a long title is cut. */
export function namePart(text: string): string {
  const kept = [...text.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '-').trim()].slice(0, 40).join('')
  return kept.replace(/[. ]+$/u, '') || '未命名'
}

import {
  type NoticeItem,
  type NoticeOutcome,
  type Wording,
  wordingsOf,
} from '../../../src-main/domain/formal-review/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import type { DraftForm } from '../../ui/draft-form.tsx'
import type { Conclusion } from './closing-panel.tsx'
import type { Notes } from './notes.ts'
import type { ReviewItem } from './review-items.ts'

/** One sentence of a notice while it is written. */
export type WordedItem = {
  readonly item: ReviewItem
  readonly sentence: string
  /** What may be said instead, the proposed first. */
  readonly wordings: readonly [Wording, ...Wording[]]
  readonly write: (sentence: string) => void
}

/** The sentences of a notice: as typed, else as proposed. Null until the office's earlier wordings are known. */
export function useWordings(
  outcome: NoticeOutcome | null,
  items: readonly ReviewItem[],
  notes: Notes,
  { value, change }: DraftForm<Conclusion>,
): readonly WordedItem[] | null {
  const desk = useDesk()
  const { data: earlier } = useQueryOf(desk.formalReview.earlierWordings, null)
  if (outcome === null) return []
  if (!earlier) return null
  return items.map((item) => {
    const { code, finding } = item
    const before = earlier.find((one) => one.outcome === outcome && one.code === code)
    const note = notes.noteOf(item)
    const wordings = wordingsOf({ outcome, code, finding, note, earlier: before?.sentence ?? null })
    const key = `${outcome}/${code}`
    return {
      item,
      wordings,
      sentence: value.sentences[key] ?? wordings[0].sentence,
      write: (sentence) => change({ sentences: { ...value.sentences, [key]: sentence } }),
    }
  })
}

/** The notice as it will be recorded. */
export function noticeOfWorded(worded: readonly WordedItem[]): NoticeItem[] {
  return worded.map(({ item, sentence }) => ({ code: item.code, sentence: sentence.trim() }))
}

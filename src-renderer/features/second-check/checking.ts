import type { ItemVerdict } from '../../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import type { ReviewItem } from '../formal-review/review-items.ts'

/** What the second person says of one item so far. */
export type Word = { readonly verdict: ItemVerdict | null; readonly note: string }

const nothing: Word = { verdict: null, note: '' }

/** What a second person has said and not submitted; it is there again after a power cut. */
export type Checking = {
  readonly isReady: boolean
  wordOf(code: RuleCode): Word
  say(code: RuleCode, verdict: ItemVerdict | null): void
  write(code: RuleCode, note: string): void
  /** Agrees with what the first person, or the machine, said of these. */
  agree(items: readonly ReviewItem[]): void
  clear(): Promise<void>
}

export function useChecking(application: string): Checking {
  const draft = useResumedDraft(`second-check/${application}`, {
    verdicts: {} as Readonly<Record<string, ItemVerdict | null>>,
    notes: {} as Readonly<Record<string, string>>,
  })
  const { verdicts, notes } = draft.value
  return {
    isReady: draft.isOpen,
    wordOf: (code) => ({ verdict: verdicts[code] ?? null, note: notes[code] ?? nothing.note }),
    say: (code, verdict) => draft.change({ verdicts: { ...verdicts, [code]: verdict } }),
    write: (code, note) => draft.change({ notes: { ...notes, [code]: note } }),
    agree: (items) =>
      draft.change({
        verdicts: {
          ...verdicts,
          ...Object.fromEntries(items.map(({ code, state }) => [code, state.verdict])),
        },
      }),
    clear: draft.clear,
  }
}

/** An item as the second person has it before them. */
export type CheckItem = ReviewItem & {
  readonly word: Word
  /** What will be submitted of it: the own word; where the first is hidden, what the machine decided alone. */
  readonly verdict: ItemVerdict | null
  readonly differs: boolean
  /** Differs, and does not say why. */
  readonly lacksNote: boolean
}

/** The items that count, each with what this person said; the hints stand beside them and are not asked about. */
export function checkItems(
  items: readonly ReviewItem[],
  checking: Checking,
  isBlind: boolean,
): readonly CheckItem[] {
  return items
    .filter(({ state }) => state.blocks)
    .map((item): CheckItem => {
      const word = checking.wordOf(item.code)
      const byMachine = isBlind && item.state.by === 'machine' ? item.state.verdict : null
      const verdict = word.verdict ?? byMachine
      const differs = !isBlind && verdict !== null && verdict !== item.state.verdict
      const lacksNote = differs && word.note.trim() === ''
      return { ...item, word, verdict, differs, lacksNote, isOpen: verdict === null || lacksNote }
    })
}

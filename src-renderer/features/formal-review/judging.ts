import type { StoredVerdict } from '../../../src-main/domain/formal-review/page.ts'
import type { Evidence, ItemVerdict } from '../../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { isSamePlace } from './evidence-places.tsx'
import type { Notes } from './notes.ts'
import { nextOpen, type ReviewItem } from './review-items.ts'
import type { Verdicts } from './use-verdicts.ts'

/** What a person does with the chosen item, by keys or by mouse. */
export type Judging = {
  /** Records it with note and places, and goes on to the next open item. */
  judge(verdict: ItemVerdict): void
  /** Takes the verdict back; what the machine decided is opened for a person. */
  reopen(): void
  undo(): void
  /** The note was left: it joins the verdict that stands already. */
  keepNote(): void
  setPlaces(places: readonly Evidence[]): void
  /** Adds a place to what is or will be recorded. */
  attach(place: Evidence | null | undefined): void
}

export function judgingOf({
  items,
  item,
  notes,
  verdicts,
  toLookAgain,
  choose,
}: {
  readonly items: readonly ReviewItem[]
  /** The chosen one. */
  readonly item: ReviewItem | null
  readonly notes: Notes
  readonly verdicts: Verdicts
  /** Items whose ground changed since: the same verdict once more says that somebody looked. */
  readonly toLookAgain: ReadonlySet<RuleCode>
  readonly choose: (code: RuleCode) => void
}): Judging {
  function record(
    target: ReviewItem,
    verdict: ItemVerdict,
    places: readonly Evidence[],
    onRefused: () => void = () => undefined,
  ) {
    const note = notes.noteOf(target).trim()
    notes.settle(target.code)
    void verdicts.give(target.code, { verdict, note, evidence: places }).then((isRecorded) => {
      if (isRecorded) return
      // What was typed is not lost with a refusal.
      notes.write(target.code, note)
      notes.setPlaces(target.code, places)
      onRefused()
    })
  }

  /** What was written with a verdict that is taken back is typed still. */
  function keepTyped({ code, note, evidence }: Pick<StoredVerdict, 'code' | 'note' | 'evidence'>) {
    if (note !== '') notes.write(code, note)
    if (evidence.length > 0) notes.setPlaces(code, evidence)
  }

  function setPlaces(places: readonly Evidence[]) {
    if (item?.stored) record(item, item.stored.verdict, places)
    else if (item) notes.setPlaces(item.code, places)
  }

  return {
    judge(verdict) {
      if (!item) return
      const isNew = item.stored?.verdict !== verdict || notes.isUnrecorded(item) || toLookAgain.has(item.code)
      // The review has gone on by then: what was refused is looked at again.
      if (isNew) record(item, verdict, notes.placesOf(item), () => choose(item.code))
      const next = nextOpen(items, item.code)
      if (next) choose(next)
    },
    reopen() {
      if (item?.stored) {
        keepTyped(item.stored)
        void verdicts.withdraw(item.code)
      } else if (item && item.state.verdict !== '待人工') record(item, '待人工', [])
    },
    undo() {
      const undone = verdicts.undo()
      if (!undone) return
      if (undone.taken) keepTyped(undone.taken)
      choose(undone.code)
    },
    keepNote() {
      if (item?.stored && notes.isUnrecorded(item)) record(item, item.stored.verdict, notes.placesOf(item))
    },
    setPlaces,
    attach(place) {
      if (!item || !place) return
      const places = notes.placesOf(item)
      if (!places.some((one) => isSamePlace(one, place))) setPlaces([...places, place])
    },
  }
}

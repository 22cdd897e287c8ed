import { useEffect, useRef } from 'react'
import type { Evidence } from '../../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDraft } from '../../ui/draft-form.tsx'
import type { ReviewItem } from './review-items.ts'

type Kept = {
  readonly notes: Readonly<Record<string, string>>
  readonly evidence: Readonly<Record<string, readonly Evidence[]>>
}

type Of = Pick<ReviewItem, 'code' | 'stored'>

const nothing: Kept = { notes: {}, evidence: {} }

/** What is typed and pointed at beside an item and not recorded yet; it is there again after a power cut. */
export type Notes = {
  noteOf(item: Of): string
  /** Places that will be, or are, recorded with the verdict. */
  placesOf(item: Of): readonly Evidence[]
  /** True when something of this item is typed and not recorded. */
  isUnrecorded(item: Of): boolean
  write(code: RuleCode, note: string): void
  setPlaces(code: RuleCode, places: readonly Evidence[]): void
  /** Forgets what was typed for an item: it is being recorded. */
  settle(code: RuleCode): void
}

export function useNotes(application: string): Notes {
  const { value, offeredAt, change, restore } = useDraft<Kept>(`review/${application}`, nothing)
  // Notes are taken up where they were left without asking: they stand beside their items and harm nobody.
  useEffect(() => {
    if (offeredAt) restore()
  })
  const newest = useRef(value)
  useEffect(() => {
    newest.current = value
  }, [value])
  function put(patch: Partial<Kept>) {
    newest.current = { ...newest.current, ...patch }
    change(patch)
  }
  const noteOf = ({ code, stored }: Of) => newest.current.notes[code] ?? stored?.note ?? ''
  return {
    noteOf: ({ code, stored }) => value.notes[code] ?? stored?.note ?? '',
    placesOf: ({ code, stored }) => value.evidence[code] ?? stored?.evidence ?? [],
    isUnrecorded: (item) =>
      noteOf(item).trim() !== (item.stored?.note ?? '') || newest.current.evidence[item.code] !== undefined,
    write: (code, note) => put({ notes: { ...newest.current.notes, [code]: note } }),
    setPlaces: (code, places) => put({ evidence: { ...newest.current.evidence, [code]: places } }),
    settle(code) {
      const { [code]: note, ...notes } = newest.current.notes
      const { [code]: places, ...evidence } = newest.current.evidence
      if (note !== undefined || places !== undefined) put({ notes, evidence })
    },
  }
}

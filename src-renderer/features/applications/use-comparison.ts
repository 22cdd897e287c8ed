import { useRef, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { ListRead } from '../../../src-main/domain/applications/import-list.ts'
import type { Comparison, RevisedField } from '../../../src-main/domain/revisions/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { rowSentences } from '../../text/revisions.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { ownerName } from './compare-columns.tsx'
import { asProposed, type Choice, chosenOf } from './import-choice.ts'
import type { Again } from './import-confirm.tsx'
import type { KeptChoice } from './import-resume.ts'
import type { RowRemarks } from './use-return-list.ts'

export const compareTitle = '与已有内容对比'

/** What of a list that comes again differs from what is here, and what a person takes of it. */
export type ComparisonForm = {
  /** Null before the list was compared, and for one that is new as a whole. */
  readonly comparison: Comparison | null
  readonly choice: Choice
  readonly choose: (choice: Choice) => void
  /** Answers null when it was refused; the remark tells that kept choices do not hold any more. */
  compare(
    list: ListRead,
    leftOut: ReadonlySet<number>,
    origin: string | null,
    kept: KeptChoice | null,
  ): Promise<{ readonly remark: string | null } | null>
  readonly forget: () => void
  /** The choice as it is kept. */
  kept(): KeptChoice | null
  /** What taking in asks of the backend beside the list. */
  asked(): {
    readonly chosen: { row: number; fields: RevisedField[] }[]
    readonly reason: string
    readonly seen: string
  }
  /** What is said before it is written; null for a list that is new as a whole. */
  confirmed(): Again | null
  /** What goes back to whoever sent the list. */
  remarks(): readonly RowRemarks[]
}

export function useComparison({
  onRefusal,
  onBusy,
  onChoice,
}: {
  readonly onRefusal: (refusal: Refusal | null) => void
  readonly onBusy: (isBusy: boolean) => void
  /** Told what to keep whenever it changes. */
  readonly onChoice: (kept: KeptChoice | null) => void
}): ComparisonForm {
  const desk = useDesk()
  const runTask = useTaskRunner()
  const officeName = useOfficeName()
  const [comparison, setComparison] = useState<Comparison | null>(null)
  const [choice, setChoice] = useState<Choice>(asProposed)
  const [reason, setReason] = useState('')
  const newest = useRef({ comparison, choice, reason })
  newest.current = { comparison, choice, reason }

  function keep(patch: { readonly choice?: Choice; readonly reason?: string }) {
    const now = { ...newest.current, ...patch }
    newest.current = now
    setChoice(now.choice)
    setReason(now.reason)
    onChoice(now.comparison && { seen: now.comparison.seen, rows: [...now.choice], reason: now.reason })
  }

  return {
    comparison,
    choice,
    choose: (next) => keep({ choice: next }),
    async compare({ staged }, leftOut, origin, kept) {
      if (staged === null) return null
      onBusy(true)
      onRefusal(null)
      const result = await runTask({
        title: compareTitle,
        call: desk.revisions.compare,
        input: { staged, leaveOut: [...leftOut], origin },
        saves: false,
      })
      onBusy(false)
      if (!result.ok) {
        onRefusal(result.error)
        return null
      }
      const rows = new Map(result.value.rows.map((row) => [row.row, row]))
      const isSame = kept === null || kept.seen === '' || kept.seen === result.value.seen
      // Choices hold for rows that say what they said; where anything else has changed the person looks again.
      const still = (kept?.rows ?? []).filter(([row, fields]) => {
        const there = rows.get(row)
        return there && fields.every((field) => there.changes.some((change) => change.field === field))
      })
      newest.current = { ...newest.current, comparison: result.value }
      setComparison(result.value)
      keep({ choice: new Map(still), reason: kept?.reason ?? '' })
      return { remark: isSame ? null : '本批次的内容在此期间有变化，已重新对比，请再看一遍。' }
    },
    forget() {
      setComparison(null)
      setChoice(asProposed)
      setReason('')
    },
    kept: () => comparison && { seen: comparison.seen, rows: [...choice], reason },
    asked: () => ({
      chosen: (comparison ? chosenOf(comparison, choice) : []).map(({ row, fields }) => ({
        row,
        fields: [...fields],
      })),
      reason: reason.trim(),
      seen: comparison?.seen ?? '',
    }),
    confirmed() {
      if (!comparison) return null
      const chosen = chosenOf(comparison, choice)
      const rows = new Map(comparison.rows.map((row) => [row.row, row]))
      const of = (group: 'new' | 'same') => comparison.rows.filter((row) => row.group === group).length
      return {
        fresh: of('new'),
        chosen: chosen.flatMap(({ row }) => rows.get(row) ?? []),
        changes: chosen.reduce((sum, { fields }) => sum + fields.length, 0),
        same: of('same'),
        missing: comparison.missing.length,
        reason,
        onReason: (next) => keep({ reason: next }),
      }
    },
    remarks: () =>
      (comparison?.rows ?? []).map((row) => ({
        row: row.row,
        sentences: rowSentences(
          row,
          ownerName(row.apart, row.owner, (code) => officeName(code, 'short')),
        ),
      })),
  }
}

import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { ReviewPage, StoredVerdict } from '../../../src-main/domain/formal-review/page.ts'
import type { Evidence, ItemVerdict } from '../../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useRecord } from '../../ui/record.ts'

/** What was said and has not come back from the backend yet; null takes a verdict away. */
type Said = ReadonlyMap<RuleCode, StoredVerdict | null>
type Given = { readonly verdict: ItemVerdict; readonly note: string; readonly evidence: readonly Evidence[] }

export type Verdicts = {
  /** The verdicts with those that were just given: a key shows its effect at once. */
  readonly current: readonly StoredVerdict[]
  /** False while the backend's answer does not hold what was just given. */
  readonly isSettled: boolean
  /** Why the last one was not recorded, and which. */
  readonly refused: { readonly code: RuleCode; readonly refusal: Refusal } | null
  dismiss(): void
  /** False when it was refused. */
  give(code: RuleCode, given: Given): Promise<boolean>
  withdraw(code: RuleCode): Promise<boolean>
  /** Puts the verdict given last back to what it was, and answers what it takes away; null when nothing is left to undo. */
  undo(): { readonly code: RuleCode; readonly taken: StoredVerdict | null } | null
}

export function useVerdicts({
  application,
  verdicts,
}: Pick<ReviewPage, 'application' | 'verdicts'>): Verdicts {
  const desk = useDesk()
  const { id: person } = usePerson()
  const record = useRecord(desk.formalReview.recordVerdict)
  const withdrawal = useRecord(desk.formalReview.withdrawVerdict)
  const [said, setSaid] = useState<Said>(new Map())
  const [refused, setRefused] = useState<Verdicts['refused']>(null)
  const underWay = useRef(new Map<RuleCode, number>())
  /** Answers that came since the call about a rule ended. */
  const answers = useRef(new Map<RuleCode, number>())
  const past = useRef<{ readonly code: RuleCode; readonly before: StoredVerdict | null }[]>([])

  // The first answer after a call ended may have been on its way before it; the second one knows what the call said.
  useEffect(() => {
    for (const [code, count] of answers.current) answers.current.set(code, count + 1)
    const isKnown = (code: RuleCode, next: StoredVerdict | null) =>
      !underWay.current.has(code) &&
      ((answers.current.get(code) ?? 0) > 1 || isSame(verdictOf(verdicts, code), next))
    setSaid((before) => {
      const left = [...before].filter(([code, next]) => !isKnown(code, next))
      return left.length === before.size ? before : new Map(left)
    })
  }, [verdicts])

  const current = [
    ...verdicts.filter(({ code }) => !said.has(code)),
    ...[...said.values()].filter((one) => one !== null),
  ]
  const nowOf = (code: RuleCode) => current.find((one) => one.code === code) ?? null

  async function say(code: RuleCode, next: StoredVerdict | null): Promise<boolean> {
    const { current: calls } = underWay
    calls.set(code, (calls.get(code) ?? 0) + 1)
    answers.current.delete(code)
    setSaid((before) => new Map(before).set(code, next))
    setRefused(null)
    const result = next
      ? await record.run({
          application: application.id,
          code,
          verdict: next.verdict,
          note: next.note,
          evidence: [...next.evidence],
        })
      : await withdrawal.run({ application: application.id, code })
    const left = calls.get(code)! - 1
    if (left > 0) calls.set(code, left)
    else {
      calls.delete(code)
      answers.current.set(code, 0)
    }
    if (result.ok) return true
    setRefused({ code, refusal: result.error })
    setSaid((before) => new Map([...before].filter(([one]) => one !== code)))
    return false
  }

  return {
    current,
    isSettled: [...said].every(([code, next]) => isSame(verdictOf(verdicts, code), next)),
    refused,
    dismiss: () => setRefused(null),
    give(code, { verdict, note, evidence }) {
      past.current.push({ code, before: nowOf(code) })
      return say(code, { code, verdict, note, evidence, person, at: new Date().toISOString() })
    },
    withdraw(code) {
      past.current.push({ code, before: nowOf(code) })
      return say(code, null)
    },
    undo() {
      const last = past.current.pop() ?? latestOf(current, person)
      if (!last) return null
      const taken = nowOf(last.code)
      void say(last.code, last.before)
      return { code: last.code, taken }
    },
  }
}

const verdictOf = (verdicts: readonly StoredVerdict[], code: RuleCode) =>
  verdicts.find((one) => one.code === code)

function isSame(recorded: StoredVerdict | undefined, said: StoredVerdict | null): boolean {
  return recorded?.verdict === said?.verdict && recorded?.note === said?.note
}

/** After coming back to a review: what this person decided last. */
function latestOf(verdicts: readonly StoredVerdict[], person: string) {
  const [latest] = verdicts.filter((one) => one.person === person).toSorted((a, b) => (a.at < b.at ? 1 : -1))
  return latest && { code: latest.code, before: null }
}

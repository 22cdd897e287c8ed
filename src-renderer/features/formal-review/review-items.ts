import type { ReviewPage, StoredVerdict } from '../../../src-main/domain/formal-review/page.ts'
import {
  type Evidence,
  type Finding,
  type ItemState,
  itemStates,
  reviewedRules,
} from '../../../src-main/domain/formal-review/rules.ts'
import type { AppliedRule, RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'

/** What the machine says first, then what waits for a person; the order never changes while verdicts are given. */
export const itemGroups = ['不符合', '待人工', '提示', '符合', '不适用'] as const
export type ItemGroup = (typeof itemGroups)[number]

/** One line of the review: a rule with what the machine found and what a person said. */
export type ReviewItem = {
  readonly code: RuleCode
  readonly rule: AppliedRule
  readonly finding: Finding | null
  readonly state: ItemState
  readonly stored: StoredVerdict | null
  readonly group: ItemGroup
  /** Waits for a person and stands in the way of 通过; never in a closed review. */
  readonly isOpen: boolean
}

/** The items in the order of {@link itemGroups}; of a closed review those that were frozen, whatever the plan says today. */
export function reviewItems(
  page: Pick<ReviewPage, 'rules' | 'pack' | 'findings' | 'verdicts' | 'review'>,
): readonly ReviewItem[] {
  const { findings, verdicts, review } = page
  const rules = reviewedRules(page)
  const isClosed = review?.outcome != null
  const states = itemStates({ rules, findings, verdicts })
  const byMachine = itemStates({ rules, findings, verdicts: [] })
  const items = rules.map((rule, i): ReviewItem => {
    const { code } = rule
    const finding = findings.find((one) => one.code === code) ?? null
    const state = states[i]!
    return {
      code,
      rule,
      finding,
      state,
      stored: verdicts.find((one) => one.code === code) ?? null,
      group: groupOf(finding, byMachine[i]!),
      isOpen: !isClosed && state.blocks && state.verdict === '待人工',
    }
  })
  return items.toSorted((a, b) => itemGroups.indexOf(a.group) - itemGroups.indexOf(b.group))
}

function groupOf(finding: Finding | null, { blocks, verdict }: ItemState): ItemGroup {
  if (!blocks) return finding?.verdict === 'pass' ? '符合' : '提示'
  if (finding?.verdict === 'fail') return '不符合'
  if (verdict === '待人工') return '待人工'
  if (finding?.verdict === 'hint') return '提示'
  return verdict === '不适用' ? '不适用' : '符合'
}

/** The open item to go to after one was decided: the next below, else the first from the top; null when none is left. */
export function nextOpen(items: readonly ReviewItem[], after: RuleCode): RuleCode | null {
  const at = items.findIndex(({ code }) => code === after)
  const others = [...items.slice(at + 1), ...items.slice(0, Math.max(0, at))]
  return others.find(({ isOpen }) => isOpen)?.code ?? null
}

export function openCount(items: readonly ReviewItem[]): number {
  return items.filter(({ isOpen }) => isOpen).length
}

/** Where to look for an item: what a person noted comes before what the machine noted. */
export function evidenceOf({ stored, finding }: Pick<ReviewItem, 'stored' | 'finding'>): readonly Evidence[] {
  return [...(stored?.evidence ?? []), ...(finding?.evidence ?? [])]
}

import { type RuleCode, rulePacks } from '../rule-packs/rules.ts'
import type { NoticeOutcome } from './wording.ts'

/** How often a rule was a reason, by where the lead sits and the field: one application counts once under each rule. */
export type ReasonCell = {
  readonly code: RuleCode
  readonly outcome: NoticeOutcome
  readonly region: string | null
  readonly field: string | null
  readonly count: number
}

export type ReasonCount = { readonly code: RuleCode; readonly title: string } & Record<NoticeOutcome, number>

/** By rule, the most frequent first, those as frequent in the order of their codes. */
export function rankReasons(cells: readonly ReasonCell[]): readonly ReasonCount[] {
  const counts = new Map<RuleCode, ReasonCount>()
  for (const { code, outcome, count } of cells) {
    const before = counts.get(code) ?? { code, title: titleOf(code), 通知补交材料: 0, 不予受理: 0 }
    counts.set(code, { ...before, [outcome]: before[outcome] + count })
  }
  return [...counts.values()].sort((a, b) => totalOf(b) - totalOf(a) || (a.code < b.code ? -1 : 1))
}

export function totalOf(reason: Record<NoticeOutcome, number>): number {
  return reason.通知补交材料 + reason.不予受理
}

/** What a rule is about, as any pack that has it says. */
export function titleOf(code: RuleCode): string {
  for (const { rules } of rulePacks) {
    const rule = rules.find((one) => one.code === code)
    if (rule) return rule.title
  }
  return ''
}

/** A share with one decimal: 「12.5%」; a dash where there is nothing to be a share of. */
export function shareInWords(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)}%`
}

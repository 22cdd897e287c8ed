import { type Refusal, unreachable } from '../../../src-main/core/result.ts'
import type { Outcome, PossibleOutcomes } from '../../../src-main/domain/formal-review/rules.ts'
import type { RuleCode, RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { dayOf, withWeekday } from '../../ui/dates.ts'
import { deadlineSentence, isOfficeDay } from '../../ui/working-days.ts'

export const outcomeOrder: readonly Outcome[] = ['通过', '通知补交材料', '不予受理']

/** Something an outcome needs, or what stands in its way; the items are listed below it. */
export type Need = {
  readonly tone: 'obstacle' | 'need' | 'remark'
  readonly text: string
  readonly items: readonly RuleCode[]
}

/** What an outcome still needs, the obstacles first; empty when it only has to be confirmed. */
export function needsOf(outcome: Outcome, outcomes: PossibleOutcomes): readonly Need[] {
  switch (outcome) {
    case '通过':
      return needsOfPassing(outcomes.通过)
    case '通知补交材料':
      return needsOfMaterial(outcomes.通知补交材料)
    case '不予受理':
      return needsOfRefusing(outcomes.不予受理)
    default:
      return unreachable(outcome)
  }
}

function needsOfPassing(possible: PossibleOutcomes['通过']): readonly Need[] {
  if (!possible.ok) return [obstacle(possible.error)]
  const { aids } = possible.value
  if (aids.length === 0) return []
  return [{ tone: 'remark', text: '以下辅助项不符合，已写明理由，不影响通过：', items: aids }]
}

function needsOfMaterial(possible: PossibleOutcomes['通知补交材料']): readonly Need[] {
  if (!possible.ok) return [obstacle(possible.error)]
  const { items, notSuppliable, open } = possible.value
  return [
    { tone: 'need', text: `须补交 ${items.length} 项，并填写补交截止日期：`, items },
    ...listed('remark', `另有 ${notSuppliable.length} 项不符合，补交材料不能解决：`, notSuppliable),
    ...listed('remark', `还有 ${open.length} 项待人工。需要补交的应一次告知，建议先判断完：`, open),
  ]
}

function needsOfRefusing(possible: PossibleOutcomes['不予受理']): readonly Need[] {
  if (!possible.ok) return [obstacle(possible.error)]
  const { items, open } = possible.value
  return [
    { tone: 'need', text: `${items.length} 项不符合；须写明理由，并由复核人当场共同确认：`, items },
    ...listed('remark', `还有 ${open.length} 项待人工，不影响作这个结论：`, open),
  ]
}

function listed(tone: Need['tone'], text: string, items: readonly RuleCode[]): readonly Need[] {
  return items.length === 0 ? [] : [{ tone, text, items }]
}

type Obstacle = Extract<PossibleOutcomes[Outcome], { readonly ok: false }>['error']

function obstacle(refusal: Obstacle): Need {
  const items = itemsOf(refusal)
  return { tone: 'obstacle', items, text: sentence(refusal.code, items.length) }
}

function sentence(code: Obstacle['code'], count: number): string {
  switch (code) {
    case 'formal-review/secrecy-mark':
      return '发现密级标志，不能作任何结论。停止办理，报保密办：'
    case 'formal-review/items-open':
      return `还有 ${count} 项待人工：`
    case 'formal-review/items-do-not-conform':
      return `${count} 项不符合：`
    case 'formal-review/aid-needs-reason':
      return `${count} 项辅助项不符合，须先在说明中写明理由：`
    case 'formal-review/nothing-to-supply':
      return count > 0 ? `${count} 项不符合，都不能靠补交材料解决：` : '没有不符合的项，不需要补交。'
    case 'formal-review/nothing-does-not-conform':
      return '没有不符合的项。'
    default:
      return unreachable(code)
  }
}

function itemsOf({ items }: Refusal): readonly RuleCode[] {
  return Array.isArray(items) ? (items as RuleCode[]) : []
}

/** A day with its weekday and how far it is: 「2026-12-06 星期日，不是工作日，还剩 9 个工作日」. */
export function dayInWords(day: string, today: string = dayOf(new Date())): string {
  const rest = isOfficeDay(day) ? '' : '，不是工作日'
  return `${withWeekday(day)}${rest}，${deadlineSentence(day, today)}`
}

/** Name and version of the rules a review was made under, and whether their basis was confirmed. */
export function packInWords(pack: Pick<RulePack, 'title' | 'version'>, isConfirmed: boolean): string {
  return `${pack.title} 第 ${pack.version} 版，${isConfirmed ? '依据已核对' : '征求意见'}`
}

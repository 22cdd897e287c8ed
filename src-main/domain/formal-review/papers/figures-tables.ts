import type { PaperBlock } from '../../../core/ports/papers.ts'
import { formatWan } from '../../papers/rules.ts'
import { type Figures, undecidedIn } from '../figures.ts'
import { type ReasonCount, shareInWords, totalOf } from '../reasons.ts'

/** A line of figures, with those of an earlier batch to compare with. */
export type FiguresLine = {
  readonly label: string
  readonly figures: Figures
  readonly before?: Figures | undefined
}

/** Where applications stand, a line each; earlier figures stand small beside the ones of today. */
export function figuresTable(
  lines: readonly FiguresLine[],
  { title, withMoney }: { readonly title: string; readonly withMoney: boolean },
): PaperBlock {
  const cells = (figures: Figures) => {
    const { total, states, requested } = figures
    const counts = [total, states.通过, states.补交材料中, states.不予受理, undecidedIn(figures)]
    return [...counts.map(String), ...(withMoney ? [formatWan(requested)] : [])]
  }
  return {
    kind: 'table',
    head: [
      title,
      '申报',
      '通过',
      '补交材料',
      '不予受理',
      '未办结',
      ...(withMoney ? ['申请支持（万元）'] : []),
    ],
    widths: withMoney ? [14, 11, 11, 11, 11, 11, 23] : [20, 12, 12, 13, 13, 12],
    align: ['left', ...Array<'center'>(5).fill('center'), ...(withMoney ? (['right'] as const) : [])],
    rows: lines.map(({ label, figures }) => [label, ...cells(figures)]),
    beside: lines.map(({ before }) => (before ? ['', ...cells(before)] : [])),
  }
}

/** Why applications were not passed: the most frequent rules, and the others counted together. */
export function reasonsTable(
  reasons: readonly ReasonCount[],
  {
    most,
    shareOf = null,
    before = null,
  }: {
    /** Reasons that are told by name. */
    readonly most: number
    /** Applications that were not passed: a column says which share of them each reason met. */
    readonly shareOf?: number | null
    readonly before?: { readonly reasons: readonly ReasonCount[]; readonly notPassed: number } | null
  },
): PaperBlock {
  const told = reasons.slice(0, most)
  const others = reasons.slice(most)
  const cells = (counted: readonly ReasonCount[], notPassed: number | null) => {
    const material = counted.reduce((sum, one) => sum + one.通知补交材料, 0)
    const refused = counted.reduce((sum, one) => sum + one.不予受理, 0)
    const share =
      notPassed === null ? [] : [counted.length === 1 ? shareInWords(totalOf(counted[0]!), notPassed) : '']
    return [String(material), String(refused), String(material + refused), ...share]
  }
  const beside = (codes: readonly string[]) => {
    if (!before || before.notPassed === 0) return []
    const same = before.reasons.filter(({ code }) => codes.includes(code))
    const nothing = [{ 通知补交材料: 0, 不予受理: 0 } as ReasonCount]
    return ['', '', ...cells(same.length === 0 ? nothing : same, shareOf === null ? null : before.notPassed)]
  }
  const line = (label: string, counted: readonly ReasonCount[]) => [label, ...cells(counted, shareOf)]
  const hasShare = shareOf !== null
  return {
    kind: 'table',
    head: [
      '序号',
      hasShare ? '审查项（一项申报可有几项）' : '不符合的审查项（一项申报可有几项）',
      '补交材料',
      '不予受理',
      '合计',
      ...(hasShare ? ['占未通过'] : []),
    ],
    widths: hasShare ? [8, 49, 12, 12, 10, 16] : [8, 52, 14, 14, 10],
    align: ['center', 'left', 'center', 'center', 'center', ...(hasShare ? (['center'] as const) : [])],
    rows: [
      ...told.map((reason, i) => [String(i + 1), ...line(`${reason.code}　${reason.title}`, [reason])]),
      ...(others.length > 0 ? [['', ...line(`其他 ${others.length} 个审查项`, others)]] : []),
    ],
    beside: told.map(({ code }) => beside([code])),
  }
}

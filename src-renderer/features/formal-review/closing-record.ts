import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { Outcome } from '../../../src-main/domain/formal-review/rules.ts'
import { dayInWords, packInWords } from './closing-words.ts'
import type { WordedItem } from './use-wordings.ts'

/** Exactly what a closing will put on record, line by line. */
export function recordedFacts({
  page,
  outcome,
  deadline,
  reason,
  worded,
  person,
}: {
  readonly page: ReviewPage
  readonly outcome: Outcome
  /** Empty while it is not typed. */
  readonly deadline: string
  readonly reason: string
  /** The items of the notice with their sentences. */
  readonly worded: readonly WordedItem[]
  readonly person: string
}): readonly (readonly [label: string, value: string])[] {
  const { application, findings, verdicts, rules } = page
  const told = worded.map(({ item, sentence }, i) => `${i + 1}．${item.code} ${sentence.trim()}`).join('\n')
  const isMaterial = outcome === '通知补交材料'
  return [
    ['申报', `${application.content.number}　${application.content.title}`],
    ['结论', outcome],
    ...(isMaterial ? [['补交截止', deadline === '' ? '（未填写）' : dayInWords(deadline)] as const] : []),
    ...(told === '' ? [] : [['通知事项', told] as const]),
    [outcome === '通过' ? '说明' : '补充说明', reason.trim() || '（无）'],
    ['各项判断', `人工意见 ${verdicts.length} 条、机器发现 ${findings.length} 条，按此刻的内容固定`],
    ['审查规则', packInWords(rules.pack, rules.pack.basis.confirmed !== null)],
    ['经办人', person],
    ...(outcome === '不予受理' ? [['共同确认', '复核人，由其本人当场输入密码'] as const] : []),
  ]
}

/** What follows from an outcome. */
export function consequences(outcome: Outcome, kind: 'joint' | 'consortium'): readonly string[] {
  const common = [
    '审查意见不能再改；需要再改时写明理由「重新打开」，这次结论仍留在时间线中。',
    '程序不会自动通知申报单位。',
  ]
  switch (outcome) {
    case '通过':
      return [
        kind === 'joint' ? '状态变为「通过」，可以进入集中推荐。' : '状态变为「通过」，可以进入推荐。',
        ...common,
      ]
    case '通知补交材料':
      return [
        '状态变为「补交材料中」，工作台和清单会提示还剩几天。',
        '材料补来后点「材料已到，继续审查」；过了截止日期由人决定是否不予受理，程序只作提醒。',
        ...common,
      ]
    case '不予受理':
      return ['状态变为「不予受理」。', ...common]
  }
}

import type { PackDifference, Parameter, Rule } from '../../../src-main/domain/rule-packs/rules.ts'
import { ruleHowWords } from '../../text/rule-how.ts'
import { inWords } from './plan.ts'

/** One line of a comparison: what it is about, and what another version does differently. */
export type DifferenceLine = { readonly key: string; readonly about: string; readonly text: string }

/** Differences in words, those of one rule beside each other. */
export function differenceLines(differences: readonly PackDifference[]): readonly DifferenceLine[] {
  return differences.map((difference, i) => {
    const rule = ruleOf(difference)
    return {
      key: `${i} ${difference.what}`,
      about: rule ? `${rule.code} ${rule.title}` : '整套规则',
      text: textOf(difference),
    }
  })
}

function ruleOf(difference: PackDifference): Rule | null {
  if ('rule' in difference) return difference.rule
  return 'after' in difference ? difference.after : null
}

const yesNo = (value: boolean, yes: string, no: string) => (value ? yes : no)

function textOf(difference: PackDifference): string {
  switch (difference.what) {
    case 'title':
      return '规则包的名称有变化'
    case 'basis':
      return '依据的文件名称或文号有变化'
    case 'in-force':
      return '文件有效期有变化'
    case 'switches':
      return '不同文本之间的开关有变化'
    case 'rule-added':
      return `新增，${yesNo(difference.rule.on, '默认启用', '默认停用')}，${ruleHowWords[difference.rule.how]}`
    case 'rule-removed':
      return '不再检查'
    case 'on': {
      const { before, after } = difference
      return `默认${yesNo(before.on, '启用', '停用')} → 默认${yesNo(after.on, '启用', '停用')}`
    }
    case 'how':
      return `怎样判断：${ruleHowWords[difference.before.how]} → ${ruleHowWords[difference.after.how]}`
    case 'supplied-later': {
      const { before, after } = difference
      const word = (rule: Rule) => yesNo(rule.suppliedLater, '可补交材料', '不能补交')
      return `${word(before)} → ${word(after)}`
    }
    case 'article':
      return `依据条款：${difference.before.article} → ${difference.after.article}`
    case 'words':
      return '名称、说明或看什么的文字有改写'
    case 'parameter-added':
      return `新增参数「${difference.parameter.title}」，默认 ${inWords(difference.parameter, difference.parameter.default)}`
    case 'parameter-removed':
      return `去掉参数「${difference.parameter.title}」`
    case 'parameter-range':
      return `参数「${difference.after.title}」可设的范围有变化${rangeOf(difference.before, difference.after)}`
    case 'parameter-default': {
      const { before, after } = difference
      return `参数「${after.title}」的默认值：${inWords(before, before.default)} → ${inWords(after, after.default)}`
    }
  }
}

function rangeOf(before: Parameter, after: Parameter): string {
  if (before.kind === 'number' && after.kind === 'number') {
    return `：${before.min}—${before.max} → ${after.min}—${after.max}`
  }
  if ('options' in before && 'options' in after) {
    const added = after.options.filter(({ value }) => !before.options.some((one) => one.value === value))
    const gone = before.options.filter(({ value }) => !after.options.some((one) => one.value === value))
    const labels = (options: typeof added) => options.map(({ label }) => label).join('、')
    const parts = [
      ...(added.length > 0 ? [`新增选项 ${labels(added)}`] : []),
      ...(gone.length > 0 ? [`去掉选项 ${labels(gone)}`] : []),
    ]
    return parts.length > 0 ? `：${parts.join('；')}` : ''
  }
  return ''
}

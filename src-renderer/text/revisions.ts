import type {
  Apart,
  ComparedRow,
  FieldChange,
  ReviewStanding,
  RowGroup,
  RowRemark,
} from '../../src-main/domain/revisions/rules.ts'
import { revisedFieldLabel } from './application-fields.ts'

/** What a row of a list that comes again is, in one word. */
export const groupWords: Record<RowGroup, string> = {
  new: '新增',
  changed: '有变化',
  same: '相同',
  apart: '不改动',
}

/** Why an application is left as it is; the owner is an office by its short name, or a desk. */
export function apartSentence(apart: Apart, owner: string): string {
  switch (apart) {
    case 'other-office':
      return `这个编号是${owner}受理的申报，本单位不能改动。`
    case 'other-source':
      return `这个编号在${owner}的清单中，不属于这份清单的来源，不改动。`
    case 'other-desk':
      return `由${owner}办理，本台不改动；请在那里导入，或先移交给本台。`
    case 'withdrawn':
      return '已登记申报单位撤回，不改动；确需继续办理的，请先在申报页面撤销登记。'
  }
}

/** What is worth knowing of a row, in one sentence. */
export function remarkSentence(remark: RowRemark): string {
  switch (remark.code) {
    case 'number-written-differently':
      return `编号写法与已有的 ${remark.number} 不同（全半角、大小写、空格或横线），按同一项对待，编号不改。`
    case 'number-of-withdrawn-import':
      return '这个编号曾随一次导入进来，那次导入已整批撤回；现在作为新申报导入。'
    case 'lead-moved':
      return '换了牵头单位，请核对是否经过批准。'
    case 'lead-renamed':
      return '牵头单位信用代码相同而名称不同，可能是更名。'
    case 'title-changed':
      return '名称有变化。'
    case 'maybe-another':
      return '名称和牵头单位都变了，可能是另一项申报用了同一个编号；未预选，请核对。'
  }
}

/** Where the review stands, as a warning beside a change; empty when nobody began. */
export function standingSentence(review: ReviewStanding): string {
  if (review === null) return ''
  return review === 'open'
    ? '已开始审查：已有的审查意见不变，受影响的审查项会标出来请您复看。'
    : `已有审查结论「${review}」：结论和当时的核查结果不变；未预选，采用须写明理由。`
}

/** The same two in a few words, where there is room for no more. */
export function standingFlag(review: ReviewStanding): string {
  if (review === null) return ''
  return review === 'open' ? '已开始审查' : `已有结论「${review}」，未预选`
}

export function remarkFlag({ code }: RowRemark): string {
  return remarkFlags[code]
}

const remarkFlags: Record<RowRemark['code'], string> = {
  'number-written-differently': '编号写法不同',
  'number-of-withdrawn-import': '曾随撤回的导入进来',
  'lead-moved': '换了牵头单位',
  'lead-renamed': '牵头单位可能更名',
  'title-changed': '名称有变化',
  'maybe-another': '可能是另一项申报，未预选',
}

/** What keeps a change from being proposed; empty for the others. */
export function changeFlag({ isOld, isTyped }: Pick<FieldChange, 'isOld' | 'isTyped'>): string {
  if (isOld) return '回到旧值'
  return isTyped ? '人工更正过' : ''
}

/** 「名称：原“甲”，清单“乙”」; persons are only named. */
export function changeSentence({ field, before, after }: FieldChange): string {
  const label = revisedFieldLabel(field)
  if (field === 'people') return `${label}与已有的不同`
  return `${label}：原${before === null ? '未录入' : `“${before}”`}，清单“${after ?? ''}”`
}

/** All that is to be said of a row, for the list that goes back to whoever sent it. */
export function rowSentences(row: ComparedRow, owner: string): readonly string[] {
  const { group, apart, changes, remarks } = row
  const told = [
    ...changes.map(
      (change) => `${changeSentence(change)}${changeFlag(change) ? `（${changeFlag(change)}）` : ''}`,
    ),
    ...(apart ? [apartSentence(apart, owner)] : []),
    ...remarks.map(remarkSentence),
  ]
  return [`【${groupWords[group]}】`, ...told]
}

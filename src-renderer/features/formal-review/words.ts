import type { Evidence, ReviewedDocument } from '../../../src-main/domain/formal-review/rules.ts'
import type { Rule, RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { applicationFieldLabels } from '../../text/application-fields.ts'

const practice = '通行做法'

/** The article a rule follows, with the text it stands in; published practice has no text. */
export function basisOf({ article }: Pick<Rule, 'article'>, { basis }: Pick<RulePack, 'basis'>): string {
  if (article === practice) return `${practice}（政策原文没有规定）`
  const number = basis.confirmed?.number ?? basis.number
  const title = basis.confirmed?.title ?? basis.title
  return `${article}，《${title}》${number ? `（${number}）` : ''}${basis.confirmed ? '' : '，征求意见'}`
}

/** A place of evidence in words: 「申报信息 信用代码」「第 3 页」, with the document's name when there are several. */
export function placeInWords(place: Evidence, documents: readonly ReviewedDocument[]): string {
  if ('field' in place) return `申报信息：${applicationFieldLabels[place.field] ?? place.field}`
  const found = documents.find(({ document }) => document.document === place.document)
  if (!found) return `已移除的附件第 ${place.page} 页`
  return documents.length > 1 ? `${found.document.name} 第 ${place.page} 页` : `附件第 ${place.page} 页`
}

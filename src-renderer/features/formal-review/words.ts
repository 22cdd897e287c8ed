import type { Rule, RulePack } from '../../../src-main/domain/rule-packs/rules.ts'

const practice = '通行做法'

/** The article a rule follows, with the text it stands in; published practice has no text. */
export function basisOf({ article }: Pick<Rule, 'article'>, { basis }: Pick<RulePack, 'basis'>): string {
  if (article === practice) return `${practice}（政策原文没有规定）`
  const number = basis.confirmed?.number ?? basis.number
  const title = basis.confirmed?.title ?? basis.title
  return `${article}，《${title}》${number ? `（${number}）` : ''}${basis.confirmed ? '' : '，征求意见'}`
}

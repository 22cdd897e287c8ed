import type { SignOff } from '../../../src-main/domain/sign-offs/queries.ts'
import type { SignedPaper, Standing } from '../../../src-main/domain/sign-offs/rules.ts'
import type { StateWord } from '../../text/states.ts'

/** The state of a whole 呈批件, in the word of what is on it. */
export function stateOf({ withdrawn, paper }: Pick<SignOff, 'withdrawn' | 'paper'>): StateWord {
  if (withdrawn !== null) return '已撤回'
  if (!paper) return '待签批'
  return paper.opinion === '同意' ? '已签批' : '已退回'
}

/** 「同意　2026-11-20　资源配置处处长王处　苏科签〔2026〕12号」 */
export function paperInWords({ opinion, date, person, office, number, remark }: SignedPaper): string {
  return [opinion, date, `${office}${person}`, number, remark].filter((part) => part !== '').join('　')
}

/** What the closed panel of a review says of its sign-off. */
export function standingInWords({ state, paper }: Standing): string {
  switch (state) {
    case '待呈批':
      return '还没有呈批，结论未生效。'
    case '待签批':
      return '已呈批，签批登记以后生效。'
    case '已签批':
      return paper ? paperInWords(paper) : ''
    case '已退回':
      return paper ? `${paperInWords(paper)}。结论未生效。` : '结论未生效。'
  }
}

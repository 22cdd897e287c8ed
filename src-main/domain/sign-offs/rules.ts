import { ok, type Result, refuse } from '../../core/result.ts'
import { isDay } from '../batches/rules.ts'

/** What whoever decides wrote on the 呈批件. Only 同意 lets anything take effect. */
export const opinions = ['同意', '退回', '另行意见'] as const
export type Opinion = (typeof opinions)[number]

/** Where a closed review stands with whoever decides; one word each, the same on every screen and paper. */
export const signOffStates = ['待呈批', '待签批', '已签批', '已退回'] as const
export type SignOffState = (typeof signOffStates)[number]

/** More than this on one 呈批件 nobody reads; an event takes no more either. */
export const mostCovered = 3000

export const signOffLimits = { person: 30, office: 60, number: 60, remark: 1000, reason: 500 } as const

/** The signed paper as a person typed it. */
export type SignedPaper = {
  readonly opinion: Opinion
  readonly date: string
  readonly person: string
  readonly office: string
  readonly number: string
  readonly remark: string
}

export type SignedPaperProblem =
  | 'sign-offs/date-missing'
  | 'sign-offs/no-such-day'
  | 'sign-offs/in-the-future'
  | 'sign-offs/person-missing'
  | 'sign-offs/office-missing'
  | 'sign-offs/number-missing'
  | 'sign-offs/remark-missing'

/** A signed paper names a day that exists and is not after `today`, who signed as what, and a number; 另行意见 says which. */
export function checkSignedPaper(
  paper: SignedPaper,
  today: string,
): Result<SignedPaper, { readonly code: SignedPaperProblem }> {
  const { opinion, date } = paper
  const [person, office] = [paper.person.trim(), paper.office.trim()]
  const [number, remark] = [paper.number.trim(), paper.remark.trim()]
  if (date === '') return refuse('sign-offs/date-missing')
  if (!isDay(date)) return refuse('sign-offs/no-such-day')
  if (date > today) return refuse('sign-offs/in-the-future', { today })
  if (person === '') return refuse('sign-offs/person-missing')
  if (office === '') return refuse('sign-offs/office-missing')
  if (number === '') return refuse('sign-offs/number-missing')
  if (opinion !== '同意' && remark === '') return refuse('sign-offs/remark-missing')
  return ok({ opinion, date, person, office, number, remark })
}

/** What is known of the sign-off of one closed review. */
export type Standing = {
  readonly state: SignOffState
  /** The 呈批件 that counts; null while there is none. */
  readonly signOff: string | null
  /** What the signed paper says; null while nothing is registered. */
  readonly paper: SignedPaper | null
}

/** Whether an outcome, its notice, or a list of outcomes has taken effect. */
export type Effect = {
  readonly isInEffect: boolean
  /** What stands behind the text and at the foot of a paper that has not taken effect. */
  readonly mark: string | null
  /** 「签批：2026-11-20，苏科签〔2026〕12号」 at the foot of one that has. */
  readonly signed: string | null
}

/** Where sign-off is required nothing takes effect without it; where it is not, it is told all the same. */
export function effectOf(isRequired: boolean, standing: Standing | null): Effect {
  if (standing?.state === '已签批' && standing.paper) {
    return { isInEffect: true, mark: null, signed: `签批：${standing.paper.date}，${standing.paper.number}` }
  }
  if (!isRequired) return { isInEffect: true, mark: null, signed: null }
  return { isInEffect: false, mark: notInEffect(standing?.state ?? '待呈批'), signed: null }
}

/** 「待签批，未生效」, also for what was never laid before anybody: whoever holds the paper need not know the difference. */
export function notInEffect(state: SignOffState): string {
  return state === '已退回' ? '已退回，未生效' : '待签批，未生效'
}

import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { isDay } from '../batches/rules.ts'

/** What a covering letter says about itself, as a person typed it. */
export type LetterFields = {
  /** Code of the institution that the list comes from. */
  readonly institution: string
  /** 来函单位 as the letter names it. */
  readonly office: string
  /** 文号. */
  readonly number: string
  /** YYYY-MM-DD. */
  readonly date: string
}

/** The covering letter of an import; `scan` names the scanned letter in the store of documents. */
export type Letter = LetterFields & { readonly scan: Digest }

export const letterLimits = { office: 80, number: 60 } as const

/** The word for whatever no desk vouches for: it stands wherever such an import or application is shown. */
export const unverified = '未校验来源'

export type LetterProblem =
  | 'applications/letter-institution-missing'
  | 'applications/letter-office-missing'
  | 'applications/letter-number-missing'
  | 'applications/letter-date-missing'
  | 'applications/letter-no-such-day'
  | 'applications/letter-in-the-future'

/** A letter names its institution, its office, a number and a day that exists and is not after `today`. */
export function checkLetterFields(
  { institution, office, number, date }: LetterFields,
  today: string,
): Result<LetterFields, { readonly code: LetterProblem }> {
  const [from, no] = [office.trim(), number.trim()]
  if (institution === '') return refuse('applications/letter-institution-missing')
  if (from.length < 2) return refuse('applications/letter-office-missing')
  if (no === '') return refuse('applications/letter-number-missing')
  if (date === '') return refuse('applications/letter-date-missing')
  if (!isDay(date)) return refuse('applications/letter-no-such-day')
  if (date > today) return refuse('applications/letter-in-the-future', { today })
  return ok({ institution, office: from, number: no, date })
}

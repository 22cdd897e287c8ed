import { type Observation, observe } from '../finding.ts'
import type { CheckInput } from '../review-input.ts'
import { plainTitle, similarTo } from './titles.ts'

/** F14. By number and title with all lists that are here; it always says whose lists were compared and whose were not. */
export function checkDuplicates({ application, others }: CheckInput): readonly Observation[] {
  const compared = others.offices.filter(({ arrived }) => arrived).map(({ short }) => short)
  const outstanding = others.offices.filter(({ arrived }) => !arrived).map(({ short }) => short)
  const lists = { compared, outstanding }
  const number = plainNumber(application.number)
  const title = plainTitle(application.title)
  const [numberPlace, titlePlace] = [{ field: 'number' }, { field: 'title' }] as const

  const observations: Observation[] = []
  const sameNumber = others.applications.filter(
    (other) => number !== '' && plainNumber(other.number) === number,
  )
  if (sameNumber.length > 0) {
    const offices = [...new Set(sameNumber.map(({ office }) => office))]
    observations.push(observe('fail', 'same-number', { ...lists, offices }, numberPlace))
  }
  const titles = others.applications
    .filter((other) => !sameNumber.includes(other))
    .map((other) => ({ number: other.number, title: plainTitle(other.title) }))
  const tell = (
    verdict: 'fail' | 'hint',
    code: 'same-title' | 'similar-title',
    isAlike: (title: string) => boolean,
  ) => {
    const numbers = titles.filter((other) => isAlike(other.title)).map((other) => other.number)
    if (numbers.length > 0) observations.push(observe(verdict, code, { ...lists, numbers }, titlePlace))
  }
  tell('fail', 'same-title', (other) => title !== '' && other === title)
  tell('hint', 'similar-title', similarTo(title))
  if (observations.length > 0) return observations
  return outstanding.length > 0
    ? [observe('cannot-check', 'no-duplicate-so-far', lists)]
    : [observe('pass', 'no-duplicate', lists)]
}

function plainNumber(number: string): string {
  return number.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
}

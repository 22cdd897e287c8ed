import { checkCreditCode, comparableName } from '../../organisations/rules.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, namesOf } from '../review-input.ts'

const evidence = { field: 'codes' } as const

/** F09. Codes by GB 32100; one code under two names is a fault; organisations abroad have none [A9, B3.4]. */
export function checkCreditCodes({ application }: CheckInput): readonly Observation[] {
  const { organisations } = application
  if (organisations.length === 0) return [observe('cannot-check', 'lead-not-entered', {}, { field: 'lead' })]
  const concerned = organisations.filter(({ region, code }) => region !== 'abroad' || code !== null)
  if (concerned.length === 0) return [observe('not-applicable', 'all-abroad', {}, { field: 'regions' })]

  const coded = concerned.flatMap(({ name, code }) =>
    code === null ? [] : [{ name, code, check: checkCreditCode(code) }],
  )
  const invalid = coded.flatMap(({ name, check }) => {
    if (check.ok) return []
    const position = check.problem === 'length' ? null : check.position
    const expected = check.problem === 'length' ? null : check.expected
    return [{ organisation: name, problem: check.problem, position, expected }]
  })
  const observations: Observation[] = []
  if (invalid.length > 0) observations.push(observe('fail', 'codes-invalid', { codes: invalid }, evidence))
  for (const code of new Set(coded.map((one) => one.code))) {
    const sharing = coded.filter((one) => one.code === code)
    const names = [...new Map(sharing.map(({ name }) => [comparableName(name), name])).values()]
    if (names.length > 1) {
      observations.push(observe('fail', 'code-of-several-names', { organisations: names }, evidence))
    }
  }
  const without = concerned.filter(({ code }) => code === null)
  if (without.length > 0) {
    observations.push(
      observe('cannot-check', 'codes-not-entered', { organisations: namesOf(without) }, evidence),
    )
  }
  const doubtful = coded.filter(({ check }) => check.ok && check.warning).map(({ name }) => name)
  if (doubtful.length > 0) {
    observations.push(observe('hint', 'organisation-codes-doubtful', { organisations: doubtful }, evidence))
  }
  return [...observations, observe('pass', 'codes-valid', { count: coded.length }, evidence)]
}

import { isRunning, type RegisterKind, standingOf, usualMonths } from '../../registers/rules.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, numberOf, type ReviewedDocument } from '../review-input.ts'
import { isMarkedThroughout } from './attachments.ts'

/** F19: the pledge is there, and every organisation was looked up and stands under no penalty today [A19, B7.3]. */
export function checkIntegrity(input: CheckInput): readonly Observation[] {
  const checks = registerObservations(input, '科研诚信')
  const pledges = pledgesIn(input.documents)
  const [pledge] = pledges
  if (!pledge) return [...checks, pledgeAbsent(input.documents)]
  const { from, to } = pledge
  const places = pledges.map((one) => ({ document: one.document, page: one.from }))
  const checked = checks.find(({ reason }) => reason.code === 'register-checked')?.reason
  if (checks.length === 1 && checked?.code === 'register-checked') {
    const { count, until } = checked.facts
    return [observe('pass', 'pledge-and-checks', { from, to, count, until }, ...places)]
  }
  // The page of the pledge is worth looking at whatever the register says.
  return checks.map((one, i) => (i === 0 ? { ...one, evidence: [...one.evidence, ...places] } : one))
}

/** C11: the same of the register of social credit, which is another one; a person decides [B4.1, B4.2]. */
export function checkSocialCredit(input: CheckInput): readonly Observation[] {
  return registerObservations(input, '社会信用')
}

function pledgesIn(documents: readonly ReviewedDocument[]) {
  return documents.flatMap(({ document }) =>
    document.marks
      .filter(({ kind }) => kind === '科研诚信承诺书')
      .map(({ from, to }) => ({ from, to, document: document.document })),
  )
}

/** Never a fault by itself: the pledge may be supplied later under F02, which this rule does not allow. */
function pledgeAbsent(documents: readonly ReviewedDocument[]): Observation {
  const isThrough = documents.length > 0 && documents.every(isMarkedThroughout)
  return observe('cannot-check', isThrough ? 'pledge-missing' : 'pledge-not-marked', {})
}

function registerObservations(
  { registers, rule, today }: CheckInput,
  register: RegisterKind,
): readonly Observation[] {
  const months = numberOf(rule, 'validMonths', usualMonths)
  const standings = registers.organisations.map(({ name, region, entries }) => ({
    name,
    isAbroad: region === 'abroad',
    ...standingOf(
      entries.filter((entry) => entry.register === register),
      { today, months },
    ),
  }))
  const observations: Observation[] = []
  const place = { field: 'members' } as const
  const hit = standings.filter(({ hits }) => hits.length > 0)
  if (hit.length > 0) {
    const organisations = hit.map(({ name }) => name)
    observations.push(observe('fail', 'register-hit', { register, organisations }, place))
  }
  const ofPersons = registers.people.filter(
    (entry) => entry.register === register && isRunning(entry, today) && !entry.isLifted,
  )
  if (ofPersons.length > 0)
    observations.push(observe('fail', 'register-person-hit', { register, count: ofPersons.length }))
  const relatedHits = standings.flatMap(({ name, relatedHits: hits }) =>
    hits.map(({ under }) => ({ organisation: name, under })),
  )
  if (relatedHits.length > 0)
    observations.push(observe('hint', 'register-related-hit', { register, hits: relatedHits }, place))
  const lifted = standings.reduce((sum, { lifted: own }) => sum + own.length, 0)
  if (lifted > 0) observations.push(observe('hint', 'register-lifted', { register, count: lifted }))
  return [...observations, ...checkObservations(standings, register)]
}

type Looked = {
  readonly name: string
  readonly isAbroad: boolean
  readonly state: ReturnType<typeof standingOf>['state']
  readonly until: string | null
}

function checkObservations(standings: readonly Looked[], register: RegisterKind): readonly Observation[] {
  const observations: Observation[] = []
  const place = { field: 'members' } as const
  const domestic = standings.filter(({ isAbroad }) => !isAbroad)
  const names = (of: readonly Looked[]) => of.map(({ name }) => name)
  if (standings.length === 0)
    return [observe('cannot-check', 'not-entered', { fields: ['lead'] }, { field: 'lead' })]
  if (domestic.length === 0)
    return [observe('not-applicable', 'register-abroad', { register, organisations: names(standings) })]
  const unchecked = domestic.filter(({ until }) => until === null)
  if (unchecked.length > 0) {
    const organisations = names(unchecked)
    observations.push(observe('cannot-check', 'register-not-checked', { register, organisations }, place))
  }
  const expired = domestic.filter(({ state }) => state === '已过有效期')
  if (expired.length > 0) {
    const checks = expired.map(({ name, until }) => ({ organisation: name, until: until! }))
    observations.push(observe('cannot-check', 'register-expired', { register, checks }, place))
  }
  const abroad = standings.filter(({ isAbroad }) => isAbroad)
  if (abroad.length > 0)
    observations.push(observe('hint', 'register-abroad', { register, organisations: names(abroad) }, place))
  const good = domestic.filter(({ state }) => state === '有效')
  if (good.length > 0) {
    const [until] = good.map((one) => one.until!).sort() as [string]
    observations.push(observe('pass', 'register-checked', { register, count: good.length, until }))
  }
  return observations
}

import { plainNumber, plainTitle, similarTo } from '../../duplicates/rules.ts'
import { type Observation, observe, type ReasonFacts } from '../finding.ts'
import type { CheckInput, OtherLists } from '../review-input.ts'

type Other = OtherLists['applications'][number]

/** From here on somebody must look; below it is told. */
const muchAlike = 50

/**
 * F14. By number, title and text with all lists that are here; it always says whose lists were compared and whose were not.
 * What our office said of a pair holds until one of the two changes.
 */
export function checkDuplicates({ application, others }: CheckInput): readonly Observation[] {
  const lists = comparedOf(others)
  const number = plainNumber(application.number)
  const title = plainTitle(application.title)
  const isSimilar = similarTo(title)
  const [numberPlace, titlePlace, textPlace] = [
    { field: 'number' },
    { field: 'title' },
    { field: 'summary' },
  ] as const
  const numbersOf = (found: readonly Other[]) => found.map((other) => other.number)

  const observations: Observation[] = []
  const judged = others.applications.filter((other) => other.judged)
  const same = judged.filter((other) => other.judged?.isDuplicate)
  if (same.length > 0) {
    observations.push(observe('fail', 'judged-duplicate', { ...lists, numbers: numbersOf(same) }, titlePlace))
  }
  const open = others.applications.filter((other) => !other.judged)
  const sameNumber = open.filter(
    (other) => number !== '' && !other.batch && plainNumber(other.number) === number,
  )
  if (sameNumber.length > 0) {
    const offices = [...new Set(sameNumber.map(({ office }) => office))]
    observations.push(observe('fail', 'same-number', { ...lists, offices }, numberPlace))
  }
  const rest = open
    .filter((other) => !sameNumber.includes(other))
    .map((other) => ({ ...other, plain: plainTitle(other.title) }))
  const sameTitle = rest.filter(({ plain }) => title !== '' && plain === title)
  const ofThisBatch = sameTitle.filter(({ batch }) => !batch)
  if (ofThisBatch.length > 0) {
    observations.push(
      observe('fail', 'same-title', { ...lists, numbers: numbersOf(ofThisBatch) }, titlePlace),
    )
  }
  const earlier = sameTitle.flatMap(({ number: one, batch }) => (batch ? [{ number: one, batch }] : []))
  if (earlier.length > 0) {
    observations.push(observe('hint', 'same-title-earlier', { ...lists, found: earlier }, titlePlace))
  }
  const texts = rest.flatMap(({ number: one, office, batch, percent }) =>
    percent == null ? [] : [{ number: one, office, batch: batch ?? null, percent }],
  )
  const [much, some] = [
    texts.filter(({ percent }) => percent >= muchAlike),
    texts.filter(({ percent }) => percent < muchAlike),
  ]
  if (much.length > 0)
    observations.push(observe('cannot-check', 'text-overlaps', { ...lists, found: much }, textPlace))
  if (some.length > 0)
    observations.push(observe('hint', 'text-overlaps', { ...lists, found: some }, textPlace))
  const similar = rest.filter((other) => !sameTitle.includes(other) && isSimilar(other.plain))
  if (similar.length > 0) {
    observations.push(observe('hint', 'similar-title', { ...lists, numbers: numbersOf(similar) }, titlePlace))
  }
  if (observations.length > 0) return observations
  const settled = { ...lists, ...(judged.length > 0 ? { judged: numbersOf(judged) } : {}) }
  return lists.outstanding.length > 0 || others.texts?.state === 'uncompared'
    ? [observe('cannot-check', 'no-duplicate-so-far', settled)]
    : [observe('pass', 'no-duplicate', settled)]
}

function comparedOf({ offices, texts }: OtherLists): ReasonFacts['no-duplicate'] {
  return {
    compared: offices.filter(({ arrived }) => arrived).map(({ short }) => short),
    outstanding: offices.filter(({ arrived }) => !arrived).map(({ short }) => short),
    ...(texts ? { texts: { state: texts.state, withoutText: texts.withoutText } } : {}),
  }
}

/**
 * F13. The same ID is the same person; the same name is for somebody to look at. People of other offices' applications are
 * never here, and it says so.
 */
export function checkOneApplication({ others: { principals } }: CheckInput): readonly Observation[] {
  if (!principals?.isEntered) return [observe('cannot-check', 'principal-not-entered', {})]
  const { alike, notCompared } = principals
  const numbersBy = (by: 'id' | 'name') => alike.filter((one) => one.by === by).map(({ number }) => number)
  const [ids, names] = [numbersBy('id'), numbersBy('name')]
  const observations: Observation[] = []
  if (ids.length > 0) observations.push(observe('fail', 'principal-again', { numbers: ids, notCompared }))
  if (names.length > 0) {
    observations.push(observe('cannot-check', 'principal-of-same-name', { numbers: names, notCompared }))
  }
  return observations.length > 0 ? observations : [observe('pass', 'principal-once', { notCompared })]
}

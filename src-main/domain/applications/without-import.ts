import type { Recorded } from '../../core/module.ts'
import type {
  applicantPeopleRecorded,
  applicationCompleted,
  applicationImported,
  applicationRevised,
  revisionWithdrawn,
} from './events.ts'
import { isMoneyKey, isTextKey, moneyKeys, textKeys } from './fields.ts'
import type { ApplicationPerson } from './person.ts'
import type { ApplicationContent } from './record.ts'
import { changedBetween, type RevisableField } from './revisable-fields.ts'
import { revisedBy } from './revise-content.ts'

type DataOf<Definition> = Definition extends { readonly data: { readonly _output: infer Data } }
  ? Data
  : never

/** What an application says without one list. */
export type WithoutImport = {
  readonly content: ApplicationContent
  /** Null when its persons stay as they are. */
  readonly people: readonly ApplicationPerson[] | null
}

/**
 * What an application would say if a list that changed it had never come: what people typed and what other lists said,
 * before and after, stays. Lists that were withdrawn earlier do not count either.
 */
export function withoutImport(history: readonly Recorded[], taken: string): WithoutImport | null {
  const gone = new Set([
    taken,
    ...history.flatMap(({ type, data }) =>
      type === 'RevisionWithdrawn' ? [(data as DataOf<typeof revisionWithdrawn>).import] : [],
    ),
  ])
  let content: ApplicationContent | null = null
  /** As the events have it, with what does not count. */
  let recorded: ApplicationContent | null = null
  let before: { readonly type: string; readonly import: string | null } = { type: '', import: null }
  const people: { readonly said: readonly ApplicationPerson[]; readonly import: string | null }[] = []
  let isUndone = false
  for (const { type, data } of history) {
    switch (type) {
      case 'ApplicationImported': {
        content = (data as DataOf<typeof applicationImported>).content
        recorded = content
        break
      }
      case 'ApplicationCompleted': {
        const next = (data as DataOf<typeof applicationCompleted>).content
        content = content && recorded && (content === recorded ? next : typedOver(content, recorded, next))
        recorded = next
        break
      }
      case 'ApplicationRevised': {
        const { import: source, content: next, changes } = data as DataOf<typeof applicationRevised>
        if (!gone.has(source)) {
          const fields = changes.map(({ field }) => field as RevisableField)
          content = content && (content === recorded ? next : revisedBy(content, next, fields))
        }
        recorded = next
        break
      }
      case 'RevisionWithdrawn': {
        recorded = (data as DataOf<typeof revisionWithdrawn>).content
        break
      }
      case 'ApplicantPeopleRecorded': {
        const said = (data as DataOf<typeof applicantPeopleRecorded>).people
        isUndone = before.type === 'RevisionWithdrawn'
        if (!isUndone)
          people.push({ said, import: before.type === 'ApplicationRevised' ? before.import : null })
        break
      }
    }
    before = { type, import: (data as { readonly import?: string }).import ?? null }
  }
  if (!content) return null
  const last = people.at(-1)
  const isOfTaken = last !== undefined && !isUndone && last.import === taken
  const rest = people.findLast((one) => one.import === null || !gone.has(one.import))
  return { content, people: isOfTaken ? (rest?.said ?? []) : null }
}

/** What a person typed between two contents, done to a third one. */
function typedOver(
  content: ApplicationContent,
  from: ApplicationContent,
  to: ApplicationContent,
): ApplicationContent {
  let next: ApplicationContent = { ...content, number: to.number }
  for (const field of changedBetween(from, to)) {
    if (isTextKey(field)) next = { ...next, [textKeys[field]]: to[textKeys[field]] }
    else if (isMoneyKey(field))
      next = { ...next, money: { ...next.money, [moneyKeys[field]]: to.money[moneyKeys[field]] } }
    else if (field === 'other') next = { ...next, other: to.other }
    // Whoever typed a list of organisations saw the whole of it.
    else next = { ...next, organisations: to.organisations }
  }
  return next
}

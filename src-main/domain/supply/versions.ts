import type { Recorded } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import type { applicationCompleted, applicationImported, documentAttached } from '../applications/events.ts'
import type { ApplicationContent } from '../applications/record.ts'
import { changedFields } from './changed-fields.ts'
import { type Supply, waitingNotice } from './read.ts'

/** A document as a version lists it. */
export type VersionDocument = { readonly document: Digest; readonly name: string; readonly size: number }

/** What an application said, and which documents lay with it, at a moment of its history. */
export type ApplicationState = {
  readonly content: ApplicationContent
  readonly documents: readonly VersionDocument[]
}

type Data<Definition extends { readonly data: { readonly _zod: { readonly output: unknown } } }> =
  Definition['data']['_zod']['output']

/** The state after the event `upTo` of the application's history; undefined when that event is not here. */
export function stateAt(history: readonly Recorded[], upTo: Digest): ApplicationState | undefined {
  const end = history.findIndex(({ id }) => id === upTo)
  return end < 0 ? undefined : stateAfter(history.slice(0, end + 1))
}

/** The state after all of these events; undefined as long as nothing was taken in. */
export function stateAfter(history: readonly Recorded[]): ApplicationState | undefined {
  let content: ApplicationContent | undefined
  const documents = new Map<Digest, VersionDocument>()
  for (const { type, data } of history) {
    switch (type) {
      case 'ApplicationImported':
        content = (data as Data<typeof applicationImported>).content as ApplicationContent
        break
      case 'ApplicationCompleted':
      case 'ApplicationRevised':
      case 'RevisionWithdrawn':
        content = (data as Data<typeof applicationCompleted>).content as ApplicationContent
        break
      case 'DocumentAttached': {
        const attached = data as Data<typeof documentAttached>
        documents.set(attached.document as Digest, { ...attached, document: attached.document as Digest })
        break
      }
      case 'DocumentDetached':
        documents.delete((data as { readonly document: Digest }).document)
        break
    }
  }
  return content && { content, documents: [...documents.values()] }
}

/** What the application was in a version: 0 is what was reviewed when the first notice went out. */
export function versionState(
  { notices, versions }: Pick<Supply, 'notices' | 'versions'>,
  history: readonly Recorded[],
  number: number,
): ApplicationState | undefined {
  if (number === 0) {
    const first = notices.at(-1)
    return first && stateAt(history, first.seen)
  }
  const version = versions.find((one) => one.number === number)
  const seen = version && stateAt(history, version.seen)
  if (!seen) return undefined
  const attached = version.documents.filter(
    ({ document }) => !seen.documents.some((one) => one.document === document),
  )
  return { ...seen, documents: [...seen.documents, ...attached] }
}

/** Differences between two states. */
export type StateChange = {
  /** Fields that say something else. */
  readonly fields: readonly string[]
  readonly added: readonly VersionDocument[]
  readonly removed: readonly VersionDocument[]
}

export function changeBetween(before: ApplicationState, after: ApplicationState): StateChange {
  const lacks = (documents: readonly VersionDocument[]) => {
    const known = new Set(documents.map(({ document }) => document))
    return ({ document }: VersionDocument) => !known.has(document)
  }
  return {
    fields: changedFields(before.content, after.content).flatMap(({ field, isChanged }) =>
      isChanged ? [field] : [],
    ),
    added: after.documents.filter(lacks(before.documents)),
    removed: before.documents.filter(lacks(after.documents)),
  }
}

/**
 * What was attached, removed or typed since the notice, or since the last version after it, and belongs to no version
 * yet; null when there is nothing, or no notice waits for material.
 */
export function notJoined(
  supply: Pick<Supply, 'review' | 'notices' | 'versions'>,
  history: readonly Recorded[],
): StateChange | null {
  const waiting = waitingNotice(supply)
  if (!waiting) return null
  const last = supply.versions.findLast(({ notice }) => notice === waiting.notice)
  const before = last ? versionState(supply, history, last.number) : stateAt(history, waiting.seen)
  const after = stateAfter(history)
  if (!before || !after) return null
  const change = changeBetween(before, after)
  return change.fields.length + change.added.length + change.removed.length > 0 ? change : null
}

import { type Evidence, type Observation, observe } from '../finding.ts'
import { type CheckInput, type ReviewedDocument, textsOf } from '../review-input.ts'

/**
 * F02. A document that cannot be opened is a fault. A kind that nobody has marked is missing only when every page of every
 * document has been marked as something: before that the scan may contain it.
 */
export function checkAttachments({ documents, rule }: CheckInput): readonly Observation[] {
  if (documents.length === 0) return [observe('cannot-check', 'no-documents', {})]
  const states = [...stateObservations(documents), ...documents.flatMap(marksBeyondPages)]
  return [...states, observeKinds(documents, textsOf(rule, 'kinds'))]
}

/** F22, where a guide asks for a letter before the recommendation that comes later [A13]. */
export function checkRecommendation({ documents }: CheckInput): readonly Observation[] {
  return [observeKinds(documents, ['推荐函'])]
}

/** Whether pages of all these kinds are marked; missing only when nothing is left that could be one of them. */
export function observeKinds(
  documents: readonly ReviewedDocument[],
  kinds: readonly string[],
  missing: 'fail' | 'hint' = 'fail',
): Observation {
  if (documents.length === 0) return observe('cannot-check', 'no-documents', {})
  const marked = new Set<string>(documents.flatMap(({ document }) => document.marks.map(({ kind }) => kind)))
  const unmarked = kinds.filter((kind) => !marked.has(kind))
  if (unmarked.length === 0) return observe('pass', 'kinds-present', { kinds })
  return documents.every(isMarkedThroughout)
    ? observe(missing, 'kinds-missing', { kinds: unmarked })
    : observe('cannot-check', 'kinds-not-marked', { kinds: unmarked })
}

/** Where pages of these kinds begin, in the order of the kinds. */
export function pagesOf(
  documents: readonly ReviewedDocument[],
  kinds: readonly string[],
): readonly Evidence[] {
  return kinds.flatMap((kind) =>
    documents.flatMap(({ document }) =>
      document.marks
        .filter((mark) => mark.kind === kind)
        .map(({ from }) => ({ document: document.document, page: from })),
    ),
  )
}

function stateObservations(documents: readonly ReviewedDocument[]): Observation[] {
  const observations: Observation[] = []
  const tell = (
    verdict: 'fail' | 'cannot-check',
    code:
      | 'documents-not-here'
      | 'documents-not-looked-into'
      | 'documents-damaged'
      | 'documents-encrypted'
      | 'documents-without-pages',
    found: readonly ReviewedDocument[],
  ) => {
    if (found.length === 0) return
    const evidence = found.map(({ document }) => ({ document: document.document, page: 1 }))
    observations.push(observe(verdict, code, { count: found.length }, ...evidence))
  }
  const inState = (state: string) => documents.filter(({ facts }) => facts?.state === state)
  tell(
    'cannot-check',
    'documents-not-here',
    documents.filter(({ facts }) => facts === null),
  )
  tell('cannot-check', 'documents-not-looked-into', inState('not-checked'))
  tell('fail', 'documents-damaged', inState('damaged'))
  tell('fail', 'documents-encrypted', inState('encrypted'))
  tell(
    'fail',
    'documents-without-pages',
    inState('ok').filter(({ facts }) => facts?.pages === 0 || facts?.size === 0),
  )
  return observations
}

function marksBeyondPages({ document, facts }: ReviewedDocument): Observation[] {
  const pages = facts?.state === 'ok' ? facts.pages : null
  if (!pages) return []
  return document.marks
    .filter(({ to }) => to > pages)
    .map(({ kind, from, to }) => {
      const place = { document: document.document, page: pages }
      return observe('fail', 'mark-beyond-pages', { kind, from, to, pages }, place)
    })
}

/** True when every page was marked as something: what is not marked then is not there. */
export function isMarkedThroughout({ document, facts }: ReviewedDocument): boolean {
  if (facts?.state !== 'ok') return false
  const isMarked = (page: number) => document.marks.some(({ from, to }) => from <= page && page <= to)
  return Array.from({ length: facts.pages ?? 1 }, (_, i) => i + 1).every(isMarked)
}

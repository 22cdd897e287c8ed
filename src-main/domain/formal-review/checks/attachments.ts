import { type Observation, observe } from '../finding.ts'
import type { CheckInput, ReviewedDocument } from '../review-input.ts'

/**
 * F02. A document that cannot be opened is a fault. A kind that nobody has marked is missing only when every page of every
 * document has been marked as something: before that the scan may contain it.
 */
export function checkAttachments({ documents, rule }: CheckInput): readonly Observation[] {
  const required = rule.parameters.kinds as readonly string[]
  if (documents.length === 0) return [observe('cannot-check', 'no-documents', {})]
  const marked = new Set<string>(documents.flatMap(({ document }) => document.marks.map(({ kind }) => kind)))
  const unmarked = required.filter((kind) => !marked.has(kind))
  const observations = [...stateObservations(documents), ...documents.flatMap(marksBeyondPages)]
  if (unmarked.length === 0) observations.push(observe('pass', 'kinds-present', { kinds: required }))
  else if (documents.every(isMarkedThroughout))
    observations.push(observe('fail', 'kinds-missing', { kinds: unmarked }))
  else observations.push(observe('cannot-check', 'kinds-not-marked', { kinds: unmarked }))
  return observations
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

function isMarkedThroughout({ document, facts }: ReviewedDocument): boolean {
  if (facts?.state !== 'ok') return false
  const isMarked = (page: number) => document.marks.some(({ from, to }) => from <= page && page <= to)
  return Array.from({ length: facts.pages ?? 1 }, (_, i) => i + 1).every(isMarked)
}

import type { DocumentFacts } from '../../../core/ports/documents.ts'
import type { ApplicationField } from '../../applications/fields.ts'
import type { ApplicationContent } from '../../applications/record.ts'
import { isOpenSecrecy } from '../../applications/secrecy-level.ts'
import { secrecyMarksIn } from '../../applications/secrecy-marks.ts'
import { type Observation, observe } from '../finding.ts'
import type { CheckInput } from '../review-input.ts'

/** F24. Marks, not words. Pages without machine-readable text are for a person: 扫描件，机器未读文字. */
export function checkSecrecy({ application, documents }: CheckInput): readonly Observation[] {
  const observations: Observation[] = []
  const fields = markedFields(application)
  if (fields.length > 0) {
    observations.push(observe('fail', 'marks-in-fields', { fields }, ...fields.map((field) => ({ field }))))
  }
  const marks = documents.flatMap(({ document, facts }) =>
    (facts?.secrecyMarks ?? []).map(({ page }) => ({ document: document.document, page })),
  )
  if (marks.length > 0)
    observations.push(observe('fail', 'marks-in-documents', { pages: marks.length }, ...marks))
  if (documents.length === 0) observations.push(observe('cannot-check', 'no-documents', {}))
  const closed = documents.filter(({ facts }) => !isRead(facts))
  if (closed.length > 0) {
    const places = closed.map(({ document }) => ({ document: document.document, page: 1 }))
    observations.push(
      observe('cannot-check', 'documents-not-looked-into', { count: closed.length }, ...places),
    )
  }
  const scans = documents.flatMap(({ document, facts }) => {
    if (facts?.state !== 'ok' || facts.pages === null) return []
    const read = Array.from({ length: Math.min(facts.pages, facts.pagesRead) }, (_, i) => i + 1)
    return read
      .filter((page) => !facts.textPages.includes(page))
      .map((page) => ({ document: document.document, page }))
  })
  if (scans.length > 0) {
    observations.push(
      observe('cannot-check', 'pages-are-scans', { pages: scans.length }, ...scans.slice(0, 20)),
    )
  }
  const beyond = documents.flatMap(({ document, facts }) => {
    const pages = facts?.state === 'ok' ? (facts.pages ?? 0) - facts.pagesRead : 0
    return pages > 0 ? [{ pages, place: { document: document.document, page: facts!.pagesRead + 1 } }] : []
  })
  if (beyond.length > 0) {
    const pages = beyond.reduce((sum, one) => sum + one.pages, 0)
    observations.push(
      observe('cannot-check', 'pages-not-read', { pages }, ...beyond.map(({ place }) => place)),
    )
  }
  const pages = documents.reduce((sum, { facts }) => sum + (facts?.pages ?? 0), 0)
  return [...observations, observe('pass', 'no-secrecy-marks', { documents: documents.length, pages })]
}

/** A text without pages (DOCX) is read as a whole. */
function isRead(facts: DocumentFacts | null): boolean {
  return facts?.state === 'ok' && (facts.pages !== null || facts.textPages.length > 0)
}

function markedFields(content: ApplicationContent): readonly ApplicationField[] {
  const fields: ApplicationField[] = []
  if (content.secrecy !== null && !isOpenSecrecy(content.secrecy)) fields.push('secrecy')
  const texts = {
    title: content.title,
    task: content.task,
    indicators: content.indicators,
    summary: content.summary,
  }
  for (const [field, text] of Object.entries(texts) as [keyof typeof texts, string | null][]) {
    if (text !== null && secrecyMarksIn(text).length > 0) fields.push(field)
  }
  if (Object.values(content.other).some((text) => secrecyMarksIn(text).length > 0)) fields.push('other')
  return fields
}

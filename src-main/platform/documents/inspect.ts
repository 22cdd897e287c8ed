import { type FileHandle, open } from 'node:fs/promises'
import { fromFdPromise } from 'yauzl'
import type { DocumentFacts, DocumentText } from '../../core/ports/documents.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result } from '../../core/result.ts'
import { recognise } from '../file-kind.ts'
import { docxText } from './docx-text.ts'
import type { Inspected, InspectInput } from './jobs.ts'
import { pdfFacts } from './pdf-facts.ts'

const headSize = 65_536
const entriesLooked = 2_000

/** What the domain reads out of texts; it is handed in, because it is not the platform's to know. */
export type TextReaders = {
  readonly secrecyMarksIn: (text: string) => readonly string[]
  readonly fingerprintOf: (texts: readonly string[]) => NonNullable<DocumentFacts['fingerprint']>
}

/**
 * Looks into a stored document: what it is by its first bytes, and, for a PDF or DOCX, its machine-readable text, the marks
 * of secrecy in it, and a sample of it to compare with others.
 */
export function inspectDocumentWith({ secrecyMarksIn, fingerprintOf }: TextReaders) {
  return async ({ path, digest, cmaps }: InspectInput, job: Job): Promise<Result<Inspected>> => {
    const handle = await open(path, 'r')
    try {
      const { size } = await handle.stat()
      const head = Buffer.alloc(Math.min(headSize, size))
      await handle.read(head, 0, head.length, 0)
      const facts = factsOfOther(digest, size)
      const nothing: DocumentText = { unit: 'page', parts: [] }
      const withText = (about: Partial<DocumentFacts>, text: DocumentText): Result<Inspected> => {
        const fingerprint = fingerprintOf(text.parts.map((part) => part.text))
        return ok({ facts: { ...facts, ...about, fingerprint }, text })
      }
      switch (recognise(head)) {
        case 'pdf': {
          const pdf = await pdfFacts({ handle, size }, { cmaps }, job)
          const about = {
            kind: 'pdf' as const,
            state: pdf.state,
            pages: pdf.pages,
            pagesRead: pdf.pagesRead,
            textPages: pdf.texts.map(({ page }) => page),
            secrecyMarks: pdf.texts.flatMap(({ page, text }) =>
              secrecyMarksIn(text).map((mark) => ({ page, text: mark })),
            ),
          }
          const parts = pdf.texts.map(({ page, text }) => ({ place: page, text }))
          return withText(about, { unit: 'page', parts })
        }
        case 'zip': {
          const kind = await kindOfZip(handle)
          const docx = kind === 'docx' ? await docxText(handle, job) : null
          if (!docx) return withText({ kind }, nothing)
          const parts = docx.paragraphs
            .map((text, i) => ({ place: i + 1, text }))
            .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
          const whole = [...docx.margins, ...docx.paragraphs].join('\n')
          const about = {
            kind,
            state: 'ok' as const,
            pagesRead: 1,
            textPages: parts.length > 0 ? [1] : [],
            secrecyMarks: secrecyMarksIn(whole).map((mark) => ({ page: 1, text: mark })),
          }
          return withText(about, { unit: 'paragraph', parts })
        }
        case 'encrypted-office':
          return withText({ state: 'encrypted' }, nothing)
        case 'image':
          return withText({ kind: 'image' }, nothing)
        default:
          return withText({}, nothing)
      }
    } finally {
      await handle.close()
    }
  }
}

function factsOfOther(digest: DocumentFacts['digest'], size: number): DocumentFacts {
  return {
    digest,
    size,
    kind: 'other',
    pages: null,
    pagesRead: 0,
    state: 'not-checked',
    textPages: [],
    secrecyMarks: [],
  }
}

async function kindOfZip(handle: FileHandle): Promise<DocumentFacts['kind']> {
  try {
    const zip = await fromFdPromise(handle.fd, { autoClose: false })
    let looked = 0
    for await (const { fileName } of zip.eachEntry()) {
      if (fileName.startsWith('word/')) return 'docx'
      if (fileName.startsWith('xl/')) return 'xlsx'
      if (++looked >= entriesLooked) break
    }
  } catch {
    // A damaged ZIP is no document of a kind we know; nothing else is claimed about it.
  }
  return 'other'
}

import { type FileHandle, open } from 'node:fs/promises'
import { fromFdPromise } from 'yauzl'
import type { DocumentFacts } from '../../core/ports/documents.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result } from '../../core/result.ts'
import { recognise } from '../file-kind.ts'
import type { InspectInput } from './jobs.ts'
import { pdfFacts } from './pdf-facts.ts'

const headSize = 65_536
const entriesLooked = 2_000

/**
 * Looks into a stored document: what it is by its first bytes, and, for a PDF, its pages, its machine-readable text and
 * the marks of secrecy in it as `marksIn` finds them.
 */
export function inspectDocumentWith(marksIn: (text: string) => readonly string[]) {
  return async ({ path, digest, cmaps }: InspectInput, job: Job): Promise<Result<DocumentFacts>> => {
    const handle = await open(path, 'r')
    try {
      const { size } = await handle.stat()
      const head = Buffer.alloc(Math.min(headSize, size))
      await handle.read(head, 0, head.length, 0)
      const facts = factsOfOther(digest, size)
      switch (recognise(head)) {
        case 'pdf': {
          const pdf = await pdfFacts({ handle, size }, { cmaps }, job)
          return ok({
            ...facts,
            kind: 'pdf',
            state: pdf.state,
            pages: pdf.pages,
            pagesRead: pdf.pagesRead,
            textPages: pdf.texts.map(({ page }) => page),
            secrecyMarks: pdf.texts.flatMap(({ page, text }) =>
              marksIn(text).map((mark) => ({ page, text: mark })),
            ),
          })
        }
        case 'zip':
          return ok({ ...facts, kind: await kindOfZip(handle) })
        case 'encrypted-office':
          return ok({ ...facts, state: 'encrypted' })
        case 'image':
          return ok({ ...facts, kind: 'image' })
        default:
          return ok(facts)
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

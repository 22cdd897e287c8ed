import { statSync } from 'node:fs'
import type { Dossiers } from '../../core/ports/dossiers.ts'
import type { Digest } from '../../core/suite.ts'
import { documentPath } from '../documents/store.ts'
import type { RunJob } from '../run-job.ts'
import { bindDossierJob, lookForBindingJob } from './jobs.ts'

/** Dossiers bound in a worker out of the store of documents in `folder`. */
export function createDossiers({
  folder,
  runJob,
}: {
  readonly folder: string
  readonly runJob: RunJob
}): Dossiers {
  const pathOf = (document: Digest) => {
    const path = documentPath(folder, document)
    return path !== null && statSync(path, { throwIfNoEntry: false })?.isFile() ? path : null
  }
  return {
    async pagesOf(pdf) {
      return (await (await import('./sheets.ts')).load(pdf)).getPageCount()
    },
    async look(documents, job) {
      const looked = await runJob(lookForBindingJob, { paths: documents.map(pathOf) }, job)
      if (looked.ok) return looked.value
      if (looked.error.code !== 'jobs/out-of-memory')
        throw new Error(`looking was refused: ${looked.error.code}`)
      return documents.map(() => ({ pages: null, because: 'too-large' }))
    },
    bind({ title, parts }, job) {
      const found = parts.map((part) => ('pdf' in part ? part : { path: pathOf(part.document) ?? '' }))
      return runJob(bindDossierJob, { title, parts: found }, job)
    },
  }
}

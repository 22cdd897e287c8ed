import { copyDocumentJob, inspectDocumentJob } from '../platform/documents/jobs.ts'
import { tableWorkJob, writeTableJob } from '../platform/tables/jobs.ts'
import { checkBundleJob, exportBundleJob } from './bundles/names.ts'
import { serve, serveJobs } from './serve.ts'

// The entry of the worker threads: one line for each kind of slow work.
serveJobs([
  serve(tableWorkJob, async () => (await import('./table-work.ts')).runTableWork),
  serve(copyDocumentJob, async () => (await import('../platform/documents/copy.ts')).copyDocument),
  serve(inspectDocumentJob, async () => {
    const { inspectDocumentWith } = await import('../platform/documents/inspect.ts')
    const { secrecyMarksIn } = await import('../domain/applications/secrecy-marks.ts')
    return inspectDocumentWith(secrecyMarksIn)
  }),
  serve(exportBundleJob, async () => (await import('./bundles/export.ts')).exportBundle),
  serve(checkBundleJob, async () => (await import('./bundles/check.ts')).checkBundleFor),
  serve(writeTableJob, async () => (await import('../platform/tables/write.ts')).writeTable),
])

import { copyDocumentJob, inspectDocumentJob } from '../platform/documents/jobs.ts'
import { bindDossierJob, lookForBindingJob } from '../platform/dossiers/jobs.ts'
import { returnTableJob, tableWorkJob, writeTableJob } from '../platform/tables/jobs.ts'
import { prepareRestoreJob, writeBackupJob } from './backups/names.ts'
import { checkBundleJob, exportBundleJob } from './bundles/names.ts'
import { readDeskJob } from './readings/names.ts'
import { serve, serveJobs } from './serve.ts'
import { executeStagedJob, readStagedJob } from './staged/names.ts'
import { verifyDeskJob } from './verify/names.ts'

// The entry of the worker threads: one line for each kind of slow work.
serveJobs([
  serve(tableWorkJob, async () => (await import('./table-work.ts')).runTableWork),
  serve(copyDocumentJob, async () => (await import('../platform/documents/copy.ts')).copyDocument),
  serve(inspectDocumentJob, async () => {
    const { inspectDocumentWith } = await import('../platform/documents/inspect.ts')
    const { secrecyMarksIn } = await import('../domain/applications/secrecy-marks.ts')
    const { sampleOf } = await import('../domain/duplicates/fingerprint.ts')
    return inspectDocumentWith({ secrecyMarksIn, fingerprintOf: sampleOf })
  }),
  serve(exportBundleJob, async () => {
    await knownAnswers()
    return (await import('./bundles/export.ts')).exportBundle
  }),
  serve(checkBundleJob, async () => {
    await knownAnswers()
    return (await import('./bundles/check.ts')).checkBundleFor
  }),
  serve(writeBackupJob, async () => {
    await knownAnswers()
    return (await import('../platform/backup/write.ts')).writeBackup
  }),
  serve(prepareRestoreJob, async () => {
    await knownAnswers()
    return (await import('../platform/backup/prepare.ts')).prepareRestore
  }),
  serve(verifyDeskJob, async () => {
    await knownAnswers()
    return (await import('./verify/run.ts')).verifyDesk
  }),
  serve(executeStagedJob, async () => {
    await knownAnswers()
    return (await import('./staged/run.ts')).executeStaged
  }),
  serve(readDeskJob, async () => (await import('./readings/run.ts')).readDesk),
  serve(readStagedJob, async () => (await import('./staged/read.ts')).readStaged),
  serve(returnTableJob, async () => {
    const { returnTable } = await import('../platform/tables/return.ts')
    const { secrecyMarksIn } = await import('../domain/applications/secrecy-marks.ts')
    return (wanted, job) => returnTable(wanted, (text) => secrecyMarksIn(text).length > 0, job)
  }),
  serve(lookForBindingJob, async () => (await import('../platform/dossiers/bind.ts')).lookForBinding),
  serve(bindDossierJob, async () => (await import('../platform/dossiers/bind.ts')).bindDossier),
  serve(writeTableJob, async () => (await import('../platform/tables/write.ts')).writeTable),
])

/** Jobs that sign and verify begin as the backend does: a worker has its own copy of everything that computes. */
async function knownAnswers(): Promise<void> {
  await (await import('../platform/self-test.ts')).selfTest()
}

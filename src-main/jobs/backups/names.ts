import type { Prepared, PrepareInput } from '../../platform/backup/prepare.ts'
import type { BackupInput, BackupMade } from '../../platform/backup/write.ts'
import type { JobName } from '../../platform/run-job.ts'

export const writeBackupJob: JobName<BackupInput, BackupMade> = 'backups/write'
export const prepareRestoreJob: JobName<PrepareInput, Prepared> = 'backups/prepare'

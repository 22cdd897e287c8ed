import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Ports } from '../../core/ports.ts'
import type { Result } from '../../core/result.ts'
import { createPool } from '../../jobs/pool.ts'
import { createDocuments } from '../../platform/documents/create-documents.ts'
import { createDossiers } from '../../platform/dossiers/create-dossiers.ts'
import { createPapers, type FontFiles } from '../../platform/papers/create-papers.ts'
import { createTables } from '../../platform/tables/create-tables.ts'
import type { DailyKeys } from '../../platform/vault.ts'
import type { Desk } from './desk.ts'
import { createEnrolment } from './devices/enrolment-port.ts'
import { createBundles } from './exchange/bundles-port.ts'
import type { FileTokens } from './files.ts'
import type { BackendOptions } from './index.ts'
import { createInspection, type Inspection } from './inspection.ts'
import { createReadings } from './readings.ts'
import { createBackups } from './recovery/backup.ts'
import { createSuccession } from './recovery/succeed.ts'
import { openStaging } from './staging.ts'
import { openVault } from './vault-port.ts'
import { createVerifications } from './verification.ts'

/** Faces for papers, read whenever one is made: together they take 40 MB that nobody needs meanwhile. */
async function fontsIn(folder: string): Promise<FontFiles> {
  const face = (name: string) => readFile(path.join(folder, name))
  const [regular, bold] = await Promise.all([
    face('noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
    face('noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
  ])
  return { regular, bold, rare: () => face('noto-serif-hk/400Regular/NotoSerifHK_400Regular.ttf') }
}

/** Makes what tasks get from the platform: one pool of workers for the backend, the rest per login. */
export function createPortsFor(
  options: BackendOptions,
  files: FileTokens,
  desks: { close(root: string): Promise<void>; reopen(desk: Desk): Promise<Result<unknown>> },
) {
  const pool = createPool({ worker: options.workerUrl })
  const { runJob } = pool
  const verifications = createVerifications(options, runJob)
  const inspections = new WeakMap<Desk, Inspection>()

  function portsOf(desk: Desk, keys: DailyKeys): Ports {
    const staging = openStaging(desk.folder.staging)
    const documents = createDocuments({
      folder: desk.folder.documents,
      runJob,
      pathOf: files.pathOf,
      cmaps: options.cmaps,
    })
    const inspection = inspections.get(desk) ?? createInspection(desk, documents)
    inspections.set(desk, inspection)
    return {
      files,
      tables: createTables({ runJob, pathOf: files.pathOf, staging: desk.folder.staging }),
      documents: { ...documents, lookLater: inspection.lookLater },
      staging,
      drafts: desk.drafts,
      vault: openVault(desk, keys, options.cost),
      papers: createPapers({ fonts: () => fontsIn(options.fonts) }),
      dossiers: createDossiers({ folder: desk.folder.documents, runJob }),
      bundles: createBundles({
        desk,
        keys,
        files,
        staging: openStaging(desk.folder.staging, '.bundle'),
        runJob,
      }),
      enrolment: createEnrolment({ desk, keys, files }),
      readings: createReadings(desk, runJob),
      integrity: verifications.of(desk),
      backups: createBackups({ desk, keys, files, runJob, program: options.program }),
      succession: createSuccession({ ...options, ...desks, desk, keys }),
    }
  }

  return {
    of(desk: Desk, keys: DailyKeys): Ports {
      verifications.of(desk).begin()
      const ports = portsOf(desk, keys)
      inspections.get(desk)!.catchUp()
      return ports
    },
    /** For a desk that is being made: nobody is logged in, nothing runs by itself. */
    unattended: portsOf,
    /** What can be read of a desk that cannot be opened. */
    examine: verifications.examine,
    runJob,
    close: pool.close,
  }
}

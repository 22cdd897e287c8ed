import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Papers, Ports } from '../../core/ports.ts'
import { createPool } from '../../jobs/pool.ts'
import { createDocuments } from '../../platform/documents/create-documents.ts'
import { createPapers } from '../../platform/papers/create-papers.ts'
import { createTables } from '../../platform/tables/create-tables.ts'
import type { DailyKeys } from '../../platform/vault.ts'
import { createBundles } from './bundles-port.ts'
import type { Desk } from './desk.ts'
import type { FileTokens } from './files.ts'
import type { BackendOptions } from './index.ts'
import { openStaging } from './staging.ts'
import { openVault } from './vault-port.ts'

/** Read when the first paper is made: the two faces are 20 MB. */
async function papersWith(folder: string): Promise<Papers> {
  const face = (name: string) => readFile(path.join(folder, name, `NotoSerifSC_${name}.ttf`))
  const [regular, bold] = await Promise.all([face('400Regular'), face('700Bold')])
  return createPapers({ fonts: { regular, bold } })
}

/** Makes what tasks get from the platform: one pool of workers for the backend, the rest per login. */
export function createPortsFor(options: BackendOptions, files: FileTokens) {
  const pool = createPool({ worker: options.workerUrl })
  const { runJob } = pool
  return {
    of(desk: Desk, keys: DailyKeys): Ports {
      const staging = openStaging(desk.folder.staging)
      return {
        files,
        tables: createTables({ runJob, pathOf: files.pathOf, staging: desk.folder.staging }),
        documents: createDocuments({
          folder: desk.folder.documents,
          runJob,
          pathOf: files.pathOf,
          cmaps: options.cmaps,
        }),
        staging,
        vault: openVault(desk, keys, options.cost),
        papers: { pdf: async (paper) => (await papersWith(options.fonts)).pdf(paper) },
        bundles: createBundles({ desk, keys, files, staging, runJob }),
      }
    },
    close: pool.close,
  }
}

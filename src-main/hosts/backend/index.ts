import { ok, type Result } from '../../core/result.ts'
import { modules } from '../../domain/index.ts'
import { type DeskFolder, listDesks } from '../../platform/home.ts'
import { selfTest } from '../../platform/suites/ed25519-sha256.ts'
import type { Backend } from '../rpc/session.ts'
import { createDesk } from './create.ts'
import { type Desk, openDesk } from './desk.ts'
import { entry } from './entry.ts'
import { openFileTokens } from './files.ts'
import { createPortsFor } from './ports.ts'
import { openSession } from './session.ts'

export type BackendOptions = {
  /** Data folder: one folder below it per institution and environment. */
  readonly home: string
  /** Folder of the .sql files. */
  readonly migrations: string
  /** Entry of the job worker: a TypeScript source or the built file. */
  readonly workerUrl: URL
  /** Folder of the CMaps of pdf.js. */
  readonly cmaps: string
  /** Folder of the fonts that papers embed. */
  readonly fonts: string
  /** Version of the program, as it stands in genesis events. */
  readonly program: string
  /** scrypt's N; only tests take less. */
  readonly cost?: number
}

/** Every call of the program, those before the login included. */
export const calls = { entry, ...modules } as const
export type Calls = typeof calls

/** Known answers of every primitive first, then the backend: opens desks on demand, one session per window. The same in every host. */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  await selfTest()
  const desks = new Map<string, Promise<Result<Desk>>>()
  const files = openFileTokens()
  const ports = createPortsFor(options, files)

  async function open(root: string): Promise<Result<Desk>> {
    const known = desks.get(root)
    if (known) return known
    const folder = listDesks(options.home).find((one) => one.root === root)
    if (!folder) throw new Error('no such desk')
    const opening = openDesk(folder, options.migrations)
    desks.set(root, opening)
    const opened = await opening
    if (!opened.ok) desks.delete(root)
    return opened
  }

  const door = {
    desks: (): readonly DeskFolder[] => listDesks(options.home),
    open,
    async create(input: Parameters<typeof createDesk>[1]) {
      const made = await createDesk(options.home, input, options)
      if (!made.ok) return made
      const desk = await open(made.value.folder.root)
      return desk.ok ? ok({ desk: desk.value, person: made.value.person }) : desk
    },
  }

  return {
    modules: calls,
    openSession: () => openSession({ door, portsOf: ports.of }),
    fileTokens: { grant: files.grant },
    async close() {
      await ports.close()
      for (const opening of desks.values()) {
        const opened = await opening
        if (opened.ok) opened.value.close()
      }
      desks.clear()
    },
  }
}

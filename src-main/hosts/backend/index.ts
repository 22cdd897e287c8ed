import type { World } from '../../core/log.ts'
import { ok, type Result } from '../../core/result.ts'
import { modules } from '../../domain/index.ts'
import { type DeskFolder, listDesks } from '../../platform/home.ts'
import { readMachineId } from '../../platform/machine.ts'
import { selfTest } from '../../platform/self-test.ts'
import type { DailyKeys } from '../../platform/vault.ts'
import { createDemo, finishDemo, materialsOf } from '../demo/prepare.ts'
import type { Backend } from '../rpc/session.ts'
import { unwatched } from '../unwatched.ts'
import { createDesk, sweepPrepared } from './create.ts'
import { type Desk, openDesk } from './desk.ts'
import { createJoin } from './devices/join.ts'
import { entry } from './entry.ts'
import { noteWhatOthersSay } from './exchange/own-chain.ts'
import { openFileTokens, usualPlaces } from './files.ts'
import { createPortsFor } from './ports.ts'
import { createDailyBackups } from './recovery/backup.ts'
import { resetWithSheet } from './recovery/forgotten.ts'
import { createRestores } from './recovery/restore.ts'
import { finishRestores } from './recovery/restore-finish.ts'
import { openSession } from './session.ts'
import { createStagedCommands } from './staged-commands.ts'

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
  /** Where this system user remembers how far each desk came; never inside of `home`. */
  readonly witness: string
  /** What tells this machine from others; without it the machine is asked. */
  readonly machine?: string | null
  /** Milliseconds after the first login until the whole log is checked in the background; null: never by itself. */
  readonly verifyAfter?: number | null
  /** scrypt's N; only tests, and desks that everybody may enter, take less. */
  readonly cost?: number
  /** Clock and chance; those of this machine when not given. */
  readonly world?: World
}

/** Every call of the program, those before the login included. */
export const calls = { entry, ...modules } as const
export type Calls = typeof calls

/** Known answers of every primitive first, then the backend: opens desks on demand, one session per window. The same in every host. */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  await selfTest()
  const desks = new Map<string, Promise<Result<Desk>>>()
  // The materials first: they are there for whoever is just beginning.
  const files = openFileTokens([materialsOf(options.home), ...usualPlaces()])
  const ports = createPortsFor(options, files, { close: closeDesk, reopen })
  const { runJob } = ports
  const staged = createStagedCommands(runJob)
  const daily = createDailyBackups({ runJob, program: options.program })
  const restores = createRestores({ ...options, files, runJob, close: closeDesk })
  const join = createJoin({ ...options, files, portsOf: ports.unattended })
  /** How everybody who is logged in at a desk is logged out. */
  const leaving = new Map<Desk, Set<() => void>>()
  finishRestores(options.home)
  sweepPrepared(options.home)
  finishDemo(options.home, options.witness)

  async function open(root: string): Promise<Result<Desk>> {
    const known = desks.get(root)
    if (known) return known
    const folder = listDesks(options.home).find((one) => one.root === root)
    if (!folder) throw new Error('no such desk')
    const machine = options.machine === undefined ? readMachineId() : options.machine
    const opening = Promise.resolve(machine).then((machine) => openDesk(folder, { ...options, machine }))
    desks.set(root, opening)
    let opened: Result<Desk> | null = null
    try {
      opened = await opening
    } finally {
      // Whatever was in the way may be gone the next time.
      if (!opened?.ok) desks.delete(root)
    }
    if (opened.ok) noteWhatOthersSay(opened.value)
    return opened
  }

  /** Ends every login at a desk and lets go of its files; nothing happens when it is not open here. */
  async function closeDesk(root: string): Promise<void> {
    const opened = await desks.get(root)
    desks.delete(root)
    if (!opened?.ok) return
    for (const leave of [...(leaving.get(opened.value) ?? [])]) leave()
    await staged.settled(opened.value)
    opened.value.close()
  }

  async function reopen({ folder }: Desk): Promise<Result<Desk>> {
    await closeDesk(folder.root)
    return open(folder.root)
  }

  const door = {
    desks: (): readonly DeskFolder[] => listDesks(options.home),
    open,
    examine: (folder: DeskFolder) => ports.examine(folder, unwatched),
    async create(input: Parameters<typeof createDesk>[1]) {
      const made = await createDesk(options.home, input, options)
      if (!made.ok) return made
      const desk = await open(made.value.folder.root)
      return desk.ok ? ok({ desk: desk.value, person: made.value.person }) : desk
    },
    entered(desk: Desk, keys: DailyKeys, leave: () => void) {
      const present = leaving.get(desk) ?? new Set()
      leaving.set(desk, present.add(leave))
      const hasLeft = daily.entered(desk, keys)
      return () => {
        hasLeft()
        present.delete(leave)
        if (present.size === 0) leaving.delete(desk)
      }
    },
    restores,
    join,
    demo: createDemo({ ...options, open: openBackend }),
    resetWithSheet: (desk: Desk, request: Parameters<typeof resetWithSheet>[1]) =>
      resetWithSheet(desk, request, options.cost),
    browse: files.browse,
  }

  return {
    modules: calls,
    openSession: () => openSession({ door, portsOf: ports.of, staged }),
    fileTokens: { grant: files.grant },
    async close() {
      daily.close()
      await ports.close()
      const openings = [...desks.values()]
      // At once: whoever closes again meanwhile finds none to close twice.
      desks.clear()
      for (const opening of openings) {
        const opened = await opening
        if (opened.ok) opened.value.close()
      }
    },
  }
}

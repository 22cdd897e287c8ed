import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { AbortSignalLike, Progress } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { founding } from '../../domain/offices/rules.ts'
import { readAnchor } from '../../platform/anchor.ts'
import { syncFolder } from '../../platform/disk.ts'
import { deskFolder, prepareHome } from '../../platform/home.ts'
import { openWitness } from '../../platform/witness.ts'
import { isRunning } from '../backend/create.ts'
import { world } from '../backend/desk.ts'
import type { BackendOptions, Calls } from '../backend/index.ts'
import { clientOf } from '../rpc/in-process.ts'
import type { Backend } from '../rpc/session.ts'
import { createDemoClock } from './clock.ts'
import type { FirstDay } from './first-day.ts'
import { materialsFolder } from './materials.ts'
import { DemoRefused, demoPassword, done } from './office.ts'
import { tell } from './story.ts'

/** What is known of the demonstration in a data folder. */
export type Demo = {
  /** Keys of its desks. */
  readonly desks: readonly string[]
  /** Of everybody at these desks. */
  readonly password: string
  /** Where the guided first day takes place, and for whom. */
  readonly start: { readonly desk: string; readonly person: string }
  readonly preparedAt: string
  readonly firstDay: FirstDay
}

type Job = { readonly signal: AbortSignalLike; progress(progress: Progress): void }

export type PrepareOptions = Pick<
  BackendOptions,
  'home' | 'migrations' | 'workerUrl' | 'cmaps' | 'fonts' | 'program' | 'witness' | 'machine'
> & { readonly open: (options: BackendOptions) => Promise<Backend> }

const codes = founding.map(({ code }) => code)
const factsFile = 'demo.json'
const unfinished = /^\.demo-(\d+)$/
const whole = '.demo-whole'
/** Stands in the staging folder as long as the backups' folder goes away with it. */
const newBackups = 'backups-are-new'
/** How often {@link tell} reports: once a step, and once a document. */
const steps = 29
/** Everybody may know the passwords: making them dear would only make the person wait. */
const cost = 2 ** 12

/** Where the desks of a demonstration back themselves up: beside the data folder, never in it. */
export function backupsOf(home: string): string {
  return path.join(`${home}-backups`, '演练备份')
}

/** The demonstration in this data folder, or null. */
export function readDemo(home: string): Demo | null {
  const file = path.join(home, factsFile)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Demo) : null
}

/** The folder with everything the first day needs. */
export function materialsOf(home: string): string {
  return path.join(home, materialsFolder)
}

/** True when none of the five 演练 desks is in this data folder. */
function hasRoom(home: string): boolean {
  return codes.every((code) => !existsSync(deskFolder(home, code, '演练').root))
}

/** The demonstration as the calls before the login see it; one is made at a time. */
export function createDemo(options: PrepareOptions): {
  read(): Demo | null
  hasRoom(): boolean
  prepare(job: Job): Promise<Result<null>>
} {
  let isPreparing = false
  return {
    read: () => readDemo(options.home),
    hasRoom: () => hasRoom(options.home),
    async prepare(job) {
      if (isPreparing) return refuse('demo/being-prepared')
      isPreparing = true
      try {
        return await prepareDemo(options, job)
      } finally {
        isPreparing = false
      }
    },
  }
}

/**
 * Makes five 演练 desks with a past beside whatever is in this data folder. They are made in a folder of their own and put
 * in their places at the end: a cancel, a refusal or a kill leaves nothing. Refused as `demo/desks-exist` where there is a
 * 演练 desk of one of the five.
 */
async function prepareDemo(options: PrepareOptions, job: Job): Promise<Result<null>> {
  const prepared = prepareHome(options.home)
  if (!prepared.ok) return prepared
  const { home } = prepared.value
  if (!hasRoom(home)) return refuse('demo/desks-exist')
  sweep(home)
  const stage = path.join(home, `.demo-${process.pid}`)
  const lost = path.join(stage, 'lost')
  const work = path.join(stage, 'work')
  const backups = backupsOf(home)
  for (const folder of [lost, work]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(backups)) writeFileSync(path.join(stage, newBackups), '')
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  try {
    const made = await make({ ...options, home: path.join(stage, 'data') }, { lost, work, backups }, job)
    job.signal.throwIfAborted()
    if (!hasRoom(home)) return refuse('demo/desks-exist')
    renameSync(path.join(work, materialsFolder), path.join(stage, 'data', materialsFolder))
    writeFileSync(path.join(stage, 'data', factsFile), JSON.stringify(made))
    rmSync(path.join(stage, newBackups), { force: true })
    renameSync(path.join(stage, 'data'), path.join(home, whole))
    finishDemo(home, options.witness)
    return ok(null)
  } catch (error) {
    if (error instanceof DemoRefused) return { ok: false, error: error.refusal }
    throw error
  } finally {
    discard(home, stage)
  }
}

async function make(
  options: PrepareOptions,
  folders: { readonly lost: string; readonly work: string; readonly backups: string },
  { signal, progress }: Job,
): Promise<Demo> {
  const today = world.today()
  const clock = createDemoClock(today)
  const { open, ...rest } = options
  const witness = path.join(folders.lost, 'witness')
  const common = { ...rest, witness, cost, verifyAfter: null, world: clock.world }
  let past = 0
  const step = (name: string) => {
    signal.throwIfAborted()
    progress({ done: past, total: steps, step: name })
    past++
  }
  const font = await readFile(
    path.join(options.fonts, 'noto-serif-sc', '400Regular', 'NotoSerifSC_400Regular.ttf'),
  )
  const backends: Backend[] = []
  try {
    const backend = await open(common)
    backends.push(backend)
    const lost = await open({ ...common, home: folders.lost })
    backends.push(lost)
    const firstDay = await tell({
      backend,
      lost,
      folder: folders.work,
      backups: folders.backups,
      clock,
      today,
      font,
      step,
    })
    const window = clientOf<Calls>(backend.openSession({ kind: 'window' }))
    const { desks } = await done(window.entry.state(null))
    const start = desks.find(({ institution }) => institution === 'JS')!
    const [first] = await done(window.entry.people({ desk: start.key }))
    return {
      desks: desks.map(({ key }) => key),
      password: demoPassword,
      start: { desk: start.key, person: first!.id },
      preparedAt: world.now(),
      firstDay,
    }
  } finally {
    for (const backend of backends) await backend.close()
  }
}

/**
 * Puts a demonstration that was made whole in its place, and goes on with that where a kill interrupted it; removes what is
 * left of unfinished ones. Called before any desk of this data folder is opened.
 */
export function finishDemo(home: string, witness: string): void {
  sweep(home)
  const from = path.join(home, whole)
  if (!existsSync(from)) return
  // The facts last: with them the folder is finished.
  const names = readdirSync(from).sort((a, b) => Number(a === factsFile) - Number(b === factsFile))
  for (const name of names) {
    const place = path.join(home, name)
    if (name === materialsFolder || name === factsFile) rmSync(place, { recursive: true, force: true })
    renameSync(path.join(from, name), place)
    rememberPlace(place, witness)
  }
  rmSync(from, { recursive: true })
  syncFolder(home)
}

/** A desk that was made elsewhere lies here from the beginning: nobody moved it. */
function rememberPlace(root: string, witness: string): void {
  const anchor = path.join(root, 'anchor')
  const owner = existsSync(anchor) ? readAnchor(anchor)?.owner : null
  if (owner) openWitness(witness, owner, realpathSync(root))?.close()
}

/** Removes what processes left that ended while they prepared a demonstration. */
function sweep(home: string): void {
  if (!existsSync(home)) return
  for (const name of readdirSync(home)) {
    const pid = Number(unfinished.exec(name)?.[1] ?? 0)
    if (pid > 0 && (pid === process.pid || !isRunning(pid))) discard(home, path.join(home, name))
  }
}

/** Removes what was staged, with the backups' folder where it was made for it. */
function discard(home: string, stage: string): void {
  if (existsSync(path.join(stage, newBackups)))
    rmSync(path.dirname(backupsOf(home)), { recursive: true, force: true })
  rmSync(stage, { recursive: true, force: true })
}

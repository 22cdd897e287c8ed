import type { z } from 'zod'
import type { Task } from '../../core/module.ts'
import type { Files } from '../../core/ports/files.ts'
import type { Job } from '../../core/ports/job.ts'
import { type Refusal, type Result, refuse } from '../../core/result.ts'
import type { SuiteId } from '../../core/suite.ts'
import type { DeskVerdict } from '../../core/verify.ts'
import type { DeskFolder } from '../../platform/home.ts'
import type { DailyKeys } from '../../platform/vault.ts'
import type { createDemo } from '../demo/prepare.ts'
import type { CallRequest } from '../rpc/session.ts'
import type { Desk } from './desk.ts'
import type { JoinDoor } from './devices/join.ts'
import type { Restores } from './recovery/restore.ts'

/** What the calls before the login need of the session they arrive on. */
export type EntryDoor = {
  desks(): readonly DeskFolder[]
  open(root: string): Promise<Result<Desk>>
  /** What can be read of a desk that cannot be opened; changes nothing. */
  examine(folder: DeskFolder): Promise<Result<DeskVerdict>>
  create(input: {
    readonly institution: string
    readonly environment: DeskFolder['environment']
    readonly name: string
    readonly password: string
    readonly suite?: SuiteId | undefined
  }): Promise<Result<{ readonly desk: Desk; readonly person: string }>>
  current(): { readonly desk: Desk; readonly person: string } | null
  enter(desk: Desk, person: string, keys: DailyKeys): void
  leave(): void
  readonly restores: Restores
  readonly join: JoinDoor
  /** Gives a forgotten password anew with the recovery sheet. */
  resetWithSheet(
    desk: Desk,
    request: { readonly person: string; readonly groups: string; readonly password: string },
  ): Promise<Result<null>>
  /** The demonstration in this data folder, and how it gets there. */
  readonly demo: ReturnType<typeof createDemo>
  /** The folders of this machine, for the picker. */
  browse: Files['browse']
}

export type DeskName = {
  readonly key: string
  readonly institution: string
  readonly environment: DeskFolder['environment']
}

/** How a call before the login is run: `request` carries cancelling and progress. */
export type EntryRun = (
  door: EntryDoor,
  input: unknown,
  request: Pick<CallRequest, 'signal' | 'onProgress'>,
) => Promise<Result<unknown>>

/** A call that a window may make before anybody is logged in. */
export function entryCall<Schema extends z.ZodType, Output>(
  input: Schema,
  run: (door: EntryDoor, input: z.output<Schema>, job: Job) => Promise<Result<Output, Refusal>>,
): Task<z.output<Schema>, Output> {
  const withJob: EntryRun = (door, given, { signal, onProgress }) =>
    run(door, given as z.output<Schema>, { signal, progress: onProgress })
  return { kind: 'task', permission: 'anyone', input, run: withJob as never } as unknown as Task<
    z.output<Schema>,
    Output
  >
}

/** How windows name a desk of this machine. */
export function nameOf({ root, institution, environment }: DeskFolder): DeskName {
  return { key: root.slice(root.lastIndexOf(institution)), institution, environment }
}

/** The folder of the desk with this key; undefined when there is none. */
export function folderNamed(door: EntryDoor, key: string): DeskFolder | undefined {
  return door.desks().find((one) => nameOf(one).key === key)
}

export async function openNamed(door: EntryDoor, key: string): Promise<Result<Desk>> {
  const folder = folderNamed(door, key)
  return folder ? door.open(folder.root) : refuse('desk/unknown')
}

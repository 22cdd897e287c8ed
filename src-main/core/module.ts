import type { z } from 'zod'
import type { DeskCondition } from './condition.ts'
import type { Db } from './db.ts'
import type { Actor, Audience } from './event.ts'
import type { Environment } from './office.ts'
import type { Ports } from './ports.ts'
import type { Json, Refusal, Result } from './result.ts'
import type { Digest, SuiteId } from './suite.ts'

/** A kind of event. A released schema is never edited: a new version gets a number and an upcaster from the old. */
export type EventDefinition<Type extends string = string, Data = unknown> = {
  readonly type: Type
  readonly version: number
  /** Who may read bodies of this type; a single event may narrow it, never widen it. */
  readonly audience: Audience
  readonly data: z.ZodType<Data>
  /** Digests of the documents that this data mentions: they travel with the event. */
  documents?(data: Data): readonly Digest[]
  /** From version n (the key) to n + 1. */
  readonly upcast?: { readonly [version: number]: (data: Json) => Json }
}

export function event<Type extends string, Schema extends z.ZodType>(definition: {
  readonly type: Type
  readonly version: number
  readonly audience: Audience
  readonly data: Schema
  documents?(data: z.output<Schema>): readonly Digest[]
  readonly upcast?: EventDefinition['upcast']
}): EventDefinition<Type, z.output<Schema>> {
  return definition as unknown as EventDefinition<Type, z.output<Schema>>
}

/** What a command wants recorded. */
export type NewEvent = {
  readonly definition: EventDefinition
  readonly subject: string
  readonly data: Json
  readonly audience: Audience
  readonly to?: readonly string[]
  /** Who says it, when it is not the person who gave the command: the second person of a two-person act. */
  readonly actor?: Actor
}

/** Says that something happened; `to` narrows the audience to named institutions, `actor` replaces the speaker. */
export function happened<Data>(
  definition: EventDefinition<string, Data>,
  subject: string,
  data: Data,
  options: { readonly audience?: Audience; readonly to?: readonly string[]; readonly actor?: Actor } = {},
): NewEvent {
  const audience = options.to ? 'named' : (options.audience ?? definition.audience)
  return {
    definition: definition as EventDefinition,
    subject,
    data: data as Json,
    audience,
    ...(options.to ? { to: options.to } : {}),
    ...(options.actor ? { actor: options.actor } : {}),
  }
}

/** An event as projections and timelines read it: schema checked, upcast to the newest version. */
export type Recorded<Data = unknown> = {
  readonly id: Digest
  readonly device: Digest
  readonly seq: number
  /** Institution whose desk recorded it. */
  readonly institution: string
  readonly at: string
  readonly actor: Actor
  readonly type: string
  readonly subject: string
  readonly data: Data
}

export type Handler = {
  readonly definition: EventDefinition
  readonly apply: (db: Db, recorded: Recorded) => void
}

export function on<Data>(
  definition: EventDefinition<string, Data>,
  apply: (db: Db, recorded: Recorded<Data>) => void,
): Handler {
  return { definition: definition as EventDefinition, apply: apply as Handler['apply'] }
}

/**
 * Tables that screens read, made from events only. Every table has a column `subject`; each row comes from one subject,
 * so one subject can be projected again alone. Dropped and rebuilt whenever `ddl` or `revision` changes.
 */
export type Projection = {
  readonly ddl: string
  readonly tables: readonly string[]
  /** Raise it when a handler changes and the DDL does not. */
  readonly revision: number
  readonly handlers: readonly Handler[]
}

/** The person at the desk. */
export type Person = {
  readonly id: string
  readonly name: string
  readonly roles: readonly string[]
}

/** What is true of this desk while it is open. */
export type DeskFacts = {
  readonly environment: Environment
  /** Code of the institution, as in `offices`. */
  readonly institution: string
  readonly suite: SuiteId
  readonly device: Digest
  /** Null while the desk may be written on; else commands are refused as `desk/read-only`. */
  readonly condition: DeskCondition | null
  /** 核对码 of an office in this environment: six groups of four digits. */
  pinCode(office: {
    readonly institution: string
    readonly suite: SuiteId
    readonly officeKey: string
    readonly encryptionKey: string
  }): string
  /** False for office keys of this suite, and for encryption keys, that must never be accepted. */
  mayPin(office: {
    readonly suite: SuiteId
    readonly officeKey: string
    readonly encryptionKey: string
  }): boolean
}

export type QueryContext<Input> = {
  readonly input: Input
  readonly db: Db
  /** Null only in calls whose permission is `anyone`. */
  readonly person: Person | null
  readonly desk: DeskFacts
  /** Local calendar day, YYYY-MM-DD. */
  readonly today: string
  /** Every readable event of a subject, in the order of its writer. */
  history(subject: string): readonly Recorded[]
  /** Every kind of event of every module, by type. */
  readonly definitions: ReadonlyMap<string, EventDefinition>
}

export type CommandContext<Input> = QueryContext<Input> & {
  readonly person: Person
  /** The second person, whose password was checked just now; null when the call brought none. */
  readonly second: Person | null
  readonly now: string
  /** A new subject id; each must get its first event in the same command. */
  newSubject(kind: string): string
}

export type Decision<Value> = { readonly events: readonly NewEvent[]; readonly value: Value }

/** `act:level` as the matrix of the accounts module knows it, or one of the two words. */
export type Permission = string & { readonly __brand?: 'permission' }

export type Query<Input = unknown, Output = unknown> = {
  readonly kind: 'query'
  readonly permission: Permission
  readonly input: z.ZodType<Input>
  readonly read: (context: QueryContext<Input>) => Output
}

/** Checked, decided and recorded in one synchronous transaction; a refusal changes nothing. */
export type Command<Input = unknown, Output = unknown> = {
  readonly kind: 'command'
  readonly permission: Permission
  /** The second person must have this permission; such a command is refused without one. */
  readonly secondPermission?: Permission
  readonly input: z.ZodType<Input>
  readonly decide: (context: CommandContext<Input>) => Result<Decision<Output>, Refusal>
}

export type Progress = { readonly done: number; readonly total: number | null; readonly step: string }

export type TaskContext<Input> = Omit<QueryContext<Input>, 'person'> & {
  readonly person: Person | null
  /** The second person, whose password was checked just now; null when the call brought none. */
  readonly second: Person | null
  readonly ports: Ports
  readonly signal: AbortSignalLike
  now(): string
  progress(progress: Progress): void
  /** Lets others be answered, and a cancellation be heard, between two portions of long work. */
  pause(): Promise<void>
  /** Tells the windows that local tables (no events) changed what queries answer. */
  changed(): void
  /** Runs a command as this person, under this task's idempotency key, with its second person. */
  execute<I, O>(command: Command<I, O>, input: I, options?: ExecuteOptions<O>): Result<O, Refusal>
  /**
   * The same beside the backend, for a command on thousands of records: `work` makes its input from what was staged under
   * the token. One transaction all the same, which gives way to others that write; nothing has changed when it throws.
   */
  executeStaged<I, O>(work: StagedWork<I, O>, staged: string, input: I): Promise<Result<O, Refusal>>
  /** Compares what was staged with what is recorded, beside the backend too; it only reads. */
  readStaged<I, O>(work: StagedReading<I, O>, staged: string, input: I): Promise<Result<O, Refusal>>
}

/** Names work that a worker does on something staged, and carries the types of what it gets and answers. */
export type StagedWork<Input, Output> = string & { readonly __work?: (input: Input) => Output }

/** Names a reading of something staged beside what is recorded, and carries the types of what it gets and answers. */
export type StagedReading<Input, Output> = string & { readonly __reading?: (input: Input) => Output }

/** The command that such work ends with. */
export type StagedExecution<Input = unknown, Output = unknown> = {
  readonly command: Command<Input, Output>
  readonly input: Input
  readonly options?: ExecuteOptions<Output>
}

export type ExecuteOptions<Output> = {
  /** Writes local tables in the same transaction. */
  readonly alongside?: (db: Db, value: Output) => void
}

/** The part of AbortSignal that tasks and jobs use. */
export type AbortSignalLike = { readonly aborted: boolean; throwIfAborted(): void }

/** Slow or asynchronous work around commands: files, keys, workers. It may be cancelled until it executes. */
export type Task<Input = unknown, Output = unknown> = {
  readonly kind: 'task'
  readonly permission: Permission
  /** Touches nothing that a long transaction keeps from others: it is never made to wait for one. */
  readonly waitsForNobody?: boolean
  readonly input: z.ZodType<Input>
  readonly run: (context: TaskContext<Input>) => Promise<Result<Output, Refusal>>
}

/** Any call; which of the three it is stands in `kind`. */
export type Call = {
  readonly kind: 'query' | 'command' | 'task'
  readonly permission: Permission
  readonly input: z.ZodType
}

export function query<Schema extends z.ZodType, Output>(definition: {
  readonly permission: Permission
  readonly input: Schema
  readonly read: (context: QueryContext<z.output<Schema>>) => Output
}): Query<z.output<Schema>, Output> {
  return { kind: 'query', ...definition } as unknown as Query<z.output<Schema>, Output>
}

export function command<Schema extends z.ZodType, Output>(definition: {
  readonly permission: Permission
  readonly secondPermission?: Permission
  readonly input: Schema
  readonly decide: (context: CommandContext<z.output<Schema>>) => Result<Decision<Output>>
}): Command<z.output<Schema>, Output> {
  return { kind: 'command', ...definition } as unknown as Command<z.output<Schema>, Output>
}

export function task<Schema extends z.ZodType, Output>(definition: {
  readonly permission: Permission
  readonly waitsForNobody?: boolean
  readonly input: Schema
  readonly run: (context: TaskContext<z.output<Schema>>) => Promise<Result<Output, Refusal>>
}): Task<z.output<Schema>, Output> {
  return { kind: 'task', ...definition } as unknown as Task<z.output<Schema>, Output>
}

export type Module = {
  readonly name: string
  readonly events: readonly EventDefinition[]
  readonly projection?: Projection
  readonly calls: { readonly [name: string]: Call }
}

/** The calls of a set of modules as a client sees them: every one answers a Result, queries included. */
export type Client<Modules extends { readonly [name: string]: Module }> = {
  readonly [M in keyof Modules]: {
    readonly [C in keyof Modules[M]['calls']]: Modules[M]['calls'][C] extends Query<infer I, infer O>
      ? (input: I) => Promise<Result<O>>
      : Modules[M]['calls'][C] extends Command<infer I, infer O>
        ? (input: I, options?: CommandOptions) => Promise<Result<O>>
        : Modules[M]['calls'][C] extends Task<infer I, infer O>
          ? (input: I, options?: TaskOptions) => Promise<Result<O>>
          : never
  }
}

export type SecondPerson = { readonly person: string; readonly password: string }
export type CommandOptions = { readonly key?: string; readonly second?: SecondPerson }
export type TaskOptions = CommandOptions & {
  readonly onProgress?: (progress: Progress) => void
  readonly signal?: AbortSignalLike
}

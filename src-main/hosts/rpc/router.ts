import { setTimeout as delay } from 'node:timers/promises'
import { os } from '@orpc/server'
import { z } from 'zod'
import type { Call, Module, Progress } from '../../core/module.ts'
import { type Result, refuse } from '../../core/result.ts'
import type { CallRequest, Notice, Session } from './session.ts'
import { door, type TaskMessage } from './wire.ts'

/** What a connection brings to every call on it. */
export type Connection = {
  readonly session: Session
  /** Tasks under way by their key, so that they can be cancelled. */
  readonly tasks: Map<string, AbortController>
  /** Keeps an unexpected error and returns the id under which it is found. */
  readonly unexpected: (error: unknown) => string
}

const key = z.string().regex(/^[\w-]{8,64}$/)
const envelope = z.strictObject({
  input: z.unknown(),
  key,
  second: z.strictObject({ person: z.string().max(200), password: z.string().max(1000) }).optional(),
})
const progressEvery = 100

const connected = os.$context<Connection>()

/** One procedure for each call of each module, and the door's own: notices and cancel. */
export function createRouter(modules: { readonly [name: string]: Module }) {
  const named = Object.entries(modules).map(([module, { calls }]) => {
    const procedures = Object.entries(calls).map(([name, call]) => [name, procedure(module, name, call)])
    return [module, Object.fromEntries(procedures)] as const
  })
  return {
    ...Object.fromEntries(named),
    [door]: {
      notices: connected.handler(({ context, signal }) => notices(context, signal!)),
      cancel: connected.handler(({ context, input }) => {
        const asked = key.safeParse(input)
        if (asked.success) context.tasks.get(asked.data)?.abort()
      }),
    },
  }
}

function procedure(module: string, name: string, call: Call) {
  return connected.handler(async ({ input, context, signal }) => {
    const asked = parse(envelope, input)
    if (!asked.ok) return asked
    const checked = parse(call.input, asked.value.input)
    if (!checked.ok) return checked
    const { key, second } = asked.value
    const answer = (signal: AbortSignal, onProgress: CallRequest['onProgress']) => {
      const request = { input: checked.value, key, signal, onProgress, ...(second ? { second } : {}) }
      return guarded(context, signal, () => context.session.call({ module, name }, request))
    }
    if (call.kind !== 'task') return answer(signal!, () => {})
    if (context.tasks.has(key)) return refuse('desk/already-running')
    return stream(context, key, signal!, answer)
  })
}

/** The latest progress at most every 0.1 s, finally the result. A cancelled task still tells how it ended. */
async function* stream(
  context: Connection,
  key: string,
  gone: AbortSignal,
  answer: (signal: AbortSignal, onProgress: CallRequest['onProgress']) => Promise<Result<unknown>>,
): AsyncGenerator<TaskMessage, void> {
  const cancelled = new AbortController()
  context.tasks.set(key, cancelled)
  let latest: Progress | undefined
  let wake = Promise.withResolvers<void>()
  const settled = answer(AbortSignal.any([gone, cancelled.signal]), (progress) => {
    latest = progress
    wake.resolve()
  }).then((result) => ({ result }))
  try {
    for (;;) {
      const ended = await Promise.race([settled, wake.promise])
      const progress = latest
      latest = undefined
      wake = Promise.withResolvers()
      if (progress) yield { progress }
      const end = ended ?? (await Promise.race([settled, delay(progressEvery)]))
      if (end) return yield end
    }
  } finally {
    context.tasks.delete(key)
  }
}

async function* notices(context: Connection, signal: AbortSignal): AsyncGenerator<Notice, void> {
  try {
    yield* context.session.notices(signal)
  } catch (error) {
    if (!signal.aborted) context.unexpected(error)
  }
}

/** What the session throws becomes a refusal with an id: nothing of the error itself reaches the window. */
async function guarded(
  context: Connection,
  signal: AbortSignal,
  work: () => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  try {
    return await work()
  } catch (error) {
    const isAbort = error === signal.reason || (error instanceof Error && error.name === 'AbortError')
    if (signal.aborted && isAbort) return refuse('desk/cancelled')
    return refuse('desk/unexpected', { id: context.unexpected(error) })
  }
}

/** Names the fields that do not fit, never what stood in them. */
function parse<T>(schema: z.ZodType<T>, value: unknown): Result<T> {
  try {
    const parsed = schema.safeParse(value)
    if (parsed.success) return { ok: true, value: parsed.data }
    const fields = parsed.error.issues.slice(0, 20).map(({ path }) => path.map(segment).join('.'))
    return refuse('desk/input', { fields: [...new Set(fields)] })
  } catch (error) {
    // Nested beyond what the stack carries.
    if (error instanceof RangeError) return refuse('desk/input', { fields: [] })
    throw error
  }
}

function segment(part: PropertyKey): string {
  return typeof part === 'number' || /^[A-Za-z]{1,40}$/.test(String(part)) ? String(part) : '?'
}

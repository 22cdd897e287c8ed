import { RPCLink } from '@orpc/client/message-port'
import type { Client, Module, TaskOptions } from '../../src-main/core/module.ts'
import { type Refusal, type Result, refuse } from '../../src-main/core/result.ts'
import { type Notice, notLoggedIn } from '../../src-main/hosts/rpc/session.ts'
import { bytesSerializer, door, type TaskMessage, type WireRequest } from '../../src-main/hosts/rpc/wire.ts'
import type { Dial, Line } from './line.ts'

export type ConnectionState = 'connecting' | 'open' | 'lost'

export type Connection<Modules extends { readonly [name: string]: Module }> = {
  /** Every call answers a Result and never throws; what was sent before a loss is sent again with its key. */
  readonly desk: Client<Modules>
  state(): ConnectionState
  /** Both answer how to stop listening. */
  onState(listener: () => void): () => void
  onNotice(listener: (notice: Notice) => void): () => void
  close(): void
}

type Path = readonly [module: string, call: string]
type Live = { readonly link: RPCLink<Record<never, never>>; lost: boolean; readonly hangUp: () => void }

/** How long a call that was never sent waits for a lost backend. */
const patience = 10_000

const paths = new WeakMap<object, Path>()

/** Module and name of a client's call. */
export function pathOf(call: object): Path {
  const path = paths.get(call)
  if (!path) throw new Error('not a call of a client')
  return path
}

export function createConnection<Modules extends { readonly [name: string]: Module }>(
  dial: Dial,
): Connection<Modules> {
  const stateListeners = new Set<() => void>()
  const noticeListeners = new Set<(notice: Notice) => void>()
  let state: ConnectionState = 'connecting'
  let live: Live | undefined
  let person: string | null = null

  function enter(next: ConnectionState) {
    state = next
    for (const listener of stateListeners) listener()
  }

  async function listen({ link }: Live) {
    const notices = (await link.call([door, 'notices'], undefined, { context: {} })) as AsyncIterable<Notice>
    for await (const notice of notices) {
      if (notice.kind === 'state') person = notice.person
      for (const listener of noticeListeners) listener(notice)
    }
  }

  const hangUp = dial({
    open(line) {
      live = openLink(line)
      // Ends with the line; what is lost then is said by the state.
      listen(live).catch(() => {})
      enter('open')
    },
    lost() {
      if (live) live.lost = true
      live?.hangUp()
      live = undefined
      person = null
      enter('lost')
    },
  })

  /** Resolves as soon as `ready` holds, with false when that takes longer than `limit`. */
  function until(
    subscribe: (listener: () => void) => () => void,
    ready: () => boolean,
    limit = Number.POSITIVE_INFINITY,
  ): Promise<boolean> {
    if (ready()) return Promise.resolve(true)
    return new Promise((resolve) => {
      const timer = limit === Number.POSITIVE_INFINITY ? undefined : setTimeout(() => end(false), limit)
      const stop = subscribe(() => ready() && end(true))
      function end(is: boolean) {
        clearTimeout(timer)
        stop()
        resolve(is)
      }
    })
  }
  const onState = listenersOf(stateListeners)
  const onNotice = listenersOf(noticeListeners)

  async function call(path: Path, input: unknown, options: TaskOptions = {}): Promise<Result<unknown>> {
    const { second, signal } = options
    const request: WireRequest = {
      input,
      key: options.key ?? crypto.randomUUID(),
      ...(second ? { second } : {}),
    }
    let firstSentBy: string | null | undefined
    for (;;) {
      const limit = firstSentBy === undefined ? patience : undefined
      if (!(await until(onState, () => live !== undefined, limit))) return refuse('desk/connection-lost')
      if (signal?.aborted) return refuse('desk/cancelled')
      const line = live!
      const wasSent = firstSentBy !== undefined
      if (firstSentBy === undefined) firstSentBy = person
      let answer: unknown
      try {
        answer = await line.link.call(path, request, { context: {} })
      } catch {
        if (line.lost) continue
        return refuse('desk/not-understood')
      }
      if (isStream(answer)) return follow(line, answer, request.key, options)
      const result = answer as Result<unknown>
      if (!wasSent || firstSentBy === null || !isRefusal(result, notLoggedIn)) return result
      // A restarted backend has forgotten the login: the same person gets an answer, nobody acts in another's name.
      await until(onNotice, () => person !== null)
      if (person !== firstSentBy) return refuse('desk/connection-lost')
    }
  }

  return {
    desk: clientOver(call) as Client<Modules>,
    state: () => state,
    onState,
    onNotice,
    close: hangUp,
  }
}

async function follow(
  line: Live,
  messages: AsyncIterable<TaskMessage>,
  key: string,
  { signal, onProgress }: TaskOptions,
): Promise<Result<unknown>> {
  // The task itself tells how it ended: it may have been too late to cancel.
  const cancel = () => void line.link.call([door, 'cancel'], key, { context: {} }).catch(() => {})
  if (signal?.aborted) cancel()
  if (signal instanceof AbortSignal) signal.addEventListener('abort', cancel)
  try {
    for await (const message of messages) {
      if ('result' in message) return message.result
      onProgress?.(message.progress)
    }
    return refuse('desk/not-understood')
  } catch {
    return refuse(line.lost ? 'desk/connection-lost' : 'desk/not-understood')
  } finally {
    if (signal instanceof AbortSignal) signal.removeEventListener('abort', cancel)
  }
}

function openLink(line: Line): Live {
  let closed = () => {}
  const port = {
    postMessage: (message: string | Uint8Array) => line.send(message),
    on(event: string, listener: (event?: { data: unknown }) => void) {
      if (event === 'message') line.onMessage((data) => listener({ data }))
      if (event === 'close') closed = listener
    },
  }
  return {
    link: new RPCLink({ port: port as never, customJsonSerializers: [bytes] }),
    lost: false,
    hangUp: () => closed(),
  }
}

const bytes = bytesSerializer({
  encode(value) {
    let text = ''
    for (let at = 0; at < value.length; at += 8192) {
      text += String.fromCharCode(...value.subarray(at, at + 8192))
    }
    return btoa(text)
  },
  decode(base64) {
    const text = atob(base64)
    const value = new Uint8Array(text.length)
    for (let at = 0; at < text.length; at++) value[at] = text.charCodeAt(at)
    return value
  },
})

type AnyCall = (path: Path, input: unknown, options?: TaskOptions) => Promise<Result<unknown>>

/** `client.module.name(input, options)`; which calls exist is known to the compiler and to the backend only. */
function clientOver(call: AnyCall): object {
  return remembering((module) =>
    remembering((name) => {
      const bound = (input: unknown, options?: TaskOptions) => call([module, name], input, options)
      paths.set(bound, [module, name])
      return bound
    }),
  )
}

function remembering(make: (name: string) => object): object {
  const made = new Map<string | symbol, object>()
  return new Proxy(
    {},
    {
      get(_target, name) {
        if (typeof name === 'symbol') return undefined
        if (!made.has(name)) made.set(name, make(name))
        return made.get(name)
      },
    },
  )
}

function listenersOf<Listener>(listeners: Set<Listener>): (listener: Listener) => () => void {
  return (listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
}

function isStream(answer: unknown): answer is AsyncIterable<TaskMessage> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

function isRefusal(result: Result<unknown, Refusal>, code: string): boolean {
  return !result.ok && result.error.code === code
}

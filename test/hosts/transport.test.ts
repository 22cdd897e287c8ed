import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { command, type Module, type Progress, query, task } from '../../src-main/core/module.ts'
import { ok, type Result, refuse } from '../../src-main/core/result.ts'
import { type Channel, portChannel, socketChannel } from '../../src-main/hosts/rpc/channel.ts'
import { createServer } from '../../src-main/hosts/rpc/serve.ts'
import { type Backend, type Notice, notLoggedIn, type Session } from '../../src-main/hosts/rpc/session.ts'
import { logUnexpected } from '../../src-main/hosts/unexpected.ts'
import { createConnection } from '../../src-renderer/backend/connection.ts'
import { type Dial, dialSocket, portLine } from '../../src-renderer/backend/line.ts'

const notes = {
  name: 'notes',
  events: [],
  calls: {
    count: query({ permission: 'anyone', input: z.strictObject({}), read: () => 0 }),
    echo: query({
      permission: 'anyone',
      input: z.strictObject({ text: z.string().max(100) }),
      read: () => '',
    }),
    bytes: query({
      permission: 'anyone',
      input: z.strictObject({ size: z.int().min(0).max(5_000_000) }),
      read: () => ({ page: new Uint8Array(), all: [new Uint8Array()] }),
    }),
    weigh: query({
      permission: 'anyone',
      input: z.strictObject({ page: z.instanceof(Uint8Array) }),
      read: () => 0,
    }),
    explode: query({ permission: 'anyone', input: z.strictObject({ secret: z.string() }), read: () => null }),
    wrong: query({ permission: 'anyone', input: z.strictObject({}), read: () => null }),
    tag: query({
      permission: 'anyone',
      input: z.strictObject({ by: z.record(z.string(), z.number()) }),
      read: () => 0,
    }),
    add: command({
      permission: 'anyone',
      input: z.strictObject({ text: z.string().min(1).max(100) }),
      decide: () => ok({ events: [], value: 0 }),
    }),
    login: command({
      permission: 'anyone',
      input: z.strictObject({ person: z.string() }),
      decide: () => ok({ events: [], value: null }),
    }),
    climb: task({ permission: 'anyone', input: z.strictObject({ steps: z.int() }), run: async () => ok(0) }),
    tooLate: task({ permission: 'anyone', input: z.strictObject({}), run: async () => ok('done') }),
  },
} satisfies Module

type Modules = { readonly notes: typeof notes }

/** A backend that really keeps notes, by key as the desk does, and can lose its windows. */
function createBackend() {
  const kept = new Map<string, string>()
  const sessions = new Set<{ notice: (notice: Notice) => void }>()
  const seen: { readonly name: string; readonly key: string | undefined; readonly second: unknown }[] = []
  const aborted: number[] = []
  const gate = { drop: null as null | (() => void), needsLogin: false }
  let closed = 0

  function openSession(): Session {
    let person: string | null = null
    const queue: Notice[] = [{ kind: 'state', person }]
    let wake = Promise.withResolvers<void>()
    const own = {
      notice(notice: Notice) {
        queue.push(notice)
        wake.resolve()
      },
    }
    sessions.add(own)
    return {
      async call({ name }, { input, key, second, signal, onProgress }): Promise<Result<unknown>> {
        seen.push({ name, key, second })
        switch (name as keyof Modules['notes']['calls']) {
          case 'count':
          case 'tag':
            return ok(kept.size)
          case 'echo':
            return ok((input as { text: string }).text)
          case 'bytes': {
            const page = new Uint8Array((input as { size: number }).size).map((_, at) => at % 251)
            return ok({ page, all: [page.subarray(0, 3)] })
          }
          case 'weigh':
            return ok((input as { page: Uint8Array }).page.reduce((sum, byte) => sum + byte, 0))
          case 'explode':
            return JSON.parse((input as { secret: string }).secret)
          case 'wrong':
            return ok({ cannotTravel: Symbol('no') as never, why: (() => {}) as never, n: 1n << 9000n })
          case 'login':
            person = (input as { person: string }).person
            own.notice({ kind: 'state', person })
            return ok(null)
          case 'add':
            if (gate.needsLogin && person === null) return refuse(notLoggedIn)
            if (!kept.has(key!)) kept.set(key!, (input as { text: string }).text)
            if (gate.drop) {
              gate.drop()
              await delay(20)
            }
            for (const each of sessions) each.notice({ kind: 'changed', at: kept.size })
            return ok([...kept.keys()].indexOf(key!) + 1)
          case 'climb': {
            const { steps } = input as { steps: number }
            for (let done = 1; done <= steps; done++) {
              if (signal.aborted) aborted.push(done)
              signal.throwIfAborted()
              onProgress({ done, total: steps, step: 'climbing' })
              await delay(2)
            }
            return ok(steps)
          }
          case 'tooLate':
            onProgress({ done: 0, total: null, step: 'writing' })
            await once(signal, 'abort')
            return ok('done')
        }
      },
      async *notices(signal) {
        signal.addEventListener('abort', () => wake.resolve())
        while (!signal.aborted) {
          yield* queue.splice(0)
          await wake.promise
          wake = Promise.withResolvers()
        }
      },
      close() {
        sessions.delete(own)
        closed++
      },
    }
  }

  const backend: Backend = {
    modules: { notes },
    openSession,
    fileTokens: { grant: () => Promise.reject(new Error('no files here')) },
    close: async () => {},
  }
  return { backend, kept, seen, aborted, gate, sessions, closedSessions: () => closed }
}

type Host = {
  readonly dial: Dial
  readonly drop: () => void /** Sends as a window of its own; true when it was cut off for it. */
  readonly raw: (data: unknown, patience?: number) => Promise<boolean>
}
type Carry = (serve: (channel: Channel) => void) => Promise<Host>

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

const overPorts: Carry = async (serve) => {
  const open = new Set<Channel>()
  const accept = () => {
    const { port1, port2 } = new MessageChannel()
    const channel = portChannel(port1 as never)
    open.add(channel)
    serve(channel)
    return port2
  }
  const dial: Dial = ({ open, lost }) => {
    let isEnded = false
    let port: MessagePort
    const connect = () => {
      if (isEnded) return
      port = accept()
      port.addEventListener('close', () => {
        lost()
        setTimeout(connect, 20)
      })
      open(portLine(port))
    }
    connect()
    return () => {
      isEnded = true
      port.close()
    }
  }
  return {
    dial,
    drop() {
      for (const channel of open) channel.close()
    },
    async raw(data, patience = 30) {
      const port = accept()
      const closed = once(port, 'close').then(() => true)
      port.postMessage(data)
      const wasCut = await Promise.race([closed, delay(patience, false)])
      port.close()
      return wasCut
    },
  }
}

const overSockets: Carry = async (serve) => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  const sockets = new Set<ServerSocket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    serve(socketChannel(socket))
  })
  await once(server, 'listening')
  cleanups.push(() => {
    for (const socket of sockets) socket.terminate()
    server.close()
  })
  const url = `ws://127.0.0.1:${(server.address() as { port: number }).port}`
  return {
    dial: dialSocket(url),
    drop() {
      for (const socket of sockets) socket.terminate()
    },
    async raw(data, patience = 30) {
      const socket = new WebSocket(url)
      await once(socket, 'open')
      const closed = once(socket, 'close').then(() => true)
      socket.send(typeof data === 'string' || data instanceof Uint8Array ? (data as string) : String(data))
      const wasCut = await Promise.race([closed, delay(patience, false)])
      socket.close()
      return wasCut
    },
  }
}

describe.each([
  ['a MessagePort', overPorts],
  ['a WebSocket', overSockets],
])('a desk connected over %s', (_name, carry) => {
  async function connected() {
    const world = createBackend()
    const log: string[] = []
    const serve = createServer(world.backend, (error) => logUnexpected(error, (line) => log.push(line)))
    const host = await carry((channel) => serve(channel, { kind: 'window' }))
    const connection = createConnection<Modules>(host.dial)
    cleanups.push(connection.close)
    return { ...world, ...host, connection, notes: connection.desk.notes, log }
  }

  it('answers queries and commands', async () => {
    const { notes } = await connected()
    expect(await notes.add({ text: '第一条' })).toEqual(ok(1))
    expect(await notes.count({})).toEqual(ok(1))
    expect(await notes.echo({ text: '𠮷龘' })).toEqual(ok('𠮷龘'))
  })

  it('refuses what does not fit the schema before the backend sees it, naming fields only', async () => {
    const { notes, seen } = await connected()
    expect(await notes.add({ text: 7 as never })).toEqual(refuse('desk/input', { fields: ['text'] }))
    const surplus = await notes.add({ text: 'x', 身份证号: '11010519491231002X' } as never)
    expect(surplus).toEqual(refuse('desk/input', { fields: [''] }))
    const named = await notes.tag({ by: { 张三: 'x' as never } })
    expect(named).toEqual(refuse('desk/input', { fields: ['by.?'] }))
    const second = { person: 'b', password: 'c', role: '管理员' } as never
    expect(await notes.add({ text: 'x' }, { second })).toMatchObject({ error: { code: 'desk/input' } })
    expect(await notes.add({ text: 'x' }, { key: 'short' })).toMatchObject({ error: { code: 'desk/input' } })
    expect(seen).toEqual([])
  })

  it('refuses calls that do not exist', async () => {
    const { connection, notes } = await connected()
    const desk = connection.desk as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<unknown>>
    >
    for (const [module, name] of [
      ['notes', 'drop'],
      ['__proto__', 'toString'],
      ['notes', 'constructor'],
      ['', ''],
    ]) {
      expect(await desk[module!]![name!]!({})).toEqual(refuse('desk/not-understood'))
    }
    expect(await notes.count({})).toEqual(ok(0))
  })

  it('hands a second person and a chosen key on', async () => {
    const { notes, seen } = await connected()
    const second = { person: 'p2', password: '口令' }
    await notes.add({ text: 'x' }, { second, key: 'chosen-key' })
    await notes.add({ text: 'y' })
    expect(seen[0]).toEqual({ name: 'add', key: 'chosen-key', second })
    expect(seen[1]!.key).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('carries bytes both ways, at any depth', async () => {
    const { notes } = await connected()
    const result = await notes.bytes({ size: 1_000_003 })
    if (!result.ok) throw new Error(result.error.code)
    expect(result.value.page).toBeInstanceOf(Uint8Array)
    expect(result.value.page.length).toBe(1_000_003)
    expect(result.value.page.every((byte, at) => byte === at % 251)).toBe(true)
    expect([...result.value.all[0]!]).toEqual([0, 1, 2])
    expect(await notes.weigh({ page: new Uint8Array([1, 2, 250]) })).toEqual(ok(253))
  })

  it('shows the progress of a task and its result', async () => {
    const { notes } = await connected()
    const seen: Progress[] = []
    expect(await notes.climb({ steps: 120 }, { onProgress: (progress) => seen.push(progress) })).toEqual(
      ok(120),
    )
    expect(seen.length).toBeGreaterThan(1)
    expect(seen.length).toBeLessThan(30)
    expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b))
  })

  it('cancels a task', async () => {
    const { notes } = await connected()
    const controller = new AbortController()
    const started = performance.now()
    const result = await notes.climb(
      { steps: 10_000 },
      { signal: controller.signal, onProgress: () => controller.abort() },
    )
    expect(result).toEqual(refuse('desk/cancelled'))
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(await notes.climb({ steps: 1 }, { signal: AbortSignal.abort() })).toEqual(refuse('desk/cancelled'))
  })

  it('tells the truth about a task that was cancelled too late', async () => {
    const { notes } = await connected()
    const controller = new AbortController()
    expect(
      await notes.tooLate({}, { signal: controller.signal, onProgress: () => controller.abort() }),
    ).toEqual(ok('done'))
  })

  it('pushes notices to every window', async () => {
    const { notes, connection, dial } = await connected()
    const other = createConnection<Modules>(dial)
    cleanups.push(other.close)
    const seen: Notice[] = []
    other.onNotice((notice) => seen.push(notice))
    await expect.poll(() => seen).toEqual([{ kind: 'state', person: null }])
    await notes.add({ text: 'x' })
    await expect.poll(() => seen.at(-1)).toEqual({ kind: 'changed', at: 1 })
    expect(connection.state()).toBe('open')
  })

  it('answers an unexpected throw by an id under which the log has the place, but no data', async () => {
    const { notes, log } = await connected()
    const result = await notes.explode({ secret: '{"score": 86' })
    expect(result).toMatchObject({ ok: false, error: { code: 'desk/unexpected' } })
    const { id } = (result as unknown as { error: { id: string } }).error
    expect(Object.keys((result as { error: object }).error).sort()).toEqual(['code', 'id'])
    expect(log).toHaveLength(1)
    expect(log[0]).toContain(id)
    expect(log[0]).toContain('SyntaxError')
    expect(log[0]).toMatch(/transport\.test\.ts:\d+/)
    expect(log[0]!.replace(id, '')).not.toMatch(/86|score|\//)
    expect(await notes.count({})).toEqual(ok(0))
  })

  it('survives a result that cannot travel', async () => {
    const { notes } = await connected()
    expect((await notes.wrong({})).ok).toBeTypeOf('boolean')
    expect(await notes.count({})).toEqual(ok(0))
  })

  it('sends a command again with its key when the line broke before the answer: one effect', async () => {
    const { notes, gate, drop, kept, seen, connection } = await connected()
    const states: string[] = []
    connection.onState(() => states.push(connection.state()))
    gate.drop = () => {
      gate.drop = null
      drop()
    }
    expect(await notes.add({ text: 'once' })).toEqual(ok(1))
    expect([...kept.values()]).toEqual(['once'])
    expect(seen).toHaveLength(2)
    expect(seen[0]!.key).toBe(seen[1]!.key)
    expect(states).toEqual(expect.arrayContaining(['lost', 'open']))
  })

  it('waits for the same person to log in again, and never acts in the name of another', async () => {
    const { notes, gate, drop, kept, connection } = await connected()
    gate.needsLogin = true
    let person: string | null = null
    connection.onNotice((notice) => {
      if (notice.kind === 'state') person = notice.person
    })
    const loseTheAnswer = () => {
      gate.drop = null
      drop()
    }
    await notes.login({ person: 'li' })
    await expect.poll(() => person).toBe('li')
    gate.drop = loseTheAnswer
    const answered = notes.add({ text: 'of li' })
    await expect.poll(() => kept.size).toBe(1)
    await delay(300)
    await notes.login({ person: 'li' })
    expect(await answered).toEqual(ok(1))

    gate.drop = loseTheAnswer
    const unanswered = notes.add({ text: 'also of li' })
    await expect.poll(() => kept.size).toBe(2)
    await delay(300)
    await notes.login({ person: 'wang' })
    expect(await unanswered).toEqual(refuse('desk/connection-lost'))
    expect(kept.size).toBe(2)
  })

  it('ends a task whose line broke, and aborts it in the backend', async () => {
    const { notes, drop, aborted } = await connected()
    const result = await notes.climb({ steps: 10_000 }, { onProgress: () => drop() })
    expect(result).toEqual(refuse('desk/connection-lost'))
    await expect.poll(() => aborted.length).toBe(1)
  })

  it('closes the session when the window leaves', async () => {
    const { connection, notes, closedSessions, sessions } = await connected()
    await notes.count({})
    connection.close()
    await expect.poll(closedSessions).toBe(1)
    expect(sessions.size).toBe(0)
  })

  it('answers 500 odd inputs with a refusal and lives', async () => {
    const { notes, seen, log } = await connected()
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    let deep: unknown = 0
    for (let depth = 0; depth < 100_000; depth++) deep = [deep]
    const odd = [
      null,
      undefined,
      Number.NaN,
      -0,
      2 ** 53,
      10n ** 400n,
      '',
      'x'.repeat(5_000_000),
      '\ud800',
      Symbol.iterator,
      cycle,
      deep,
      () => {},
      class {},
      new Date(Number.NaN),
      /(a+)+$/,
      new Map([[{}, 1]]),
      new Set([cycle]),
      new Error('x'),
      new Proxy({}, {}),
      Object.create(null),
      JSON.parse('{"__proto__":{"text":"x"}}'),
      { text: { toString: () => 'x' } },
      { constructor: { prototype: { polluted: true } } },
      [['text', 'x']],
      { length: 4e9 },
      new Uint8Array(9),
      new Blob(['text']),
      { text: '', __defineGetter__: 1 },
      Promise.resolve({ text: 'x' }),
      { toJSON: () => ({ text: 'x' }) },
    ]
    const more = fc.sample(
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withNullPrototype: true,
        withObjectString: true,
        withTypedArray: true,
        withSparseArray: true,
      }),
      500 - odd.length,
    )
    for (const input of [...odd, ...more]) {
      const result = await notes.add(input as never)
      expect(['desk/input', 'desk/not-understood']).toContain(
        (result as { error?: { code: string } }).error?.code,
      )
    }
    expect(seen).toEqual([])
    expect(log).toEqual([])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(await notes.add({ text: 'x' })).toEqual(ok(1))
  })

  it('cuts off who sends what is no message, and serves the others', async () => {
    const { notes, raw, kept, seen } = await connected()
    const request = (p: unknown) => JSON.stringify({ i: '1', p })
    const unreadable: unknown[] = [
      '',
      'null',
      '{',
      '[]',
      '{"i":1}',
      'x'.repeat(1_000_000),
      new Uint8Array([255, 255, 0]),
      new Uint8Array(1),
      request(null),
      request({ u: 7 }),
      request({ u: 'http://[' }),
      `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      { i: '1', p: { u: '/notes/count', b: { json: { input: {}, key: 'structured-clone' } } } },
      { length: 2 ** 31 },
      7,
    ]
    // A busy machine may take its time to cut somebody off.
    for (const each of unreadable) expect(await raw(each, 10_000)).toBe(true)
    const pointless: unknown[] = [
      request({ u: '/notes/add', b: { json: {}, meta: [[20, '__proto__', 'x']] } }),
      request({ u: '/notes/add', b: { json: { text: 'x' }, meta: 7 } }),
      request({ u: '/notes/add', m: 'GET' }),
      request({ u: '/notes/add', h: { 'content-type': 'multipart/form-data' } }),
      request({ u: '/notes/add', h: 3 }),
      request({ u: '/notes/add', h: { 'content-type': 'text/event-stream' } }),
      request({ u: '/$door/cancel', b: { json: {} } }),
      '{"i":"1","t":3,"p":{"e":"message"}}',
      '{"i":"1","t":4}',
      '{"__proto__":{"i":"1"}}',
    ]
    for (const each of pointless) await raw(each)
    expect(seen).toEqual([])
    expect(kept.size).toBe(0)
    expect(await notes.count({})).toEqual(ok(0))
  })
})

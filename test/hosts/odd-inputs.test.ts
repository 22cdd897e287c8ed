import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { z } from 'zod'
import { type Calls, calls } from '../../src-main/hosts/backend/index.ts'
import { portChannel } from '../../src-main/hosts/rpc/channel.ts'
import { createServer } from '../../src-main/hosts/rpc/serve.ts'
import { type Connection, createConnection } from '../../src-renderer/backend/connection.ts'
import { portLine } from '../../src-renderer/backend/line.ts'
import { businessDigest, filesIn } from '../support/invariants.ts'
import { asCarried, oddInputs, shapedLike } from '../support/odd-inputs.ts'
import { type Office, openOffice, password, value } from '../support/office.ts'

const odds = Number(process.env.DESK_ODD_INPUTS ?? 500)

let office: Office
let connection: Connection<Calls>
/** A window where nobody has logged in. */
let stranger: Connection<Calls>

beforeAll(async () => {
  office = await openOffice('JS')
  const serve = createServer(office.backend)
  const connect = () =>
    createConnection<Calls>(({ open }) => {
      const { port1, port2 } = new MessageChannel()
      serve(portChannel(port1 as never), { kind: 'window' })
      open(portLine(port2))
      return () => port2.close()
    })
  connection = connect()
  stranger = connect()
  const [first] = await value(office.desk.accounts.list(null))
  await value(connection.desk.entry.login({ desk: 'JS-training', person: first!.id, password }))
})
afterAll(async () => {
  connection.close()
  stranger.close()
  await office.close()
})

const root = () => path.join(office.home, 'JS-training')
/** Rows of the desk and names of everything in the data folder. */
const state = () => [
  businessDigest(path.join(root(), 'desk.sqlite'), { whole: true }),
  Object.keys(filesIn(office.home, ['desk.sqlite-wal', 'desk.sqlite-shm'])),
]

type AnyDesk = Record<
  string,
  Record<string, (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>>
>

const every = Object.entries(calls).flatMap(([module, { calls }]) =>
  Object.entries(calls).map(([name, call]) => {
    const { input, kind } = call as { readonly input: z.ZodType; readonly kind: string }
    return { module, name, input, kind }
  }),
)

// What cannot be carried at all is refused before it reaches a schema.
const schemaErrors = ['desk/input', 'desk/not-understood']

it.each(every)(
  `$module $name refuses ${odds} odd inputs and nothing changes (S34)`,
  { timeout: 120_000 },
  async ({ module, name, input }) => {
    // What happens to fit the schema is an input like any other, and not odd.
    const inputs = fc
      .sample(oddInputs(input), { numRuns: odds, seed: 7 })
      .filter((one) => !input.safeParse(asCarried(one)).success)
    const before = state()
    const codes = new Set<string>()
    for (const [i, one] of inputs.entries()) {
      const desk = (i % 10 === 0 ? stranger : connection).desk as unknown as AnyDesk
      const answer = await desk[module]![name]!(one)
      codes.add(answer.ok ? 'ok' : (answer.error?.code ?? ''))
    }
    expect([...codes].filter((code) => !schemaErrors.includes(code))).toEqual([])
    expect(inputs.length).toBeGreaterThan(odds / 2)
    expect(state()).toEqual(before)
  },
)

/** Ends the login, or does for minutes what no text changes. */
const apart = ['entry create', 'entry logout', 'entry prepareDemo']

it.each(every.filter(({ module, name }) => !apart.includes(`${module} ${name}`)))(
  '$module $name knows what to say to odd texts that its schema lets pass (S34)',
  { timeout: 120_000 },
  async ({ module, name, input }) => {
    const fitting = [shapedLike(input), ...fc.sample(oddInputs(input), { numRuns: odds, seed: 11 })]
      .map(asCarried)
      .filter((one) => input.safeParse(one).success)
      .slice(0, 20)
    const desk = connection.desk as unknown as AnyDesk
    const codes = new Set<string>()
    for (const one of fitting) {
      const answer = await desk[module]![name]!(one)
      codes.add(answer.ok ? 'ok' : (answer.error?.code ?? ''))
    }
    expect([...codes]).not.toContain('desk/unexpected')
  },
)

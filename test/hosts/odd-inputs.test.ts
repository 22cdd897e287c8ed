import { createHash } from 'node:crypto'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Calls, calls } from '../../src-main/hosts/backend/index.ts'
import { portChannel } from '../../src-main/hosts/rpc/channel.ts'
import { createServer } from '../../src-main/hosts/rpc/serve.ts'
import { openSqlite, type Sqlite } from '../../src-main/platform/sqlite.ts'
import { type Connection, createConnection } from '../../src-renderer/backend/connection.ts'
import { portLine } from '../../src-renderer/backend/line.ts'
import { type Office, openOffice, password, value } from '../support/office.ts'

const odds = Number(process.env.DESK_ODD_INPUTS ?? 500)

let office: Office
let connection: Connection<Calls>
let db: Sqlite

beforeAll(async () => {
  office = await openOffice('JS')
  const serve = createServer(office.backend)
  connection = createConnection<Calls>(({ open }) => {
    const { port1, port2 } = new MessageChannel()
    serve(portChannel(port1 as never), { kind: 'window' })
    open(portLine(port2))
    return () => port2.close()
  })
  const [first] = await value(office.desk.accounts.list(null))
  await value(connection.desk.entry.login({ desk: 'JS-training', person: first!.id, password }))
  db = openSqlite(path.join(office.home, 'JS-training', 'desk.sqlite'), { readOnly: true })
})
afterAll(async () => {
  connection.close()
  db.close()
  await office.close()
})

function digestOfState(): string {
  const hash = createHash('sha256')
  const tables = db.sql<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
  for (const { name } of tables) {
    if (!name.startsWith('sqlite_'))
      hash.update(
        JSON.stringify(db.sql(`SELECT * FROM ${name}`), (_, v) => (typeof v === 'bigint' ? String(v) : v)),
      )
  }
  return hash.digest('hex')
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    ' ',
    0,
    -1,
    1e308,
    Number.NaN,
    [],
    {},
    [[]],
    true,
    '\u0000',
    '../../etc/passwd',
    "'; DROP TABLE events; --",
  ),
  fc.anything({ withBigInt: false, withDate: true, withNullPrototype: true, maxDepth: 3 }),
  fc.dictionary(
    fc.constantFrom(
      '__proto__',
      'constructor',
      'institution',
      'person',
      'batch',
      'application',
      'file',
      'staged',
      'input',
    ),
    fc.anything({ maxDepth: 1 }),
  ),
  fc.string({ minLength: 5000, maxLength: 20_000 }),
)

const every = Object.entries(calls).flatMap(([module, { calls }]) =>
  Object.entries(calls).map(([name, call]) => ({
    module,
    name,
    call: call as { input: { safeParse(value: unknown): { success: boolean } } },
  })),
)

it.each(every)(
  `$module $name refuses ${odds} odd inputs and nothing changes (S34)`,
  { timeout: 120_000 },
  async ({ module, name, call }) => {
    const desk = connection.desk as unknown as Record<
      string,
      Record<string, (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>>
    >
    // What happens to fit the schema is an input like any other, and not odd.
    const inputs = fc
      .sample(odd, { numRuns: odds, seed: 7 })
      .filter((input) => !call.input.safeParse(input).success)
    const before = digestOfState()
    const codes = new Set<string>()
    for (const input of inputs) {
      const answer = await desk[module]![name]!(input)
      codes.add(answer.ok ? 'ok' : (answer.error?.code ?? ''))
    }
    // What cannot be carried at all is refused before it reaches a schema.
    expect([...codes].filter((code) => !['desk/input', 'desk/not-understood'].includes(code))).toEqual([])
    expect(digestOfState()).toBe(before)
  },
)

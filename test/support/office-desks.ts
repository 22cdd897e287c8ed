import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { keyId } from '../../src-main/core/dsse.ts'
import { type CommandRequest, type Executor, execute, queryContext } from '../../src-main/core/execute.ts'
import { chainBegan, deviceCertified } from '../../src-main/core/governing.ts'
import { type ChainInfo, openLog, type World } from '../../src-main/core/log.ts'
import { type Command, happened, type Module, type Person, type Query } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import type { Digest } from '../../src-main/core/suite.ts'
import { grantingRole } from '../../src-main/domain/accounts/rules.ts'
import { modules } from '../../src-main/domain/index.ts'
import { migrate, readMigrations } from '../../src-main/platform/migrate.ts'
import { openSqlite, type Sqlite } from '../../src-main/platform/sqlite.ts'
import { generateKey, ed25519Sha256 as suite } from '../../src-main/platform/suites/ed25519-sha256.ts'
import { noCertificate, testFolder } from './log.ts'

const list: readonly Module[] = Object.values(modules)

/**
 * A desk with every module of the program on a real log and database, without the files, keys and bundles around them:
 * several of one office can exchange records in any order, down to the single body.
 */
export type LogDesk = Executor & {
  readonly db: Sqlite
  readonly clerk: Person
  readonly second: Person
  /** Runs a command as the 经办人 of this desk, with a 复核人 beside. */
  run<I, O>(command: Command<I, O>, input: I): Result<O>
  ask<I, O>(query: Query<I, O>, input: I): O
  /** Takes in what another desk holds of all chains, as far as this institution may read it. */
  receive(
    from: LogDesk,
    options?: {
      readonly onlyHeadersOf?: Digest
      /** The other office also sends what is for itself alone. */
      readonly indiscreet?: boolean
    },
  ): void
}

export async function openLogDesk(
  institution: string,
  options: {
    readonly clockAhead?: number
    readonly file?: string
    /** The day on its clock, to be changed while it runs; left out: 2026-11-22. */
    readonly clock?: { today: string }
  } = {},
): Promise<LogDesk> {
  const db = openSqlite(options.file ?? path.join(testFolder(), 'desk.sqlite'))
  const migrated = await migrate(db, readMigrations('migrations'), null)
  if (!migrated.ok) throw new Error(migrated.error.code)
  let tick = Date.parse('2026-11-22T00:00:00.000Z') + (options.clockAhead ?? 0)
  const world: World = {
    now() {
      const { clock } = options
      // At noon in China, so that the day is the same by any reckoning.
      if (clock && !new Date(tick).toISOString().startsWith(clock.today))
        tick = Date.parse(`${clock.today}T04:00:00.000Z`)
      return new Date(tick++).toISOString()
    },
    today: () => options.clock?.today ?? '2026-11-22',
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  }
  const log = openLog(db, list, () => suite, world)
  const { publicKey } = generateKey()
  const device = keyId(suite, publicKey)
  const prefix = device.slice(7, 15)
  const clerk: Person = { id: `person/${prefix}-2`, name: '张经办', roles: ['经办人', '管理员'] }
  const second: Person = { id: `person/${prefix}-3`, name: '李复核', roles: ['复核人'] }
  const certificate = {
    payload: 'AAAA',
    payloadType: '',
    signatures: [{ keyid: device, sig: 'AAAA' }],
  } as const
  const chain = db.transaction((): ChainInfo => {
    log.projections.refresh()
    const own = { device, institution, suite: suite.id, publicKey, certificate: noCertificate, own: true }
    const added = log.addChain(own)
    log.append(added, { id: clerk.id, role: '管理员' }, [
      happened(chainBegan, `chain/${prefix}-1`, {
        environment: '演练',
        institution,
        suite: suite.id,
        officeKey: 'aa'.repeat(32),
        encryptionKey: 'bb'.repeat(32),
        deviceKey: publicKey,
        certificate,
        program: 'test',
        succeeds: null,
      }),
    ])
    return added
  })
  const desk = {
    environment: '演练' as const,
    institution,
    suite: suite.id,
    device,
    condition: null,
    pinCode: () => '',
    mayPin: () => true,
  }
  const executor: Executor = { db, log, chain, desk, world, transaction: db.transaction, grantingRole }
  let key = 0
  return {
    ...executor,
    db,
    clerk,
    second,
    run(command, input) {
      const request: CommandRequest = {
        key: `key-${++key}`,
        call: 'test.call',
        input,
        person: clerk,
        second: command.secondPermission ? second : null,
      }
      return execute(executor, command, request)
    },
    ask: (query, input) => query.read(queryContext(executor, input, clerk)),
    receive(from, { onlyHeadersOf, indiscreet = false } = {}) {
      db.transaction(() => {
        const bodies: { event: Digest; bytes: Uint8Array }[] = []
        for (const chainThere of from.log.chains()) {
          if (chainThere.device === device) continue
          const { number: _, ...facts } = chainThere
          const here =
            log.chains().find((one) => one.device === facts.device) ?? log.addChain({ ...facts, own: false })
          const rows = from.db.sql<{
            seq: number
            id: Digest
            header: Uint8Array
            bytes: Uint8Array | null
            audience: string | null
          }>(
            `SELECT e.seq, e.id, e.header, b.bytes, b.audience FROM events e LEFT JOIN bodies b ON b.position = e.position
             WHERE e.chain = ? ORDER BY e.seq`,
            chainThere.number,
          )
          const upTo = log.headOf(here.number)?.seq ?? 0
          log.receiveHeaders(
            here,
            rows.filter(({ seq }) => seq > upTo).map(({ header }) => header),
          )
          if (facts.device === onlyHeadersOf) continue
          for (const { id, bytes, audience } of rows) {
            const mayRead = indiscreet || audience === 'members' || facts.institution === institution
            if (bytes && mayRead) bodies.push({ event: id, bytes })
          }
        }
        log.receiveBodies(bodies)
      })
    },
  }
}

/** Certifies another device as a desk of the same office, under a name. */
export function certify(by: LogDesk, other: LogDesk, name: string): void {
  const prefix = by.desk.device.slice(7, 15)
  by.db.transaction(() => {
    const seq = (by.log.headOf(by.chain.number)?.seq ?? 0) + 1
    by.log.append(by.chain, { id: by.clerk.id, role: '管理员' }, [
      happened(deviceCertified, `desk/${prefix}-${seq}`, {
        device: other.desk.device,
        name,
        officeKey: 'aa'.repeat(32),
        encryptionKey: 'bb'.repeat(32),
        certificate: {
          payload: 'AAAA',
          payloadType: '',
          signatures: [{ keyid: other.desk.device, sig: 'AAAA' }],
        },
      }),
    ])
  })
}

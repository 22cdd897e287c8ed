import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { execute, queryContext } from '../../src-main/core/execute.ts'
import { openLog } from '../../src-main/core/log.ts'
import type { DeskFacts, Module, Task, TaskContext } from '../../src-main/core/module.ts'
import type { Bundles } from '../../src-main/core/ports/bundles.ts'
import type { FileToken } from '../../src-main/core/ports/files.ts'
import type { Ports } from '../../src-main/core/ports.ts'
import type { Result } from '../../src-main/core/result.ts'
import { grantingRole } from '../../src-main/domain/accounts/rules.ts'
import { readInbox, type WaitingBundle } from '../../src-main/domain/bundles/inbox.ts'
import { acceptBundle } from '../../src-main/domain/bundles/tasks.ts'
import { modules } from '../../src-main/domain/index.ts'
import { type Desk, moduleList, world } from '../../src-main/hosts/backend/desk.ts'
import { openDrafts } from '../../src-main/hosts/backend/drafts.ts'
import { createBundles } from '../../src-main/hosts/backend/exchange/bundles-port.ts'
import { openStaging } from '../../src-main/hosts/backend/staging.ts'
import { checkBundleFor } from '../../src-main/jobs/bundles/check.ts'
import { deskFolder } from '../../src-main/platform/home.ts'
import type { RunJob } from '../../src-main/platform/run-job.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { job } from './job.ts'

/** A new folder, in memory where the system has such a place: what a disk keeps is tried elsewhere. */
export function receiverHome(): string {
  return mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'desk-receiver-'))
}

/**
 * A desk that does nothing but take bundles in, many times faster than a whole backend: the real port, log and tasks on a
 * copy of a database that was made by a real desk; checks run in this thread.
 */
export function openReceiver(template: string, institution: string, home = receiverHome()) {
  const folder = deskFolder(home, institution, '演练')
  // As whenever a desk is opened.
  rmSync(folder.staging, { recursive: true, force: true })
  mkdirSync(folder.staging, { recursive: true })
  if (!existsSync(folder.database)) copyFileSync(template, folder.database)
  const db = openSqlite(folder.database)
  // Not a power cut but the order of bundles is what is tried here.
  db.raw.pragma('synchronous = OFF')
  const log = openLog(db, moduleList, suiteOf, world)
  const chain = log.chains().findLast(({ own }) => own)!
  let condition: DeskFacts['condition'] = null
  const facts: DeskFacts = {
    environment: '演练',
    institution,
    suite: chain.suite,
    device: chain.device,
    get condition() {
      return condition
    },
    pinCode: () => '',
    mayPin: () => true,
  }
  const drafts = openDrafts(folder, db)
  const desk: Desk = {
    folder,
    db,
    drafts,
    log,
    memories: { anchor: null, witness: null },
    listeners: new Set(),
    executor: { db, log, chain, desk: facts, world, transaction: db.transaction, grantingRole },
    changed: () => undefined,
    noteCondition(found) {
      condition ??= found
    },
    close() {
      drafts.close()
      db.close()
    },
  }
  const bundles = createBundles({
    desk,
    keys: { deviceSeed: new Uint8Array(32), encryptionKeys: [new Uint8Array(32).fill(3)] },
    files: {
      pathOf: (token: string) => token,
      name: (token: string) => path.basename(token),
    } as never,
    staging: openStaging(folder.staging),
    runJob: ((_, input, running) => checkBundleFor(input as never, running)) as RunJob,
  })
  const person = { id: 'person/00000000-1', name: '甲', roles: ['经办人'] }
  let counter = 0

  function contextOf<Input>(input: Input): TaskContext<Input> {
    const key = `receiver-${++counter}`
    let step = 0
    return {
      ...queryContext(desk.executor, input, person),
      second: null,
      ports: {
        bundles,
        documents: { facts: async () => null, lookLater: () => undefined },
      } as unknown as Ports,
      ...job(),
      now: world.now,
      pause: () => Promise.resolve(),
      changed: () => undefined,
      execute: (command, of, options) =>
        execute(
          desk.executor,
          command,
          { key: `${key}/${++step}`, call: 'test', input: of, person, second: null },
          options,
        ),
      executeStaged: () => Promise.reject(new Error('a bundle is no staged command')),
      readStaged: () => Promise.reject(new Error('a bundle is read by its own port')),
    }
  }

  return {
    desk,
    home,
    bundles,
    open: (file: string): ReturnType<Bundles['check']> => bundles.check(file as FileToken, job()),
    /** Opens and takes in, or answers why not; what is not taken is put away. */
    async take(file: string): Promise<Result<unknown>> {
      const opened = await bundles.check(file as FileToken, job())
      if (!opened.ok) return opened
      const { staged } = opened.value
      const taken = await (acceptBundle as Task<{ staged: string }, unknown>).run(contextOf({ staged }))
      if (!taken.ok) await bundles.drop(staged)
      return taken
    },
    inbox: (): readonly WaitingBundle[] => readInbox(db),
    close: () => db.close(),
    /** Closes it and removes its folder. */
    remove() {
      db.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
export type Receiver = ReturnType<typeof openReceiver>

/**
 * Everything that a desk holds of others, as text that does not tell in which order it came: records by chain and place,
 * and every projected row. What the desk itself says (receipts) is left out: there are as many as there were imports.
 */
export function stateOf({ desk: { db, executor } }: Receiver): string {
  const own = executor.chain.number
  const records = db
    .sql<object>(
      `SELECT c.device, e.seq, e.id, b.type, b.problem, hex(b.bytes) AS bytes FROM events e
       JOIN chains c ON c.number = e.chain LEFT JOIN bodies b ON b.position = e.position
       WHERE e.chain <> ? ORDER BY c.device, e.seq`,
      own,
    )
    .map((row) => JSON.stringify(row))
  const ownSubjects = `SELECT b.subject FROM bodies b JOIN events e ON e.position = b.position WHERE e.chain = ${own}`
  const projected = Object.values<Module>(modules).flatMap(({ projection }) =>
    (projection?.tables ?? []).map((table) => {
      const rows = db.sql<object>(`SELECT * FROM ${table} WHERE subject NOT IN (${ownSubjects})`)
      return `${table}\n${rows
        .map((row) => JSON.stringify(row))
        .toSorted()
        .join('\n')}`
    }),
  )
  return [...records, ...projected].join('\n')
}

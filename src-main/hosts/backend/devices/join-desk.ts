import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { type Bytes, fromHex } from '../../../core/bytes.ts'
import { devicePrefix } from '../../../core/event.ts'
import { execute } from '../../../core/execute.ts'
import { openLog } from '../../../core/log.ts'
import { type DeskFacts, happened, type Person, type TaskContext } from '../../../core/module.ts'
import { pinDigits } from '../../../core/pin.ts'
import type { Job } from '../../../core/ports/job.ts'
import type { Ports } from '../../../core/ports.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { storeCredential } from '../../../domain/accounts/commands.ts'
import { loginSet } from '../../../domain/accounts/events.ts'
import { readAccount } from '../../../domain/accounts/queries.ts'
import { grantingRole, may } from '../../../domain/accounts/rules.ts'
import { takeIn } from '../../../domain/bundles/take-in.ts'
import type { DeskFolder } from '../../../platform/home.ts'
import type { Sqlite } from '../../../platform/sqlite.ts'
import { suiteOf } from '../../../platform/suites/suite-of.ts'
import { type DailyKeys, scryptCost, sealKeys, sealUnderRecovery } from '../../../platform/vault.ts'
import { beginChain } from '../begin-chain.ts'
import { type CreateOptions, prepareDesk } from '../create.ts'
import { type Desk, moduleList, openDatabase, world } from '../desk.ts'
import { openDrafts } from '../drafts.ts'
import type { FileTokens } from '../files.ts'
import { noMemories } from '../opening.ts'
import { type JoinAnswer, officeOfAnswer, secretsOf } from './join-answer.ts'
import type { Pending } from './join-pending.ts'

export type JoinOptions = CreateOptions & {
  readonly files: FileTokens
  /** Ports for a desk at which nobody is logged in yet. */
  portsOf(desk: Desk, keys: DailyKeys): Ports
}

type Joined = {
  readonly pending: Pending
  readonly answer: JoinAnswer
  /** Path of the bundle beside the answer. */
  readonly bundle: string
  readonly password: string
}

/**
 * Makes a further desk of an office by the answer to its request: own chain, the first person's password, and everything
 * that the bundle brings, checked as any bundle is, under the office key that the answer brought.
 */
export async function makeJoinedDesk(
  home: string,
  joined: Joined,
  options: JoinOptions,
  job: Job,
): Promise<Result<{ readonly folder: DeskFolder; readonly person: string }>> {
  const { answer, pending, password } = joined
  const { id, name, roles } = answer.admission!.person
  const person: Person = { id, name, roles }
  const keys: DailyKeys = { deviceSeed: pending.deviceSeed, encryptionKeys: secretsOf(answer) }
  const credentialFor = await sealKeys(password, keys, options.cost ?? scryptCost)
  const made = await prepareDesk(home, pending.request, async (folder) => {
    mkdirSync(folder.staging, { recursive: true, mode: 0o700 })
    const opened = await openDatabase(folder, options.migrations)
    if (!opened.ok) return opened
    const db = opened.value
    try {
      const desk = begin(folder, db, answer, person, options.program)
      db.transaction(() => {
        storeCredential(db, credentialFor(person.id))
        storeCredential(db, sealUnderRecovery(fromHex(answer.recoveryKey) as Bytes, keys))
      })
      const ports = options.portsOf(desk, keys)
      const taken = await takeBundle({ desk, ports, person, joined, files: options.files, job })
      if (!taken.ok) return taken
      return readAccount(db, person.id)?.open ? ok(null) : refuse('trust/join-bundle-incomplete')
    } finally {
      db.close()
    }
  })
  return made.ok ? ok({ folder: made.value.folder, person: person.id }) : made
}

/** The chain begins before the bundle comes: its receipt is the first word of this desk. */
function begin(folder: DeskFolder, db: Sqlite, answer: JoinAnswer, person: Person, program: string): Desk {
  const { environment, institution, officeKey, encryptionKey } = officeOfAnswer(answer)
  const { suite, deviceKey, certificate } = answer
  const log = openLog(db, moduleList, suiteOf, world)
  const chain = db.transaction(() => {
    log.projections.refresh()
    return beginChain(
      log,
      {
        environment,
        institution,
        suite,
        officeKey,
        encryptionKey,
        deviceKey,
        certificate,
        program,
        succeeds: null,
      },
      { id: person.id, role: person.roles[0]! },
      (device) => {
        // Whoever holds the answer sets this password: for some days it is no second person's.
        const said = { person: person.id, reset: true, second: null }
        return [happened(loginSet, `login/${devicePrefix(device)}-2`, said)]
      },
    )
  })
  const facts: DeskFacts = {
    environment,
    institution,
    suite,
    device: chain.device,
    condition: null,
    pinCode: (office) => pinDigits(suiteOf(office.suite), { environment, ...office }),
    mayPin: () => false,
  }
  const drafts = openDrafts(folder, db)
  return {
    folder,
    db,
    drafts,
    log,
    memories: noMemories,
    listeners: new Set(),
    executor: { db, log, chain, desk: facts, world, transaction: db.transaction, grantingRole },
    noteCondition: () => undefined,
    changed: () => undefined,
    close() {
      drafts.close()
      db.close()
    },
  }
}

async function takeBundle({
  desk,
  ports,
  person,
  joined,
  files,
  job,
}: {
  readonly desk: Desk
  readonly ports: Ports
  readonly person: Person
  readonly joined: Joined
  readonly files: FileTokens
  readonly job: Job
}): Promise<Result<null>> {
  const { token } = await files.grant(joined.bundle)
  const checked = await ports.bundles.check(token, job)
  if (!checked.ok) return checked
  const { bundle } = joined.answer.admission!
  if (checked.value.digest !== bundle.digest || checked.value.sender !== desk.folder.institution)
    return refuse('trust/join-other-bundle')
  const taken = await takeIn(contextOf(desk, ports, person, job), checked.value.staged)
  if (!taken.ok) return taken
  return taken.value.waits ? refuse('trust/join-bundle-incomplete') : ok(null)
}

/** The person cannot log in before the account has come: what is recorded here was granted by the answer. */
function contextOf(
  desk: Desk,
  ports: Ports,
  person: Person,
  job: Job,
): Omit<TaskContext<null>, 'executeStaged' | 'readStaged'> {
  const { executor } = desk
  const call = 'entry.finishJoin'
  return {
    input: null,
    db: desk.db,
    person,
    second: null,
    desk: executor.desk,
    today: world.today(),
    history: (subject) => desk.log.readSubject(subject),
    definitions: desk.log.projections.definitions,
    ports,
    signal: job.signal,
    now: world.now,
    progress: job.progress,
    pause: () => Promise.resolve(),
    changed: () => undefined,
    execute: (command, input, options) =>
      execute(
        executor,
        { ...command, permission: may('signed-in') },
        { key: randomUUID(), call, input, person, second: null },
        options,
      ),
  }
}

import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import type { DeskCondition } from '../../../core/condition.ts'
import type { Db } from '../../../core/db.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { readAccount } from '../../../domain/accounts/queries.ts'
import { grantingRole, type Role } from '../../../domain/accounts/rules.ts'
import { endRun } from '../../../domain/drafts/runs.ts'
import { type HeldThen, heldThenSetting } from '../../../domain/recovery/loss.ts'
import { colleagues } from '../../../domain/recovery/queries.ts'
import { hasSecond } from '../../../domain/recovery/rules.ts'
import { readSetting, writeSetting } from '../../../domain/settings/index.ts'
import { readOwnKeys } from '../../../domain/trust/pins.ts'
import { seedFromGroups } from '../../../domain/trust/rules.ts'
import type { BackupFacts } from '../../../platform/backup/layout.ts'
import { syncFolder } from '../../../platform/disk.ts'
import type { DeskFolder } from '../../../platform/home.ts'
import type { Sqlite } from '../../../platform/sqlite.ts'
import { signerFor } from '../../../platform/suites/suite-of.ts'
import { forgetKeys, officeSeeds } from '../../../platform/vault.ts'
import { conditionSetting, openDatabase, world } from '../desk.ts'
import { withLimitedTries } from '../limited-tries.ts'
import { logIn } from '../login.ts'
import { noteSecurity } from '../security-log.ts'

export type PersonInside = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
}

/** Who says that a backup shall become the desk. */
export type Confirmation = {
  readonly first: { readonly person: string; readonly password: string }
  readonly second: { readonly person: string; readonly password: string } | null
  /** The recovery sheet, where nobody could be the second person. */
  readonly groups: string | null
}

/** Who can log in at a desk, and whether two of them could confirm. */
export function peopleInside(
  db: Db,
  institution: string,
): { readonly people: readonly PersonInside[]; readonly needsSheet: boolean } {
  const open = colleagues(db, institution).filter((one) => one.open)
  const pair = open.some(
    ({ id, roles }) => grantingRole('administration:edit', roles) !== null && hasSecond(open, id),
  )
  return { people: open.map(({ id, name, roles }) => ({ id, name, roles })), needsSheet: !pair }
}

/** Checks the people against the backup itself, then notes in it that it was restored; on a refusal nothing is noted. */
export async function confirmInside(
  folder: DeskFolder,
  migrations: string,
  request: {
    readonly facts: BackupFacts
    readonly needsSheet: boolean
    readonly confirmation: Confirmation
  },
): Promise<Result<void>> {
  const opened = await openDatabase(folder, migrations)
  if (!opened.ok) return opened
  const db = opened.value
  try {
    const confirmed = await check(db, request)
    if (!confirmed.ok) return confirmed
    noteRestored(db, request.facts)
    db.raw.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
  mkdirSync(folder.documents, { recursive: true })
  const file = openSync(folder.database, 'r+')
  fsyncSync(file)
  closeSync(file)
  syncFolder(folder.root)
  return ok(undefined)
}

type Confirming = Parameters<typeof confirmInside>[2]

async function check(db: Sqlite, { facts, needsSheet, confirmation }: Confirming): Promise<Result<void>> {
  const { first, second, groups } = confirmation
  const entered = await enters(db, first, 'administration:edit')
  if (!entered.ok) return entered
  if (!needsSheet) {
    if (!second) return refuse('desk/second-person-missing')
    if (second.person === first.person) return refuse('desk/second-person-is-the-first')
    const confirmed = await enters(db, second, 'administration:second')
    if (confirmed.ok) return confirmed
    const isWrong =
      confirmed.error.code === 'desk/wrong-password' || confirmed.error.code === 'desk/login-wait'
    return isWrong ? refuse('desk/second-person-wrong-password', { ...confirmed.error }) : confirmed
  }
  if (groups === null) return refuse('recovery/sheet-needed')
  const seed = seedFromGroups(groups)
  if (!seed) return refuse('recovery/groups-wrong')
  const tried = await withLimitedTries(
    { db },
    { name: 'recovery-sheet', code: 'recovery/other-sheet' },
    async () => {
      const key = signerFor(facts.suite, officeSeeds(seed).office).publicKey
      return key === readOwnKeys(db, facts.device).officeKey ? true : null
    },
  )
  return tried.ok ? ok(undefined) : tried
}

async function enters(
  db: Sqlite,
  { person, password }: Confirmation['first'],
  permission: string,
): Promise<Result<void>> {
  const keys = await logIn({ db }, person, password)
  if (!keys.ok) return keys
  forgetKeys(keys.value)
  if (grantingRole(permission, readAccount(db, person)?.roles ?? [])) return ok(undefined)
  return refuse(
    permission === 'administration:second' ? 'desk/second-person-not-permitted' : 'desk/not-permitted',
    { permission },
  )
}

/** A restored chain is never continued: others may hold records of it that are not here. */
function noteRestored(db: Sqlite, { device, seq, at }: BackupFacts): void {
  db.transaction(() => {
    const before = readSetting(db, conditionSetting) as DeskCondition | undefined
    if (before?.reason !== 'retired') {
      const condition: DeskCondition = { reason: 'restored', facts: { seq, at }, since: world.now() }
      writeSetting(db, conditionSetting, condition)
    }
    writeSetting(db, heldThenSetting, { device, seq } satisfies HeldThen)
    // The backup was made while the desk was open, which is no power cut.
    endRun(db)
    // Their files were no part of the backup; their senders still have them.
    db.sql('DELETE FROM inbox')
    noteSecurity({ db }, 'recovery/restored', { seq })
  })
}

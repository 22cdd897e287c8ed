import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import { readEnds, writerOf } from '../../core/writers.ts'
import { readDeskNames } from './desk-names.ts'
import { accountsTable } from './projection.ts'
import { may, type Role } from './rules.ts'

export type Account = {
  readonly id: string
  readonly institution: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly open: boolean
  /** When somebody else last set the password that counts at this desk. */
  readonly resetAt: string | null
}

/** Accounts of one institution, in the order they came to be known here. */
export function readAccounts(db: Db, institution: string): readonly Account[] {
  return db
    .all(
      accountsTable
        .selectFrom('accounts')
        .selectAll()
        .where('institution', '=', institution)
        .orderBy('rowid' as never),
    )
    .map((row) => toAccount(db, row))
}

/** Any person known here, of whichever office; undefined when nobody has this id. */
export function readAccount(db: Db, id: string): Account | undefined {
  const row = db.get(accountsTable.selectFrom('accounts').selectAll().where('subject', '=', id))
  return row && toAccount(db, row)
}

function toAccount(
  db: Db,
  row: {
    subject: string
    institution: string
    name: string
    roles: string
    open: number
    reset_at: string | null
  },
): Account {
  const { subject: id, institution, name, open } = row
  const [here] = db.sql<{ at: string | null }>(
    `SELECT max(l.reset_at) AS at FROM logins l JOIN chains c ON c.device = l.device AND c.own = 1 WHERE l.person = ?`,
    id,
  )
  const resets = [row.reset_at, here?.at].flatMap((at) => at ?? []).sort()
  const roles = JSON.parse(row.roles) as Role[]
  return { id, institution, name, roles, open: open === 1, resetAt: resets.at(-1) ?? null }
}

/** True when this person has a password at this desk. */
export function hasLogin(db: Db, person: string): boolean {
  return db.sql('SELECT 1 FROM credentials WHERE person = ?', person).length > 0
}

export type ListedAccount = Account & {
  /** Has a password at this desk. */
  readonly hasLogin: boolean
  /** The desk that records what the account is and may do; null when it is this one. */
  readonly otherDesk: string | null
}

export const list = query({
  permission: may('signed-in'),
  input: z.null(),
  read({ db, desk }): readonly ListedAccount[] {
    const ends = readEnds(db)
    const nameOf = readDeskNames(db, desk.institution)
    return readAccounts(db, desk.institution).map((account) => {
      const { writer } = writerOf(db, account.id, ends)
      const otherDesk = writer === desk.device ? null : nameOf(writer)
      return { ...account, hasLogin: hasLogin(db, account.id), otherDesk }
    })
  },
})

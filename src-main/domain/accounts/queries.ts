import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import { accountsTable } from './projection.ts'
import { may, type Role } from './rules.ts'

export type Account = {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly open: boolean
  readonly resetAt: string | null
}

/** Accounts of one institution, in the order they were opened. */
export function readAccounts(db: Db, institution: string): readonly Account[] {
  return db
    .all(
      accountsTable
        .selectFrom('accounts')
        .selectAll()
        .where('institution', '=', institution)
        .orderBy('rowid' as never),
    )
    .map(toAccount)
}

/** Any person known here, of whichever office; undefined when nobody has this id. */
export function readAccount(db: Db, id: string): Account | undefined {
  const row = db.get(accountsTable.selectFrom('accounts').selectAll().where('subject', '=', id))
  return row && toAccount(row)
}

function toAccount(row: {
  subject: string
  name: string
  roles: string
  open: number
  reset_at: string | null
}): Account {
  const { subject, name, open, reset_at } = row
  return { id: subject, name, roles: JSON.parse(row.roles) as Role[], open: open === 1, resetAt: reset_at }
}

export const list = query({
  permission: may('signed-in'),
  input: z.null(),
  read: ({ db, desk }): readonly Account[] => readAccounts(db, desk.institution),
})

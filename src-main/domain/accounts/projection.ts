import { tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import { accountClosed, accountOpened, accountPasswordSet, accountRolesChanged } from './events.ts'

export type AccountsTables = {
  accounts: {
    subject: string
    institution: string
    name: string
    roles: string
    open: number
    /** When a colleague last reset the password: for 7 days such an account may not be a second person. */
    reset_at: string | null
  }
}

export const accountsTable = tables<AccountsTables>()

export const projection: Projection = {
  revision: 1,
  tables: ['accounts'],
  ddl: `CREATE TABLE accounts (
    subject TEXT PRIMARY KEY, institution TEXT NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL,
    open INTEGER NOT NULL, reset_at TEXT
  ) STRICT`,
  handlers: [
    on(accountOpened, (db, { subject, institution, data }) => {
      const roles = JSON.stringify(data.roles)
      db.run(
        accountsTable
          .insertInto('accounts')
          .values({ subject, institution, name: data.name, roles, open: 1, reset_at: null }),
      )
    }),
    on(accountRolesChanged, (db, { subject, data }) => {
      const roles = JSON.stringify(data.roles)
      db.run(accountsTable.updateTable('accounts').set({ roles }).where('subject', '=', subject))
    }),
    on(accountClosed, (db, { subject }) => {
      db.run(accountsTable.updateTable('accounts').set({ open: 0 }).where('subject', '=', subject))
    }),
    on(accountPasswordSet, (db, { subject, at, data }) => {
      if (!data.reset) return
      db.run(accountsTable.updateTable('accounts').set({ reset_at: at }).where('subject', '=', subject))
    }),
  ],
}

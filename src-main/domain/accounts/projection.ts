import { tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import { accountClosed, accountOpened, accountPasswordSet, accountRolesChanged, loginSet } from './events.ts'

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
  /** Passwords that somebody else set at one desk, for accounts of another. */
  logins: { subject: string; person: string; device: string; reset_at: string | null }
}

export const accountsTable = tables<AccountsTables>()

export const projection: Projection = {
  revision: 1,
  tables: ['accounts', 'logins'],
  ddl: `CREATE TABLE accounts (
    subject TEXT PRIMARY KEY, institution TEXT NOT NULL, name TEXT NOT NULL, roles TEXT NOT NULL,
    open INTEGER NOT NULL, reset_at TEXT
  ) STRICT;
  CREATE TABLE logins (
    subject TEXT PRIMARY KEY, person TEXT NOT NULL, device TEXT NOT NULL, reset_at TEXT
  ) STRICT;
  CREATE INDEX logins_by_person ON logins (person);`,
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
    on(loginSet, (db, { subject, device, at, data: { person, reset } }) => {
      const reset_at = reset ? at : null
      db.run(accountsTable.insertInto('logins').values({ subject, person, device, reset_at }))
    }),
  ],
}

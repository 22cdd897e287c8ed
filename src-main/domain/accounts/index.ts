import { close, open, setRoles } from './commands.ts'
import { accountClosed, accountOpened, accountPasswordSet, accountRolesChanged, loginSet } from './events.ts'
import { changePassword, enableLogin, resetPassword } from './logins.ts'
import { projection } from './projection.ts'
import { list } from './queries.ts'

/** The office's own staff: who they are, what they may do (domain §1). */
export const accounts = {
  name: 'accounts',
  events: [accountOpened, accountRolesChanged, accountClosed, accountPasswordSet, loginSet],
  projection,
  calls: { list, open, setRoles, close, changePassword, resetPassword, enableLogin },
} as const

import { changePassword, close, open, resetPassword, setRoles } from './commands.ts'
import { accountClosed, accountOpened, accountPasswordSet, accountRolesChanged } from './events.ts'
import { projection } from './projection.ts'
import { list } from './queries.ts'

/** The office's own staff: who they are, what they may do (domain §1). */
export const accounts = {
  name: 'accounts',
  events: [accountOpened, accountRolesChanged, accountClosed, accountPasswordSet],
  projection,
  calls: { list, open, setRoles, close, changePassword, resetPassword },
} as const

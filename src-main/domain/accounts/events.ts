import { z } from 'zod'
import { event } from '../../core/module.ts'
import { roles } from './rules.ts'

const name = z.string().trim().min(1).max(40)
const roleSet = z.array(z.enum(roles)).min(1)

/** Names of the offices' own staff may be seen by members: their acts are what others check. */
export const accountOpened = event({
  type: 'AccountOpened',
  version: 1,
  audience: 'members',
  data: z.strictObject({ name, roles: roleSet }),
})

export const accountRolesChanged = event({
  type: 'AccountRolesChanged',
  version: 1,
  audience: 'members',
  data: z.strictObject({ roles: roleSet }),
})

export const accountClosed = event({
  type: 'AccountClosed',
  version: 1,
  audience: 'members',
  data: z.strictObject({ reason: z.string().max(500) }),
})

/** That it was changed, and by whom (the event's actor); the password itself is nowhere. */
export const accountPasswordSet = event({
  type: 'AccountPasswordSet',
  version: 1,
  audience: 'office',
  data: z.strictObject({ reset: z.boolean(), second: z.string().nullable() }),
})

/**
 * A person whose account belongs to another desk of the office may log in at this one, or got a new password here. Logins
 * are of one desk: the account itself goes on being written where it was opened.
 */
export const loginSet = event({
  type: 'LoginSet',
  version: 1,
  audience: 'office',
  data: z.strictObject({
    person: z.string(),
    /** True when somebody else set the password. */
    reset: z.boolean(),
    second: z.string().nullable(),
  }),
})

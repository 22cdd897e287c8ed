import { signOffCommands } from './commands.ts'
import * as events from './events.ts'
import { projection } from './projection.ts'
import { signOffQueries } from './queries.ts'
import { signOffTasks } from './register.ts'

/** 签批: what whoever decides and never logs in has signed, registered from paper with the exact set that it covers. */
export const signOffs = {
  name: 'sign-offs',
  events: [
    events.signOffRequested,
    events.signOffRequestWithdrawn,
    events.signOffRegistered,
    events.signOffScanKept,
    events.signOffRegistrationWithdrawn,
  ],
  projection,
  calls: { ...signOffQueries, ...signOffCommands, ...signOffTasks },
} as const

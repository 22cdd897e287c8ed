import { registerCommands } from './commands.ts'
import * as events from './events.ts'
import { registerListCalls } from './import-list.ts'
import { projection } from './projection.ts'
import { registerQueries } from './queries.ts'
import { toCheckCalls } from './to-check.ts'

/** Research integrity [A19, B7.3] and social credit [B4], two registers; 请托登记. All of it stays in the office. */
export const registers = {
  name: 'registers',
  events: [
    events.organisationChecked,
    events.personChecked,
    events.registerListRecorded,
    events.registerEntriesRecorded,
    events.liftingConfirmed,
    events.recordLifted,
    events.registerWithdrawn,
    events.requestNoted,
    events.requestAskerRecorded,
  ],
  projection,
  calls: { ...registerQueries, ...registerCommands, ...registerListCalls, ...toCheckCalls },
} as const

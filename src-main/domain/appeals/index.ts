import { decide, setDeadline, withdraw } from './commands.ts'
import * as events from './events.ts'
import { decisionLetter } from './letter.ts'
import { projection } from './projection.ts'
import { list, ofApplication } from './queries.ts'
import { receive } from './receive.ts'

/** 申诉: against 不予受理, decided by people who had no part in it. */
export const appeals = {
  name: 'appeals',
  events: [
    events.appealReceived,
    events.appealPaperKept,
    events.appealDeadlineSet,
    events.appealDecided,
    events.appealWithdrawn,
  ],
  projection,
  calls: { list, ofApplication, receive, setDeadline, decide, withdraw, decisionLetter },
} as const

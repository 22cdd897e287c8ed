import { supplyCommands } from './commands.ts'
import { contacts } from './contacts.ts'
import * as events from './events.ts'
import { counts, list } from './list.ts'
import { closeAsNotAccepted } from './overdue.ts'
import { projection } from './projection.ts'
import { compare, open } from './queries.ts'
import { receiptSheet } from './receipt-sheet.ts'
import { receive } from './receive.ts'

/** 补交材料: what follows after a review was closed as 通知补交材料, until it goes on or is not accepted [A13]. */
export const supply = {
  name: 'supply',
  events: [
    events.supplyNoticeSent,
    events.supplyCallLogged,
    events.supplyContactRecorded,
    events.supplyItemReceived,
    events.supplyVersionRecorded,
  ],
  projection,
  calls: {
    list,
    counts,
    open,
    contacts,
    compare,
    ...supplyCommands,
    receive,
    closeAsNotAccepted,
    receiptSheet,
  },
} as const

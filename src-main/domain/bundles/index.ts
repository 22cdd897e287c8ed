import { admitDesk } from './admit-desk.ts'
import { bundleReceived, bundleSent } from './events.ts'
import { forkCalls } from './forks.ts'
import { handOutCalls } from './hand-out.ts'
import { sheetsHandedOver } from './hand-out-event.ts'
import { inboxCalls } from './inbox.ts'
import { paperRegister } from './paper-register.ts'
import { preview } from './preview.ts'
import { projection } from './projection.ts'
import { exchange, register, setAside } from './queries.ts'
import { registerSheet } from './register-sheet.ts'
import { desks, standing } from './standing.ts'
import { acceptBundle, dropBundle, exportBundle, openBundle } from './tasks.ts'

/** Exchange between institutions: bundles that were sent and received, and what the others confirmed. */
export const bundles = {
  name: 'bundles',
  events: [bundleSent, bundleReceived, sheetsHandedOver],
  projection,
  calls: {
    exchange,
    standing,
    desks,
    register,
    setAside,
    preview,
    exportBundle,
    openBundle,
    acceptBundle,
    dropBundle,
    registerSheet,
    admitDesk,
    paperRegister,
    ...handOutCalls,
    ...inboxCalls,
    ...forkCalls,
  },
} as const

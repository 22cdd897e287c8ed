import { bundleReceived, bundleSent } from './events.ts'
import { preview } from './preview.ts'
import { projection } from './projection.ts'
import { exchange, register, setAside } from './queries.ts'
import { standing } from './standing.ts'
import { acceptBundle, dropBundle, exportBundle, openBundle } from './tasks.ts'

/** Exchange between institutions: bundles that were sent and received, and what the others confirmed. */
export const bundles = {
  name: 'bundles',
  events: [bundleSent, bundleReceived],
  projection,
  calls: {
    exchange,
    standing,
    register,
    setAside,
    preview,
    exportBundle,
    openBundle,
    acceptBundle,
    dropBundle,
  },
} as const

import { backUp, chooseDailyBackup } from './backups.ts'
import { successionConfirmed } from './events.ts'
import { backups, standing } from './queries.ts'
import { beginAnew, collect, rebuild } from './way-out.ts'

/** Backups of this desk, and the way out when its chain may not be continued. */
export const recovery = {
  name: 'recovery',
  events: [successionConfirmed],
  calls: { backups, standing, backUp, chooseDailyBackup, collect, rebuild, beginAnew },
} as const

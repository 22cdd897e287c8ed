import { z } from 'zod'
import { task } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { mostBackups } from './rules.ts'

/** Copies this desk to a folder now, while others work: everything is read back before it counts as a backup. */
export const backUp = task({
  permission: may('administration:edit'),
  input: z.strictObject({ folder: fileToken.nullable() }),
  run: ({ input, ports, signal, progress }) => ports.backups.write(input.folder, { signal, progress }),
})

/** Chooses the folder of the daily backup (a second disk, a stick, a share) and how many stay there; null ends it. */
export const chooseDailyBackup = task({
  permission: may('administration:edit'),
  input: z.strictObject({ folder: fileToken.nullable(), keep: z.int().min(2).max(mostBackups) }),
  async run({ input, ports, changed }) {
    const chosen = await ports.backups.chooseDaily(input.folder, input.keep)
    if (chosen.ok) changed()
    return chosen
  },
})

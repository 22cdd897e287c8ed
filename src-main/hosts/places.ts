import { createHash } from 'node:crypto'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

type Surroundings = {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const here = (): Surroundings => ({ platform: process.platform, env: process.env, home: homedir() })

/** The data folder: DESK_HOME, else the desk's place in the user's data folder of this system. */
export function deskHome(surroundings: Surroundings = here()): string {
  const chosen = surroundings.env.DESK_HOME
  return chosen ? resolve(chosen) : join(programFolder(surroundings), 'data')
}

/** Where the window of a data folder keeps size and profile: never beside the data, never shared by two desks. */
export function windowFolder(home: string, surroundings: Surroundings = here()): string {
  const name = createHash('sha256').update(home).digest('hex').slice(0, 12)
  return join(programFolder(surroundings), `window-${name}`)
}

/**
 * Where this system user remembers how far each desk came: DESK_WITNESS, else the system's folder for state. Never in the
 * folder that holds the data, so that both are not rolled back together.
 */
export function witnessFolder(surroundings: Surroundings = here()): string {
  const { platform, env, home } = surroundings
  if (env.DESK_WITNESS) return resolve(env.DESK_WITNESS)
  const name = 'delta-review-desk'
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), name, 'witness')
  if (platform === 'darwin') return join(programFolder(surroundings), 'witness')
  return join(env.XDG_STATE_HOME ?? join(home, '.local', 'state'), name, 'witness')
}

function programFolder({ platform, env, home }: Surroundings): string {
  const name = 'delta-review-desk'
  if (platform === 'win32') return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), name)
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', name)
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), name)
}

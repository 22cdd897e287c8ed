import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const patience = 20_000
const day = 24 * 3600_000

/**
 * The Electron executable: DESK_ELECTRON, the installed runtime, or one fetched within 20 s from where ELECTRON_MIRROR
 * says; else null. A failed attempt is not repeated for a day, unless the mirror was changed meanwhile.
 */
export async function electronRuntime(root: string): Promise<string | null> {
  if (process.env.DESK_ELECTRON) return process.env.DESK_ELECTRON
  const folder = join(root, 'node_modules', 'electron')
  const failed = join(root, 'node_modules', '.cache', 'electron-not-fetched')
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? ''
  const there = await runtimeIn(folder)
  if (there || (await hasFailed(failed, mirror))) return there
  if (await fetchRuntime(join(folder, 'install.js'))) return runtimeIn(folder)
  await mkdir(dirname(failed), { recursive: true })
  await writeFile(failed, mirror)
  return null
}

async function runtimeIn(folder: string): Promise<string | null> {
  const name = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => null)
  const executable = name && join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), name)
  return executable && existsSync(executable) ? executable : null
}

async function hasFailed(file: string, mirror: string): Promise<boolean> {
  const state = await stat(file).catch(() => null)
  return state !== null && Date.now() - state.mtimeMs < day && (await readFile(file, 'utf8')) === mirror
}

function fetchRuntime(installer: string): Promise<boolean> {
  const child = spawn(process.execPath, [installer], {
    stdio: 'ignore',
    timeout: patience,
    killSignal: 'SIGKILL',
  })
  return new Promise((resolve) => {
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

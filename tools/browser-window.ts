import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { windowFolder } from '../src-main/hosts/places.ts'
import { installedChromium } from './chromium.ts'

/** Whether a window could be shown at all. */
export function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/** An own window of this machine's browser, with a profile of its own; null when there is no browser or no screen. */
export async function openBrowserWindow(url: string, home: string): Promise<ChildProcess | null> {
  const browser = hasScreen() ? installedChromium() : null
  if (!browser) return null
  const profile = join(windowFolder(home), 'browser')
  await preferQuiet(join(profile, 'Default'))
  return spawn(
    browser,
    [
      `--app=${url}`,
      `--user-data-dir=${profile}`,
      '--window-size=1366,768',
      '--lang=zh-CN',
      '--no-first-run',
      '--no-default-browser-check',
      '--password-store=basic',
      // The browser's own traffic: nothing of it leaves the machine.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--disable-sync',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
      // Chromium refuses to start as root otherwise.
      ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
    ],
    { stdio: 'ignore' },
  )
}

/** A browser that offers to keep the desk's passwords would keep them outside the desk. */
async function preferQuiet(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const preferences = {
    credentials_enable_service: false,
    profile: { password_manager_enabled: false },
    autofill: { profile_enabled: false, credit_card_enabled: false },
  }
  await writeFile(join(folder, 'Preferences'), JSON.stringify(preferences), { flag: 'wx' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
}

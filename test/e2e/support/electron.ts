import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import { root } from '../../../tools/build.ts'

/** The runtime that the window tests run in; Playwright's config leaves them out when there is none. */
export const runtime = process.env.DESK_ELECTRON!

export const args = ['--no-sandbox', '--disable-gpu']

export type Desktop = { readonly app: ElectronApplication; readonly page: Page }

/** A desk of its own below `folder`; program and Node are those of here unless said otherwise. */
export function environment(folder: string, program = root, node = process.execPath): Record<string, string> {
  return {
    ...(process.env as Record<string, string>),
    DESK_HOME: join(folder, 'home'),
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_STATE_HOME: join(folder, 'state'),
    // For runtimes that are told which application to start, and which Node runs its backend.
    APP_DIR: program,
    NODE24: node,
  }
}

/** The desktop program with its first page open. */
export async function startDesktop(
  folder: string,
  program = root,
  node = process.execPath,
): Promise<Desktop> {
  const launch = () =>
    _electron.launch({
      executablePath: runtime,
      args: [...args, program],
      timeout: 25_000,
      env: environment(folder, program, node),
    })
  // On a busy machine Playwright may attach while the first page loads and then wait for ever: it is let try again.
  const app = await launch().catch(launch)
  const page = await app.firstWindow()
  await expect(page.locator('#desk')).not.toBeEmpty()
  return { app, page }
}

/** The system's own picker cannot be clicked from here: it answers as if the person had chosen, and keeps what it was asked. */
export async function answerPicker(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = (async (...asked: unknown[]) => {
      Reflect.set(globalThis, 'pickerAsked', asked.at(-1))
      return { canceled: chosen.length === 0, filePaths: [...chosen] }
    }) as typeof dialog.showOpenDialog
  }, paths)
}

/** The same for message boxes: each is answered by the button of that label, and its words are kept. */
export async function answerBoxes(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ dialog }, label) => {
    const told: unknown[] = []
    Reflect.set(globalThis, 'boxes', told)
    dialog.showMessageBox = (async (...asked: unknown[]) => {
      const options = asked.at(-1) as { buttons: string[] }
      told.push(options)
      return { response: options.buttons.indexOf(label), checkboxChecked: false }
    }) as typeof dialog.showMessageBox
  }, label)
}

/** What `answerPicker` or `answerBoxes` kept. */
export function kept<Value>(app: ElectronApplication, name: 'pickerAsked' | 'boxes'): Promise<Value> {
  return app.evaluate((_electron, name) => Reflect.get(globalThis, name), name) as Promise<Value>
}

/** Chooses an item of the menu, whose keys and clicks of a hand cannot be given from here. */
export async function chooseMenu(app: ElectronApplication, menu: string, item: string): Promise<void> {
  await app.evaluate(
    ({ Menu, BrowserWindow }, [menu, item]) => {
      const top = Menu.getApplicationMenu()!.items.find(({ label }) => label === menu)!
      const chosen = top.submenu!.items.find(({ label }) => label === item)!
      const [window] = BrowserWindow.getAllWindows()
      chosen.click({} as never, window, window!.webContents)
    },
    [menu, item] as const,
  )
}

/** Asks for a port as the page does, and tells whether one came. */
export const portComes = `new Promise((resolve) => {
  addEventListener('message', ({ data, ports }) => data === 'desk:port' && resolve(ports.length === 1))
  window.deskWindow?.connect()
  setTimeout(() => resolve(false), 1500)
})`

/** Ends the backend of a desktop as a power cut would, or stops it for a while. */
export function killBackend(app: ElectronApplication, signal: NodeJS.Signals = 'SIGKILL'): void {
  const parent = String(app.process().pid)
  const found = execFileSync('pgrep', ['-P', parent, '-f', 'backend.mjs|delta-review-desk backend'])
  process.kill(Number(found.toString().trim().split('\n')[0]), signal)
}

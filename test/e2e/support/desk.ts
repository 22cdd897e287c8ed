import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, test as base, type Page } from '@playwright/test'
import { backendProcess } from '../../../tools/backend-process.ts'

/** One office's desk: the built backend in a process of its own on a data folder of its own, and its browser. */
export type RunningDesk = {
  readonly home: string
  readonly page: Page
  /** Ends the backend as a power cut would. */
  kill(): Promise<void>
  /** Starts it again for the page that is still open. */
  revive(): Promise<void>
}

export type Offices = {
  /** A desk on a new data folder, or on the one given, with its start page open. */
  open(home?: string): Promise<RunningDesk>
  /** An empty folder that is deleted after the test. */
  folder(): Promise<string>
}

/** Any number of desks side by side; everything is closed and deleted after the test. */
export const test = base.extend<{ offices: Offices }>({
  offices: async ({ browser }, use, info) => {
    const cleanups: (() => Promise<void>)[] = []
    const problems: string[] = []
    const folder = async () => {
      const path = await mkdtemp(join(tmpdir(), 'desk-e2e-'))
      cleanups.push(() => rm(path, { recursive: true, force: true }))
      return path
    }
    // All desks of a test stand on one machine, and none of them is this one.
    process.env.DESK_WITNESS = await folder()
    await use({
      folder,
      async open(home) {
        const { desk, close } = await openDesk(browser, home ?? join(await folder(), 'home'), problems)
        cleanups.push(close)
        return desk
      },
    })
    for (const cleanup of cleanups.reverse()) await cleanup()
    // A page that breaks its own rules, or an error nobody shows, fails the test it happened in.
    if (problems.length > 0 && info.status === 'passed') throw new Error(problems.join('\n'))
  },
})

export { expect } from '@playwright/test'

async function openDesk(browser: Browser, home: string, problems: string[]) {
  const backend = backendProcess(home)
  const startUrl = await backend.start()
  const context: BrowserContext = await browser.newContext()
  const page = await context.newPage()
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`))
  page.on('console', (message) => {
    if (/Content Security Policy|Content-Security-Policy/.test(message.text())) problems.push(message.text())
  })
  await page.goto(startUrl)
  const desk: RunningDesk = {
    home,
    page,
    kill: () => backend.end('SIGKILL'),
    async revive() {
      await backend.start()
    },
  }
  const close = async () => {
    await context.close()
    await backend.end()
  }
  return { desk, close }
}

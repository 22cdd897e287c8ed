import { defineConfig } from '@playwright/test'
import { testChromium } from './tools/chromium.ts'

// Window, backend and test count the same days.
process.env.TZ = 'Asia/Shanghai'

const { executablePath, env } = await testChromium(import.meta.dirname)

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  // Window tests need a runtime of the desktop program, named by DESK_ELECTRON.
  testIgnore: process.env.DESK_ELECTRON ? [] : ['electron*.spec.ts'],
  outputDir: 'test-results',
  globalSetup: './test/e2e/support/build.ts',
  // One at a time: two of them on two cores are no faster together, and each waits for the other.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 20_000 },
  // A browser or a worker that dies is tried once more on unattended machines, and listed as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : 'list',
  use: {
    // Colours half way through a transition are nobody's colours: the desk keeps still for those who ask.
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    // What cannot be clicked fails where it stands, not when the whole test's time is up.
    actionTimeout: 30_000,
    launchOptions: { executablePath, args: ['--no-sandbox'], env: { ...inherited(), ...env } },
  },
})

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((each): each is [string, string] => each[1] !== undefined),
  )
}

import { defineConfig } from '@playwright/test'
import { testChromium } from './tools/chromium.ts'

const { executablePath, env } = await testChromium(import.meta.dirname)

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  globalSetup: './test/e2e/support/build.ts',
  // Each test runs a backend, a worker and a browser; the machines have two cores.
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // On a machine shared with others a window may stall; what passes only the second time is listed as flaky.
  retries: process.env.CI === undefined ? 0 : 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : 'list',
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    // What cannot be clicked fails where it stands, not when the whole test's time is up.
    actionTimeout: 20_000,
    launchOptions: { executablePath, args: ['--no-sandbox'], env: { ...inherited(), ...env } },
  },
})

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((each): each is [string, string] => each[1] !== undefined),
  )
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from '../../tools/build.ts'

let folder: string
let started: ChildProcess
let said: string

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-start-'))
})

test.afterEach(async () => {
  if (started.exitCode === null && started.signalCode === null) started.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

function start(env: Record<string, string>): void {
  said = ''
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, DESK_ELECTRON: _electron, ...inherited } = process.env
  started = spawn(process.execPath, [join(root, 'tools', 'start.ts')], {
    env: { ...inherited, DESK_HOME: join(folder, 'home'), XDG_DATA_HOME: join(folder, 'data'), ...env },
  })
  started.stdout!.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
}

/** A program that stands in for a browser or runtime: notes how it was called, then does what the test says. */
async function program(name: string, body: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\necho "$@" > '${folder}/called-${name}'\n${body}\n`, { mode: 0o755 })
  return path
}

const called = (name: string) => readFile(join(folder, `called-${name}`), 'utf8').catch(() => '')

test('without a screen it prints its address, serves it once, and ends with Ctrl+C', async () => {
  start({})
  await expect.poll(() => said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/start\//)
  const url = said.match(/http:\S+/)![0]
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(303)
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(403)
  const ended = once(started, 'exit')
  started.kill('SIGINT')
  expect(await ended).toEqual([0, null])
  await expect(fetch(url)).rejects.toThrow()
})

test('without a runtime it says so and opens a browser window of its own; closing that ends it', async () => {
  const browser = await program('browser', 'sleep 1')
  const runtime = await program('runtime', 'exit 3')
  start({ DISPLAY: ':0', DESK_CHROMIUM: browser, DESK_ELECTRON: runtime })
  const [code] = await once(started, 'exit')
  expect(code).toBe(0)
  expect(said.trim().split('\n').at(-1)).toContain('没有 Electron 运行时')
  const args = await called('browser')
  expect(args).toMatch(/--app=http:\/\/127\.0\.0\.1:\d+\/start\/[\w-]{43} /)
  expect(args).toContain(`--user-data-dir=${folder}/data/delta-review-desk/window-`)
})

test('a runtime that is there is taken, and no browser opened', async () => {
  const browser = await program('browser', 'sleep 1')
  const runtime = await program('runtime', 'echo "$DESK_HOME"')
  start({ DISPLAY: ':0', DESK_CHROMIUM: browser, DESK_ELECTRON: runtime })
  const [code] = await once(started, 'exit')
  expect(code).toBe(0)
  expect((await called('runtime')).trim().endsWith(root)).toBe(true)
  expect(await called('browser')).toBe('')
})

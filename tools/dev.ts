import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { build, type InlineConfig } from 'vite'
import { type BackendProcess, backendProcess } from './backend-process.ts'
import { openBrowserWindow } from './browser-window.ts'
import { copyData, root, targets } from './build.ts'

// `--two`: two offices side by side, each with a data folder and a window of its own.
const names = process.argv.includes('--two') ? ['left', 'right'] : ['one']
const homes = names.map((name) => join(root, '.desk', name))

const desks: BackendProcess[] = []
const windows: (ChildProcess | null)[] = []

for (const target of targets) await watch(target)
await copyData()
for (const home of homes) {
  const backend = backendProcess(home, () =>
    process.stdout.write('后台已退出，保存任一后台源文件会重新启动。\n'),
  )
  desks.push(backend)
  const url = await backend.start()
  const window = await openBrowserWindow(url, home)
  if (!window) process.stdout.write(`${home}: ${url}\n`)
  windows.push(window)
}
process.stdout.write('源文件改动后自动重新生成；后台自动重启，页面按 F5。按 Ctrl+C 结束。\n')
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    for (const window of windows) window?.kill()
    await Promise.all(desks.map((desk) => desk.end()))
    process.exit(0)
  })
}

/** Resolves after the first build; later ones restart the backends when they are concerned. */
async function watch(target: InlineConfig): Promise<void> {
  const watcher = await build({ ...target, build: { ...target.build, watch: {} } })
  if (!('on' in watcher)) throw new Error('Vite did not watch')
  await new Promise<void>((resolve) => {
    let isFirst = true
    watcher.on('event', async (event) => {
      if (event.code === 'ERROR') process.stderr.write(`${event.error.message}\n`)
      if (event.code !== 'END') return
      if (!isFirst && target.build?.ssr) await Promise.all(desks.map(restart))
      isFirst = false
      resolve()
    })
  })
}

async function restart(desk: BackendProcess): Promise<void> {
  await desk.end()
  await desk.start().catch((error: Error) => process.stderr.write(`${error.message}\n`))
}

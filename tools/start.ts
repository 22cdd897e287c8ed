import { type ChildProcess, spawn } from 'node:child_process'
import { deskHome } from '../src-main/hosts/places.ts'
import { backendProcess } from './backend-process.ts'
import { hasScreen, openBrowserWindow } from './browser-window.ts'
import { buildAll, isBuilt, root } from './build.ts'
import { electronRuntime } from './electron-runtime.ts'

const home = deskHome()
let window: ChildProcess | null = null
let isEnding = false

if (!(await isBuilt())) {
  say('正在生成程序，约十秒。', 'Building the program, about ten seconds.')
  await buildAll()
}
const runtime = hasScreen() ? await electronRuntime(root) : null
if (!runtime || !(await runsInElectron(runtime))) await runInBrowser()

function say(chinese: string, english: string): void {
  process.stdout.write(`${chinese} / ${english}\n`)
}

/** False when the runtime cannot start here: it ended with an error before a person could have seen anything. */
async function runsInElectron(executable: string): Promise<boolean> {
  const began = Date.now()
  // Chromium refuses to start as root otherwise. The last two are for runtimes that are told what to start.
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root]
  const env = { ...process.env, DESK_HOME: home, APP_DIR: root, NODE24: process.execPath }
  const child = spawn(executable, args, { stdio: 'inherit', env })
  endWith(async () => void child.kill())
  const code = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 0))
  })
  return isEnding || code === 0 || Date.now() - began > 5000
}

async function runInBrowser(): Promise<void> {
  let deaths: number[] = []
  const giveUp = () => {
    say('后台无法运行，已停止；已保存的数据没有受到影响。', 'The backend cannot run; nothing saved is lost.')
    end(1)
  }
  const backend = backendProcess(home, () => {
    const now = Date.now()
    deaths = [...deaths.filter((death) => death > now - 60_000), now]
    if (deaths.length < 5) backend.start().catch(giveUp)
    else giveUp()
  })
  const end = endWith(async () => {
    window?.kill()
    await backend.end()
  })
  const url = await backend.start().catch(giveUp)
  if (!url) return
  window = await openBrowserWindow(url, home)
  if (window) {
    say(
      '没有 Electron 运行时，工作台在本机浏览器中打开。',
      'No Electron runtime: the desk opens in the browser.',
    )
    window.on('exit', () => end(0))
  } else {
    say('请在本机浏览器中打开此地址，只能用一次；按 Ctrl+C 结束。', 'Open this address here, good once:')
    process.stdout.write(`${url}\n`)
  }
}

/** Ctrl+C, and whatever ends the desk, goes this way once. */
function endWith(cleanUp: () => Promise<void>): (code: number) => void {
  const end = (code: number) => {
    if (isEnding) return
    isEnding = true
    cleanUp().finally(() => process.exit(code))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(0))
  return end
}

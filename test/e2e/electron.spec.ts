import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { root } from '../../tools/build.ts'
import { attackPage } from './support/attacks.ts'

const runtime = process.env.DESK_ELECTRON

let folder: string
let app: ElectronApplication
let page: Page

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-electron-'))
  ;[app, page] = await start()
})

test.afterEach(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const args = ['--no-sandbox', '--disable-gpu', root]

function environment(): Record<string, string> {
  return {
    ...(process.env as Record<string, string>),
    DESK_HOME: join(folder, 'home'),
    XDG_DATA_HOME: join(folder, 'data'),
    // For runtimes that are told which application to start, and which Node runs its backend.
    APP_DIR: root,
    NODE24: process.execPath,
  }
}

function launch(): Promise<ElectronApplication> {
  return _electron.launch({ executablePath: runtime!, args, timeout: 15_000, env: environment() })
}

async function start(): Promise<[ElectronApplication, Page]> {
  // On a busy machine Playwright may attach while the first page loads and then wait for ever: it is let try again.
  const started = await launch().catch(launch)
  const window = await started.firstWindow()
  await expect(window.locator('#desk')).not.toBeEmpty()
  return [started, window]
}

/** Asks for a port as the page does, and tells whether one came. */
const portComes = `new Promise((resolve) => {
  addEventListener('message', ({ data, ports }) => data === 'desk:port' && resolve(ports.length === 1))
  window.deskWindow?.connect()
  setTimeout(() => resolve(false), 1500)
})`

test('the window shows the page of the program and hands it a port, again after a reload', async () => {
  expect(page.url()).toBe('desk://app/')
  expect(await page.evaluate(portComes)).toBe(true)
  await page.reload()
  await expect(page.locator('#desk')).not.toBeEmpty()
  expect(await page.evaluate(portComes)).toBe(true)
})

test('the page reaches two functions of the window and nothing of Node or Electron', async () => {
  expect(await page.evaluate('Object.keys(window.deskWindow).sort()')).toEqual(['connect', 'pick'])
  expect(await page.evaluate('[typeof require, typeof process, typeof module, typeof Buffer]')).toEqual(
    Array(4).fill('undefined'),
  )
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
  for (const name of [
    'nodeIntegrationInSubFrames',
    'nodeIntegrationInWorker',
    'webviewTag',
    'allowRunningInsecureContent',
  ]) {
    expect(preferences[name] ?? false).toBe(false)
  }
})

test('code that was injected into a page can do nothing', async () => {
  const outcome = await attackPage(page)
  expect(new Set(Object.values(outcome)), JSON.stringify(outcome)).toEqual(new Set(['blocked']))
})

test('the window goes nowhere else and opens no other', async () => {
  for (const address of [
    'https://example.invalid/',
    'file:///etc/hostname',
    'desk://other/',
    'data:text/html,x',
  ]) {
    await page.evaluate((to) => {
      location.href = to
    }, address)
    await page.waitForTimeout(150)
    expect(page.url()).toBe('desk://app/')
    expect(await page.evaluate((to) => window.open(to), address)).toBeNull()
  }
  expect(app.windows()).toHaveLength(1)
})

test('no permission is given and nothing is loaded from outside', async () => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'persistent-storage']
    const asked = await Promise.all(
      names.map((name) => navigator.permissions.query({ name: name as PermissionName })),
    )
    return asked.map(({ state }) => state)
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
  expect(await app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(false)
  const reached = await app.evaluate(async ({ session }) => {
    const { fetch } = session.defaultSession as unknown as {
      fetch?: (url: string) => Promise<{ status: number }>
    }
    if (!fetch) return 'no fetch'
    return fetch
      .call(session.defaultSession, 'http://127.0.0.1:9/')
      .then(String, (error: Error) => error.message)
  })
  expect(reached).toContain('BLOCKED_BY_CLIENT')
})

test('only the page of the program in its own window is handed a port', async () => {
  const preload = join(root, 'out', 'preload.cjs')
  const inOtherWindow = await app.evaluate(
    async ({ BrowserWindow }, { preload, portComes }) => {
      const answers: unknown[] = []
      for (const address of ['desk://app/', 'data:text/html,<title>x</title>', 'about:blank']) {
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
        await other.loadURL(address)
        answers.push(await other.webContents.executeJavaScript(portComes))
        other.destroy()
      }
      return answers
    },
    { preload, portComes },
  )
  expect(inOtherWindow).toEqual([false, false, false])

  const navigated = await app.evaluate(async ({ BrowserWindow }, portComes) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!
    await webContents.loadURL('data:text/html,<title>x</title>')
    const port = await webContents.executeJavaScript(portComes)
    const files = await webContents.executeJavaScript(`window.deskWindow.pick('files')`)
    await webContents.loadURL('desk://app/')
    return { port, files }
  }, portComes)
  expect(navigated).toEqual({ port: false, files: [] })
  expect(await page.evaluate(portComes)).toBe(true)
})

test('the page learns names of picked files, never where they lie', async () => {
  const file = join(folder, '申报清单.xlsx')
  await writeFile(file, 'x')
  await app.evaluate(({ dialog }, file) => {
    // The native dialog cannot be driven; what it answers can.
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file, `${file}.gone`] })
  }, file)
  const picked = (await page.evaluate(`window.deskWindow.pick('files')`)) as { name: string }[]
  expect(picked.map(({ name }) => name)).toEqual(['申报清单.xlsx'])
  expect(JSON.stringify(picked)).not.toContain(folder)
})

test('a page whose backend died is told so and gets a port to the next one', async () => {
  expect(await page.evaluate(portComes)).toBe(true)
  await page.evaluate(`window.seen = []; addEventListener('message', ({ data }) => window.seen.push(data))`)
  const parent = String(app.process().pid)
  const backends = execFileSync('pgrep', ['-P', parent, '-f', 'backend.mjs|delta-review-desk backend'])
  process.kill(Number(backends.toString().trim().split('\n')[0]), 'SIGKILL')
  await expect.poll(() => page.evaluate('window.seen')).toEqual(['desk:lost', 'desk:port'])
})

test('a second start on the same data folder ends and leaves the first alone', async () => {
  const second = spawn(runtime!, args, { env: environment(), stdio: 'ignore' })
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  expect(await page.evaluate(portComes)).toBe(true)
})

test('the window comes back where and as large as it was', async () => {
  const wanted = { x: 10, y: 20, width: 1210, height: 705 }
  await app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]!.setBounds(bounds),
    wanted,
  )
  await app.close()
  ;[app, page] = await start()
  const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
  expect(bounds).toMatchObject({ width: 1210, height: 705 })
})

test('the menu is Chinese', async () => {
  const labels = await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map(({ label }) => label))
  expect(labels).toEqual(['文件', '编辑', '视图', '帮助'])
})

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { root } from '../../tools/build.ts'
import { attackPage } from './support/attacks.ts'
import { killBackend, portComes, startDesktop } from './support/electron.ts'

let folder: string
let app: ElectronApplication
let page: Page

async function open(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'desk-electron-'))
  ;({ app, page } = await startDesktop(folder))
}

async function close(): Promise<void> {
  await app.close()
  await rm(folder, { recursive: true, force: true })
}

test.describe('a window that nobody harms', () => {
  test.beforeAll(open)
  test.afterAll(close)

  test('the window shows the page of the program and hands it a port, again after a reload', async () => {
    expect(page.url()).toBe('desk://app/')
    expect(await page.evaluate(portComes)).toBe(true)
    await page.reload()
    await expect(page.locator('#desk')).not.toBeEmpty()
    expect(await page.evaluate(portComes)).toBe(true)
  })

  test('the page reaches four functions of the window and nothing of Node or Electron', async () => {
    expect(await page.evaluate('Object.keys(window.deskWindow).sort()')).toEqual([
      'answerClosing',
      'connect',
      'pick',
      'scale',
    ])
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
      'experimentalFeatures',
      'spellcheck',
      'navigateOnDragDrop',
    ]) {
      expect(preferences[name] ?? false, name).toBe(false)
    }
    for (const name of ['enableBlinkFeatures', 'disableBlinkFeatures', 'additionalArguments']) {
      expect(preferences[name] ?? '', name).toHaveLength(0)
    }
  })

  test('code that was injected into a page can do nothing', async () => {
    const policy = await page.evaluate(
      async () => (await fetch('/index.html')).headers.get('content-security-policy') ?? '',
    )
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-[\w-]{20,}';/)
    expect(policy).toContain("base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
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
    const asked = await page.evaluate(async () => {
      const refused = (work: Promise<unknown>) =>
        work.then(
          (answer) => String(answer),
          () => 'refused',
        )
      return Promise.all([
        refused(Notification.requestPermission()),
        refused(navigator.clipboard.readText()),
        refused(navigator.mediaDevices.getDisplayMedia()),
        refused(document.body.requestPointerLock() as unknown as Promise<void>),
        refused(
          (navigator as unknown as { usb: { requestDevice(of: object): Promise<void> } }).usb.requestDevice({
            filters: [],
          }),
        ),
      ])
    })
    expect(asked).toEqual(['denied', 'refused', 'refused', expect.anything(), 'refused'])
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
})

test.describe('a window that is led astray', () => {
  test.beforeEach(open)
  test.afterEach(close)

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

    // The window is led elsewhere by other means than its own: it gets no port, now or after the backend's next start.
    const portNow = (address: string) =>
      app.evaluate(
        async ({ BrowserWindow }, { address, portComes }) => {
          const { webContents } = BrowserWindow.getAllWindows()[0]!
          await webContents.loadURL(address)
          const port = await webContents.executeJavaScript(portComes)
          const files = await webContents.executeJavaScript(
            `window.deskWindow.pick({ kind: 'files', title: '附件', extensions: ['pdf'] })`,
          )
          return { port, files }
        },
        { address, portComes },
      )
    expect(await portNow('data:text/html,<title>x</title>')).toEqual({ port: false, files: [] })
    await page.goto('desk://app/')
    expect(await page.evaluate(portComes)).toBe(true)
    const led = app.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      await webContents.loadURL('data:text/html,<title>x</title>')
      return webContents.executeJavaScript(`new Promise((resolve) => {
        const seen = []
        addEventListener('message', ({ data }) => seen.push(data))
        setTimeout(() => resolve(seen), 3000)
      })`)
    })
    await page.waitForURL('data:**')
    killBackend(app)
    expect(await led).not.toContain('desk:port')
  })

  test('a frame in the page, no frame, and unfit questions get nothing', async () => {
    await page.evaluate(() => document.body.append(document.createElement('iframe')))
    const outcome = await app.evaluate(async ({ BrowserWindow, dialog, ipcMain }) => {
      const { mainFrame } = BrowserWindow.getAllWindows()[0]!.webContents
      const inner = mainFrame.frames[0]!
      const told: string[] = []
      for (const frame of [mainFrame, inner]) {
        const name = frame === inner ? 'inner' : 'main'
        const post = frame.postMessage.bind(frame)
        frame.postMessage = (channel, message, ports) => {
          told.push(`${name} ${channel}`)
          if (frame === mainFrame) post(channel, message, ports)
        }
      }
      let boxes = 0
      dialog.showOpenDialog = (async () => {
        boxes++
        return { canceled: true, filePaths: [] }
      }) as typeof dialog.showOpenDialog
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<
        string,
        (...given: unknown[]) => unknown
      >
      const pick = async (senderFrame: unknown, asked: unknown) => {
        let answer: unknown
        const event = {
          senderFrame,
          _reply: (given: unknown) => (answer = given),
          sendReply: (given: unknown) => (answer = given),
        }
        const given = await handlers.get('desk:pick')!(event, asked)
        return given ?? answer
      }
      const fit = { kind: 'files', title: '附件', extensions: ['pdf'] }
      for (const senderFrame of [inner, null]) {
        ipcMain.emit('desk:connect', { senderFrame })
        ipcMain.emit('desk:scale', { senderFrame }, 150)
        ipcMain.emit('desk:answer-closing', { senderFrame }, 'close')
        await pick(senderFrame, fit)
      }
      const unfit = [
        null,
        'folder',
        { ...fit, kind: 'save' },
        { ...fit, title: '' },
        { ...fit, extensions: ['../x'] },
        { ...fit, extensions: '*' },
      ]
      for (const asked of unfit) await pick(mainFrame, asked)
      ipcMain.emit('desk:scale', { senderFrame: mainFrame }, 5000)
      const before = [boxes, [...told]]
      await pick(mainFrame, fit)
      const [window] = BrowserWindow.getAllWindows()
      return { before, boxes, scale: window!.webContents.getZoomFactor() }
    })
    expect(outcome).toEqual({ before: [0, []], boxes: 1, scale: 1 })
    // Nor did the frame take the place of the page, which gets the port to the next backend.
    await page.evaluate(`addEventListener('message', ({ data }) => { window.told = data })`)
    killBackend(app)
    await expect.poll(() => page.evaluate('window.told')).toBe('desk:port')
  })

  test('a page whose backend died is told so and gets a port to the next one', async () => {
    expect(await page.evaluate(portComes)).toBe(true)
    await page.evaluate(`window.seen = []; addEventListener('message', ({ data }) => window.seen.push(data))`)
    killBackend(app)
    await expect.poll(() => page.evaluate('window.seen')).toEqual(['desk:lost', 'desk:port'])
  })
})

import { join } from 'node:path'
import { app, dialog, ipcMain, Menu, protocol, session, type WebFrameMain } from 'electron'
import { connectChannel, pickChannel, scaleChannel } from './bridge.ts'
import { materialsFolder } from './demo/materials.ts'
import { startBackend } from './electron-main-backend.ts'
import { showAbout, showBackendGone, showDataFolder } from './electron-main-boxes.ts'
import { watchPage } from './electron-main-closing.ts'
import { applicationMenu, contextMenu } from './electron-main-menu.ts'
import { isDeskFrame, lockDown, pageScheme, servePages } from './electron-main-pages.ts'
import { pickFiles } from './electron-main-pick.ts'
import { isScale, openWindow } from './electron-main-window.ts'
import { openLogFile } from './log-file.ts'
import { deskHome, windowFolder } from './places.ts'
import { tooOld } from './system-library.ts'
import { logUnexpected } from './unexpected.ts'

const home = deskHome()
app.setPath('userData', windowFolder(home))
// Chromium cannot sandbox for root: whoever starts it so says --no-sandbox and must mean it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
// The window keeps no secrets: a keyring that asks for its password at every start would only frighten.
app.commandLine.appendSwitch('password-store', 'basic')
// What Chromium itself says is Chinese on every system.
app.commandLine.appendSwitch('lang', 'zh-CN')
protocol.registerSchemesAsPrivileged([
  {
    scheme: pageScheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
])

// One window per data folder: the lock lies in the folder above, which belongs to it alone.
if (app.requestSingleInstanceLock()) app.whenReady().then(start)
else app.quit()

function start(): Promise<void> | void {
  const complaint = tooOld(app.getAppPath())
  if (complaint === null) return run()
  process.stderr.write(`${complaint}\n`)
  dialog.showErrorBox('本机系统版本过旧', complaint)
  app.exit(1)
}

async function run(): Promise<void> {
  const out = join(app.getAppPath(), 'out')
  const folder = app.getPath('userData')
  const log = openLogFile(join(folder, 'desk.log'))
  // Electron would show a box in English, with paths, that keeps the window from closing.
  process.on('uncaughtException', (error) => logUnexpected(error, log))
  process.on('unhandledRejection', (error) => logUnexpected(error, log))
  await servePages(session.defaultSession, join(out, 'renderer'))
  lockDown(session.defaultSession)

  const frame = openWindow({
    preload: join(out, 'preload.cjs'),
    stateFile: join(folder, 'window.json'),
    devTools: !app.isPackaged,
  })
  const { window } = frame
  const contents = window.webContents
  const isOurs = (sender: WebFrameMain | null) => isDeskFrame(sender, contents)
  const backend = startBackend({
    file: join(out, 'backend.mjs'),
    home,
    log,
    isOurs,
    onGivenUp() {
      showBackendGone()
      app.exit(1)
    },
  })
  app.on('will-quit', () => backend.close())
  app.on('window-all-closed', () => app.quit())
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  watchPage(window, { isOurs, log, quit: () => app.quit() })

  const menu = Menu.buildFromTemplate(
    applicationMenu({
      toPage: (message) => contents.send(message),
      scale: frame.scale,
      showDataFolder: () => showDataFolder(window, home),
      showAbout: () => showAbout(window),
      resetPlace: frame.resetPlace,
    }),
  )
  Menu.setApplicationMenu(menu)
  contents.on('context-menu', (_event, at) => {
    const items = contextMenu(at)
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window })
  })

  ipcMain.on(connectChannel, ({ senderFrame }) => backend.connect(senderFrame))
  ipcMain.handle(pickChannel, async ({ senderFrame }, asked: unknown) => {
    if (!isOurs(senderFrame)) return []
    const places = { memory: join(folder, 'folders.json'), beginning: join(home, materialsFolder) }
    return backend.grant(await pickFiles(window, asked, places))
  })
  ipcMain.on(scaleChannel, ({ senderFrame }, percent: unknown) => {
    if (!isOurs(senderFrame) || !isScale(percent)) return
    frame.setScale(percent)
    menu.getMenuItemById(`scale-${percent}`)!.checked = true
  })
  await window.loadURL(`${pageScheme}://app/`)
}

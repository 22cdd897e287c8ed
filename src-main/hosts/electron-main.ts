import { join } from 'node:path'
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol, session } from 'electron'
import { connectChannel, pickChannel } from './bridge.ts'
import { startBackend } from './electron-main-backend.ts'
import { applicationMenu } from './electron-main-menu.ts'
import { isDeskPage, lockDown, pageScheme, servePages } from './electron-main-pages.ts'
import { openWindow } from './electron-main-window.ts'
import { openLogFile } from './log-file.ts'
import { deskHome, windowFolder } from './places.ts'
import { logUnexpected } from './unexpected.ts'

const home = deskHome()
app.setPath('userData', windowFolder(home))
// Chromium cannot sandbox for root: whoever starts it so says --no-sandbox and must mean it.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  {
    scheme: pageScheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
  },
])

// One window per data folder: the lock lies in the folder above, which belongs to it alone.
if (app.requestSingleInstanceLock()) run()
else app.quit()

function run(): void {
  let window: BrowserWindow | undefined
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('window-all-closed', () => app.quit())
  app.whenReady().then(async () => {
    const out = join(app.getAppPath(), 'out')
    const log = openLogFile(join(app.getPath('userData'), 'desk.log'))
    // Electron would show a box in English, with paths, that keeps the window from closing.
    process.on('uncaughtException', (error) => logUnexpected(error, log))
    process.on('unhandledRejection', (error) => logUnexpected(error, log))
    Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu()))
    await servePages(session.defaultSession, join(out, 'renderer'))
    lockDown(session.defaultSession)
    const backend = startBackend({
      file: join(out, 'backend.mjs'),
      home,
      log,
      onGivenUp() {
        dialog.showErrorBox(
          '工作台后台无法运行',
          '后台进程多次意外退出。已保存的数据没有受到影响。请重新打开工作台；仍不行时，把窗口数据文件夹中的 desk.log 交给管理员。\n代码 desk/backend-gone',
        )
        app.quit()
      },
    })
    app.on('will-quit', () => backend.close())

    window = openWindow(join(out, 'preload.cjs'), join(app.getPath('userData'), 'window.json'))
    const isOurs = (frame: Electron.WebFrameMain | null) =>
      frame !== null && frame === window?.webContents.mainFrame && isDeskPage(frame.url)

    ipcMain.on(connectChannel, ({ senderFrame }) => {
      if (isOurs(senderFrame)) backend.connect(senderFrame!)
    })
    ipcMain.handle(pickChannel, async ({ senderFrame }, kind: unknown) => {
      if (!isOurs(senderFrame) || !window) return []
      const { filePaths } = await dialog.showOpenDialog(window, {
        properties:
          kind === 'folder' ? ['openDirectory', 'createDirectory'] : ['openFile', 'multiSelections'],
      })
      return backend.grant(filePaths)
    })
    await window.loadURL(`${pageScheme}://app/`)
  })
}

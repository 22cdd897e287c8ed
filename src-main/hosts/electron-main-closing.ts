import { type BrowserWindow, ipcMain, type WebFrameMain } from 'electron'
import { answerClosingChannel, closingMessage } from './bridge.ts'
import { asksToCloseAnyway, asksToEndPage, asksToReload } from './electron-main-boxes.ts'
import type { Log } from './unexpected.ts'

/** How long a page may take to say whether there is something to ask or keep. */
const patience = 5000

/**
 * Closing asks the page first, which keeps what is typed and asks the person while something runs. A page that ended or
 * hangs can be opened again: the backend and what was recorded are not concerned.
 */
export function watchPage(
  window: BrowserWindow,
  { isOurs, log, quit }: { isOurs(frame: WebFrameMain | null): boolean; log: Log; quit: () => void },
): void {
  const { webContents } = window
  let waiting: NodeJS.Timeout | undefined
  let isEnding = false
  let isAsking = false

  async function ask(question: (window: BrowserWindow) => Promise<boolean>): Promise<boolean> {
    if (isAsking) return false
    isAsking = true
    try {
      return await question(window)
    } finally {
      isAsking = false
    }
  }

  window.on('close', (event) => {
    if (!isOurs(webContents.mainFrame) || webContents.isCrashed()) return
    event.preventDefault()
    if (waiting) return
    webContents.send(closingMessage)
    waiting = setTimeout(async () => {
      waiting = undefined
      if (await ask(asksToCloseAnyway)) window.destroy()
    }, patience)
  })
  ipcMain.on(answerClosingChannel, ({ senderFrame }, answer: unknown) => {
    if (!isOurs(senderFrame)) return
    clearTimeout(waiting)
    waiting = undefined
    if (answer === 'close') window.destroy()
  })

  webContents.on('render-process-gone', async (_event, { reason }) => {
    log(`${new Date().toISOString()} page ended: ${reason}\n`)
    if (isEnding || (await ask(asksToReload))) webContents.reload()
    else quit()
    isEnding = false
  })
  window.on('unresponsive', async () => {
    if (!(await ask(asksToEndPage))) return
    isEnding = true
    webContents.forcefullyCrashRenderer()
  })
}

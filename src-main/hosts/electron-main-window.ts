import { BrowserWindow, screen } from 'electron'
import type { Scale } from './bridge.ts'
import { recall, remember } from './window-memory.ts'
import { type Place, placeWindow, smallestSize } from './window-place.ts'

export type DeskWindowFrame = {
  readonly window: BrowserWindow
  readonly scale: () => Scale
  setScale(percent: Scale): void
  /** The usual size in the middle of the primary display. */
  resetPlace(): void
}

/** A sandboxed window that comes back where it was, as far as the screens of today show it, and as large in its letters. */
export function openWindow(options: {
  preload: string
  stateFile: string
  devTools: boolean
}): DeskWindowFrame {
  const { preload, stateFile, devTools } = options
  const remembered = recall(stateFile)
  let scale: Scale = isScale(remembered.scale) ? remembered.scale : 100
  const window = new BrowserWindow({
    ...placeWindow(remembered, workAreas()),
    ...smallestAllowed(),
    show: false,
    autoHideMenuBar: true,
    title: '长三角评审工作台',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  const { webContents } = window
  if (remembered.isMaximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  // A page that is loaded starts with the scale that Chromium remembers for its origin.
  webContents.on('did-finish-load', () => webContents.setZoomFactor(scale / 100))
  window.on('closed', () => screen.off('display-removed', comeBack))
  screen.on('display-removed', comeBack)

  function keep(): void {
    remember(stateFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized(), scale })
  }
  window.on('close', keep)

  /** The display on which the window stood was taken away. */
  function comeBack(): void {
    if (window.isMaximized() || window.isFullScreen()) return
    window.setBounds(placeWindow(window.getBounds(), workAreas()))
  }

  return {
    window,
    scale: () => scale,
    setScale(percent) {
      scale = percent
      webContents.setZoomFactor(percent / 100)
      keep()
    },
    resetPlace() {
      window.unmaximize()
      window.setBounds(placeWindow({}, workAreas()))
    },
  }
}

export function isScale(value: unknown): value is Scale {
  return value === 100 || value === 125 || value === 150
}

function workAreas(): [Place, ...Place[]] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary.workArea, ...others.map(({ workArea }) => workArea)]
}

function smallestAllowed(): { minWidth: number; minHeight: number } {
  const { width, height } = smallestSize(screen.getPrimaryDisplay().workArea)
  return { minWidth: width, minHeight: height }
}

import { readFileSync, writeFileSync } from 'node:fs'
import { BrowserWindow, type Rectangle, screen } from 'electron'

type Remembered = Partial<Rectangle> & { readonly isMaximized?: boolean }

const usual = { width: 1366, height: 768 }
const smallest = { width: 1200, height: 700 }

/** A sandboxed window that comes back where it was, as far as the screens of today show it. */
export function openWindow(preload: string, stateFile: string): BrowserWindow {
  const remembered = read(stateFile)
  const { workAreaSize } = screen.getPrimaryDisplay()
  const window = new BrowserWindow({
    ...usual,
    ...(isVisible(remembered) ? remembered : {}),
    minWidth: Math.min(smallest.width, workAreaSize.width),
    minHeight: Math.min(smallest.height, workAreaSize.height),
    show: false,
    autoHideMenuBar: true,
    title: '长三角评审工作台',
    backgroundColor: '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      navigateOnDragDrop: false,
    },
  })
  if (remembered.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    const state: Remembered = { ...window.getNormalBounds(), isMaximized: window.isMaximized() }
    try {
      writeFileSync(stateFile, JSON.stringify(state))
    } catch {
      // A full disk must not keep the window from closing.
    }
  })
  return window
}

function read(file: string): Remembered {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Missing at the first start; damaged is as good as missing.
    return {}
  }
}

function isVisible({ x, y, width, height }: Remembered): boolean {
  if (![x, y, width, height].every(Number.isInteger)) return false
  const { workArea } = screen.getDisplayMatching({ x: x!, y: y!, width: width!, height: height! })
  const isInside = (at: number, from: number, length: number) => at >= from && at < from + length - 100
  return isInside(x!, workArea.x, workArea.width) && isInside(y!, workArea.y, workArea.height)
}

import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const installed: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  win32: [process.env['ProgramFiles(x86)'], process.env.ProgramFiles, process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
    ]),
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
}

/** The Chromium-like browser of this machine: DESK_CHROMIUM, or where systems put it; null when there is none. */
export function installedChromium(): string | null {
  const chosen = process.env.DESK_CHROMIUM
  if (chosen) return chosen
  return installed[process.platform]?.find((path) => existsSync(path)) ?? null
}

export type TestBrowser = {
  readonly executablePath: string
  readonly env: Record<string, string>
  /** Whether it is the one from the npm registry: headless, and without Chinese glyphs unless the system has them. */
  readonly isBundled: boolean
}

/** A browser for tests on any machine: the installed one, else the one among the development packages. */
export async function testChromium(root: string): Promise<TestBrowser> {
  const executablePath = installedChromium()
  return executablePath ? { executablePath, env: {}, isBundled: false } : bundledChromium(root)
}

async function bundledChromium(root: string): Promise<TestBrowser> {
  const packed = join(root, 'node_modules', '@sparticuz', 'chromium', 'bin')
  const folder = join(root, 'node_modules', '.cache', 'chromium')
  if (!existsSync(folder)) {
    const unfinished = `${folder}-${process.pid}`
    await mkdir(unfinished, { recursive: true })
    // The package unpacks into the folder for temporary files and takes whatever lies there for complete.
    process.env.TMPDIR = unfinished
    try {
      const { default: chromium, inflate } = await import('@sparticuz/chromium')
      await chromium.executablePath(packed)
      await inflate(join(packed, 'al2023.tar.br'))
      await writeFile(join(unfinished, 'fonts', 'fonts.conf'), fontsIn(folder))
      await rename(unfinished, folder)
    } finally {
      delete process.env.TMPDIR
      await rm(unfinished, { recursive: true, force: true })
    }
  }
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
    isBundled: true,
  }
}

/** The font that comes along is Latin only; whatever the system has is used too. */
function fontsIn(folder: string): string {
  const folders = [join(folder, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts']
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders
    .map((each) => `<dir>${each}</dir>`)
    .join('')}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>\n`
}

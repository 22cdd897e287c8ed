import { app, type Session, type WebContents, type WebFrameMain } from 'electron'
import { openRendererFiles } from './renderer-files.ts'

/** Pages come from `desk://app/`, an origin of its own, never from file: or http:. */
export const pageScheme = 'desk'

export function isDeskPage(address: string): boolean {
  return address.startsWith(`${pageScheme}://app/`)
}

/** Whether a message came from the page of the program in its own window: not from a frame in it, nor from another page. */
export function isDeskFrame(frame: WebFrameMain | null, contents: WebContents): frame is WebFrameMain {
  try {
    return frame !== null && frame === contents.mainFrame && isDeskPage(frame.url)
  } catch {
    // A frame or window that was disposed of throws on every use.
    return false
  }
}

export async function servePages(session: Session, folder: string): Promise<void> {
  const files = await openRendererFiles(folder)
  session.protocol.handle(pageScheme, async (request) => {
    if (!isDeskPage(request.url) || request.method !== 'GET') return new Response(null, { status: 403 })
    const { status, headers, body } = await files(new URL(request.url).pathname)
    return new Response(body, { status, headers })
  })
}

/** No permission, no request outside the program, no navigation, no further window: nothing here ever needs one. */
export function lockDown(session: Session): void {
  // Dictionaries would come from the network.
  session.setSpellCheckerEnabled(false)
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !/^(?:desk:|blob:desk:|data:|devtools:)/.test(url) })
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

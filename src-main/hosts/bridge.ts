import type { FileEntry } from '../core/ports/files.ts'

/** What the preload puts into an Electron window as `window.deskWindow`; absent in a browser. */
export type DeskWindow = {
  /** Asks for a port to the backend; it arrives as a window message, again whenever the backend was restarted. */
  connect(): void
  /** The native picker; empty when the person cancels. */
  pick(kind: 'files' | 'folder'): Promise<readonly FileEntry[]>
}

/** Window messages by which the preload hands a port over, or says that the backend is gone. */
export const portMessage = 'desk:port'
export const lostMessage = 'desk:lost'

/** From the preload to the main process. */
export const connectChannel = 'desk:connect'
export const pickChannel = 'desk:pick'

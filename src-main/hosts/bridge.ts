import type { FileEntry } from '../core/ports/files.ts'

export type PickRequest = {
  readonly kind: 'file' | 'files' | 'folder'
  /** Says in Chinese what is picked; what was picked under the same title comes up first the next time. */
  readonly title: string
  /** Without dot, lower case; empty for folders. */
  readonly extensions: readonly string[]
}

/** How large everything in the window is, in per cent. */
export type Scale = 100 | 125 | 150

/** What the preload puts into an Electron window as `window.deskWindow`; absent in a browser. */
export type DeskWindow = {
  /** Asks for a port to the backend; it arrives as a window message, again whenever the backend was restarted. */
  connect(): void
  /** The native picker; empty when the person cancels. */
  pick(request: PickRequest): Promise<readonly FileEntry[]>
  /** Answers `closingMessage`: the page asks the person first, or there is nothing more to keep. */
  answerClosing(answer: 'wait' | 'close'): void
  /** Enlarges the window's content, now and at the next start. */
  scale(percent: Scale): void
}

/** Window messages by which the preload hands a port over, or says that the backend is gone. */
export const portMessage = 'desk:port'
export const lostMessage = 'desk:lost'
/** The window is to be closed; without an answer the person is asked by the system's own box. */
export const closingMessage = 'desk:closing'
/** What was chosen in the menu for the page to carry out. */
export const menuMessages = [
  'desk:print',
  'desk:keys',
  'desk:scale-100',
  'desk:scale-125',
  'desk:scale-150',
] as const
export type MenuMessage = (typeof menuMessages)[number]

/** From the preload to the main process. */
export const connectChannel = 'desk:connect'
export const pickChannel = 'desk:pick'
export const answerClosingChannel = 'desk:answer-closing'
export const scaleChannel = 'desk:scale'

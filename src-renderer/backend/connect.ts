import type { Module } from '../../src-main/core/module.ts'
import type { FileEntry } from '../../src-main/core/ports/files.ts'
import type { DeskWindow } from '../../src-main/hosts/bridge.ts'
import { type Connection, createConnection } from './connection.ts'
import { dialSocket, dialWindow } from './line.ts'

declare global {
  interface Window {
    readonly deskWindow?: DeskWindow
  }
}

/** Connects this page to its backend: by the window's port in Electron, else by a socket to where it came from. */
export function connect<Modules extends { readonly [name: string]: Module }>(): Connection<Modules> {
  const host = window.deskWindow
  return createConnection(host ? dialWindow(host) : dialSocket(`ws://${location.host}/desk`))
}

/** The system's own picker; null in a browser, where the backend's folders are browsed instead. */
export const nativePicker: ((kind: 'files' | 'folder') => Promise<readonly FileEntry[]>) | null =
  typeof window !== 'undefined' && window.deskWindow ? window.deskWindow.pick : null

import type { Module } from '../../src-main/core/module.ts'
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
  return createConnection(hostWindow ? dialWindow(hostWindow) : dialSocket(`ws://${location.host}/desk`))
}

/** The window of the desktop program; null in a browser, where the desk's own picker, printing and scale are used. */
export const hostWindow: DeskWindow | null =
  typeof window !== 'undefined' && window.deskWindow ? window.deskWindow : null

/** Tells what the window asks of its page (`hosts/bridge.ts`); answers how to stop listening. */
export function onHostMessage(listener: (message: unknown) => void): () => void {
  const hear = ({ source, data }: MessageEvent) => {
    if (source === window) listener(data)
  }
  window.addEventListener('message', hear)
  return () => window.removeEventListener('message', hear)
}

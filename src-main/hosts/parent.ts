import type { FileEntry } from '../core/ports/files.ts'
import type { Resume } from './http-server.ts'

/**
 * What the backend's process finds in its environment. Left to itself the C library keeps a heap of its own for every
 * thread: some thirty MiB for each worker, that nobody uses again.
 */
export function backendEnvironment(home: string): Record<string, string | undefined> {
  return { MALLOC_ARENA_MAX: '2', ...process.env, DESK_HOME: home }
}

/** What the process that started the backend says to it. */
export type ToBackend =
  /** Comes with a port: a window's line. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'grant'; readonly id: number; readonly path: string }
  /** First message in the browser host; `resume` after a restart. */
  | { readonly kind: 'listen'; readonly resume: Resume | null }
  | { readonly kind: 'close' }

/** What the backend says to the process that started it. */
export type FromBackend =
  | { readonly kind: 'ready' }
  /** Null when the file has gone in between. */
  | { readonly kind: 'granted'; readonly id: number; readonly entry: FileEntry | null }
  | { readonly kind: 'listening'; readonly startUrl: string }
  | { readonly kind: 'claimed'; readonly resume: Resume }

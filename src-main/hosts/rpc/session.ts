import type { Module, Progress, SecondPerson } from '../../core/module.ts'
import type { FileEntry } from '../../core/ports/files.ts'
import type { Result } from '../../core/result.ts'

/** What a call brings; `input` has passed the call's schema, `signal` aborts when the person cancels or leaves. */
export type CallRequest = {
  readonly input: unknown
  readonly key?: string
  readonly second?: SecondPerson
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/**
 * Pushed to every open window. `changed`: what queries answer may differ from now on (`at` is the log's length).
 * `state`: who is logged in at this window, by id; sent first of all and on every login, lock and logout.
 */
export type Notice =
  | { readonly kind: 'changed'; readonly at: number }
  | { readonly kind: 'state'; readonly person: string | null }

/** One open window and who is logged in at it. */
export type Session = {
  /** Refuses with `desk/not-logged-in` what needs a login; a throw is unexpected and reaches the window as an id only. */
  call(
    path: { readonly module: string; readonly name: string },
    request: CallRequest,
  ): Promise<Result<unknown>>
  /** Ends when the signal aborts. */
  notices(signal: AbortSignal): AsyncIterable<Notice>
  /** The window is gone: forget the login. Called once. */
  close(): void
}

/** Who is at the other end: an Electron window, or a browser known by the digest of its cookie. */
export type Peer = { readonly kind: 'window' } | { readonly kind: 'browser'; readonly id: string }

export type Backend = {
  readonly modules: { readonly [name: string]: Module }
  openSession(peer: Peer): Session
  readonly fileTokens: {
    /** What the native picker returned becomes a token; the window never sees the path. */
    grant(path: string): Promise<FileEntry>
  }
  /** Ends jobs, closes the database; the desk may be opened again afterwards. */
  close(): Promise<void>
}

/** Refusal of a call that needs a login while nobody is logged in; windows wait for the login and repeat. */
export const notLoggedIn = 'desk/not-logged-in'

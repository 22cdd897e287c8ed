import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebFrameMain } from 'electron'
import type { FileEntry } from '../core/ports/files.ts'
import { lostMessage, portMessage } from './bridge.ts'
import { backendEnvironment, type FromBackend, type ToBackend } from './parent.ts'
import type { Log } from './unexpected.ts'

export type BackendProcess = {
  /**
   * Hands the frame a port to the backend, now or when it is ready, and again after a restart; each time only if it then
   * shows the page of the program.
   */
  connect(frame: WebFrameMain | null): void
  /** Tokens for what the person picked; a file that is gone meanwhile is left out. */
  grant(paths: readonly string[]): Promise<readonly FileEntry[]>
  close(): void
}

const maxRestarts = 5
const restartWindow = 60_000

/** Keeps the backend running in a process of its own; gives up when it ends five times within a minute. */
export function startBackend(options: {
  readonly file: string
  readonly home: string
  readonly log: Log
  readonly isOurs: (frame: WebFrameMain | null) => frame is WebFrameMain
  readonly onGivenUp: () => void
}): BackendProcess {
  const { log, isOurs } = options
  const granting = new Map<number, (entry: FileEntry | null) => void>()
  let child: UtilityProcess
  let isReady = false
  let isClosing = false
  let page: WebFrameMain | undefined
  let lastGrant = 0
  let ends: number[] = []

  function start(): void {
    child = utilityProcess.fork(options.file, [], {
      serviceName: 'delta-review-desk backend',
      stdio: 'pipe',
      env: backendEnvironment(options.home),
    })
    child.stderr?.on('data', (chunk: Buffer) => log(chunk.toString()))
    child.stdout?.resume()
    child.on('message', (message: FromBackend) => {
      if (message.kind === 'granted') granting.get(message.id)?.(message.entry)
      if (message.kind !== 'ready') return
      isReady = true
      if (page) handOver(page)
    })
    child.on('exit', (code) => {
      isReady = false
      for (const answer of granting.values()) answer(null)
      if (isClosing) return
      log(`${new Date().toISOString()} backend ended with ${code}\n`)
      reaches(() => page?.send(lostMessage))
      const now = Date.now()
      ends = [...ends.filter((end) => end > now - restartWindow), now]
      if (ends.length >= maxRestarts) options.onGivenUp()
      else start()
    })
  }

  function handOver(frame: WebFrameMain): void {
    if (!isOurs(frame)) return
    const { port1, port2 } = new MessageChannelMain()
    if (!reaches(() => frame.postMessage(portMessage, null, [port2]))) return
    child.postMessage({ kind: 'connect' } satisfies ToBackend, [port1])
  }

  start()
  return {
    connect(frame) {
      if (!isOurs(frame)) return
      page = frame
      if (isReady) handOver(frame)
    },
    async grant(paths) {
      const entries = paths.map(
        (path) =>
          new Promise<FileEntry | null>((resolve) => {
            const id = ++lastGrant
            granting.set(id, (entry) => {
              granting.delete(id)
              resolve(entry)
            })
            if (isReady) child.postMessage({ kind: 'grant', id, path } satisfies ToBackend)
            else granting.get(id)!(null)
          }),
      )
      return (await Promise.all(entries)).filter((entry) => entry !== null)
    },
    close() {
      isClosing = true
      child.kill()
    },
  }
}

/** False when the page has gone meanwhile: a frame that was disposed of throws on every use. */
function reaches(send: () => void): boolean {
  try {
    send()
    return true
  } catch {
    return false
  }
}

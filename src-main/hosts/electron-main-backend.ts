import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebFrameMain } from 'electron'
import type { FileEntry } from '../core/ports.ts'
import { lostMessage, portMessage } from './bridge.ts'
import type { FromBackend, ToBackend } from './parent.ts'

export type BackendProcess = {
  /** Hands the frame a port to the backend, now or when it is ready, and again after a restart. */
  connect(frame: WebFrameMain): void
  /** Tokens for what the person picked; a file that is gone meanwhile is left out. */
  grant(paths: readonly string[]): Promise<readonly FileEntry[]>
  close(): void
}

const maxLog = 1024 * 1024
const maxRestarts = 5
const restartWindow = 60_000

/** Keeps the backend running in a process of its own; gives up when it ends five times within a minute. */
export function startBackend(options: {
  readonly file: string
  readonly home: string
  readonly logFile: string
  readonly onGivenUp: () => void
}): BackendProcess {
  const log = openLog(options.logFile)
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
      env: { ...process.env, DESK_HOME: options.home },
    })
    child.stderr?.on('data', (chunk: Buffer) => log.write(chunk))
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
      log.write(`${new Date().toISOString()} backend ended with ${code}\n`)
      tell(page)
      const now = Date.now()
      ends = [...ends.filter((end) => end > now - restartWindow), now]
      if (ends.length >= maxRestarts) options.onGivenUp()
      else start()
    })
  }

  function handOver(frame: WebFrameMain): void {
    const { port1, port2 } = new MessageChannelMain()
    child.postMessage({ kind: 'connect' } satisfies ToBackend, [port1])
    frame.postMessage(portMessage, null, [port2])
  }

  start()
  return {
    connect(frame) {
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

/** The page may have gone by itself; then there is nobody to tell. */
function tell(page: WebFrameMain | undefined): void {
  try {
    page?.send(lostMessage)
  } catch {
    // A frame that was disposed of throws on every use.
  }
}

function openLog(file: string) {
  mkdirSync(dirname(file), { recursive: true })
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > maxLog) renameSync(file, `${file}.1`)
  return createWriteStream(file, { flags: 'a', mode: 0o600 })
}

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Resume } from '../src-main/hosts/http-server.ts'
import { backendEnvironment, type FromBackend, type ToBackend } from '../src-main/hosts/parent.ts'
import { out } from './build.ts'

/** The built backend with its loopback server, in a process of its own that can be started again. */
export type BackendProcess = {
  /** Resolves with the start address when it listens; after a restart the same browser is served on the same port. */
  start(): Promise<string>
  /** Ends it as the signal says; resolves when it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>
}

/** `onDied` is told when it ends after it has listened and without having been asked to. */
export function backendProcess(home: string, onDied: () => void = () => {}): BackendProcess {
  let resume: Resume | null = null
  let child: ChildProcess | undefined

  return {
    start() {
      const env = backendEnvironment(home)
      const started = fork(join(out, 'backend.mjs'), { execArgv: [], env })
      child = started
      let hasListened = false
      const tell = (message: ToBackend) => started.send(message)
      return new Promise((resolve, reject) => {
        started.on('message', (message: FromBackend) => {
          if (message.kind === 'ready') tell({ kind: 'listen', resume })
          if (message.kind === 'listening') {
            hasListened = true
            resolve(message.startUrl)
          }
          if (message.kind === 'claimed') resume = message.resume
        })
        started.on('exit', (code) => {
          reject(new Error(`the backend ended with ${code}`))
          if (hasListened && child === started) onDied()
        })
      })
    },
    async end(signal = 'SIGTERM') {
      const ending = child
      child = undefined
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
      const gone = once(ending, 'exit')
      ending.kill(signal)
      await gone
    },
  }
}

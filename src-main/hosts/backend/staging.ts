import { randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Staging } from '../../core/ports/staging.ts'

/** Where something staged lies. A token comes from the window: whatever it says, it names nothing outside of the folder. */
export function stagedFile(folder: string, token: string): string {
  return path.join(folder, `${/^[0-9a-f-]{36}$/.test(token) ? token : 'no-such-token'}.json`)
}

/**
 * Prepared work in private files that nobody reads; the folder is emptied whenever the desk is opened. Under a `kind` of
 * its own the tokens of other kinds name nothing.
 */
export function openStaging(folder: string, kind = ''): Staging {
  const fileOf = (token: string) => `${stagedFile(folder, token)}${kind}`
  return {
    async put(value) {
      const token = randomUUID()
      await writeFile(fileOf(token), JSON.stringify(value), { mode: 0o600 })
      return token
    },
    async get(token) {
      try {
        return JSON.parse(await readFile(fileOf(token), 'utf8')) as unknown
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    async drop(token) {
      await rm(fileOf(token), { force: true })
    },
  }
}

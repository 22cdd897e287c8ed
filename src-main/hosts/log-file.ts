import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from './unexpected.ts'

const most = 1024 * 1024

/** Appends to a file that is set aside at the next start once it is over 1 MiB; what cannot be written is lost. */
export function openLogFile(file: string): Log {
  mkdirSync(dirname(file), { recursive: true })
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > most) renameSync(file, `${file}.1`)
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 })
  // A full disk is no reason to close the window.
  stream.on('error', () => {})
  return (line) => void stream.write(line)
}

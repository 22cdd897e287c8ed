import { randomBytes } from 'node:crypto'

export type Log = (line: string) => void

/**
 * Writes what is needed to find the fault and returns the id under which it stands. Only the kind of error and the
 * places in our code are kept: messages may quote input (JSON.parse does), and paths contain people's names.
 */
export function logUnexpected(error: unknown, log: Log = (line) => process.stderr.write(line)): string {
  const id = randomBytes(5).toString('hex')
  const { name, code, stack } = error instanceof Error ? (error as NodeJS.ErrnoException) : {}
  const kind = [name ?? typeof error, /^[A-Z0-9_]{1,60}$/.test(code ?? '') ? code : ''].join(' ').trim()
  log(`${new Date().toISOString()} unexpected ${id} ${kind}\n${places(stack ?? '')}`)
  return id
}

function places(stack: string): string {
  return [...stack.matchAll(/^ {4}at (?:(?:async )?([\w.$<># ]{1,80}) )?.*?([\w.-]{1,80}:\d+:\d+)\)?$/gm)]
    .slice(0, 20)
    .map(([, where, line]) => `  at ${where ?? ''} ${line}\n`)
    .join('')
}

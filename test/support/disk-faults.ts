import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** Calls of the system that can fail or be the last one before the power goes. */
const watched = [
  'closeSync',
  'fstatSync',
  'fsyncSync',
  'mkdtempSync',
  'openSync',
  'readFileSync',
  'readSync',
  'readdirSync',
  'renameSync',
  'rmSync',
  'statfsSync',
  'writeSync',
] as const
export type DiskCall = (typeof watched)[number]

/**
 * Stands between this process and its disk: `before` is told every call by its number and may throw instead of it, or
 * never return. A call of `writeSync` is cut in two, so that a write can end half way.
 */
export function betweenDisk(before: (call: DiskCall, number: number) => void): {
  stop(): void
} {
  let number = 0
  const originals = watched.map((name) => [name, fs[name]] as const)
  for (const [name, original] of originals) {
    const call = original as (...given: unknown[]) => unknown
    Object.assign(fs, {
      [name](...given: unknown[]) {
        const [, bytes, at = 0, length] = given as [number, unknown, number?, number?]
        if (name === 'writeSync' && bytes instanceof Uint8Array && bytes.length > 1) {
          before(name, number++)
          const half = (length ?? bytes.length - at) >> 1
          const written = half > 0 ? (call(given[0], bytes, at, half) as number) : 0
          before(name, number++)
          // Fewer than asked for is what a system may write.
          return half > 0 ? written : call(...given)
        }
        before(name, number++)
        return call(...given)
      },
    })
  }
  syncBuiltinESMExports()
  return {
    stop() {
      for (const [name, original] of originals) Object.assign(fs, { [name]: original })
      syncBuiltinESMExports()
    },
  }
}

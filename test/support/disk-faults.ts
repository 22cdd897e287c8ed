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
/** The same for calls that tell a callback how they went. */
const watchedBehind = ['open', 'write'] as const
export type DiskCall = (typeof watched)[number] | (typeof watchedBehind)[number]

/**
 * Stands between this process and its disk: `before` is told every call by its number and may throw instead of it, or
 * never return. A call that writes is cut in two, so that a write can end half way.
 */
export function betweenDisk(before: (call: DiskCall, number: number) => void): {
  stop(): void
} {
  let number = 0
  const originals = [...watched, ...watchedBehind].map((name) => [name, fs[name]] as const)
  const isBehind = (name: DiskCall) => watchedBehind.some((one) => one === name)
  for (const [name, original] of originals.filter(([one]) => isBehind(one))) {
    const call = original as (...given: unknown[]) => unknown
    Object.assign(fs, {
      [name](...given: unknown[]) {
        const done = given.at(-1) as (error: unknown, result?: number) => void
        try {
          before(name, number++)
          const [fd, bytes, at, length, ...rest] = given as [number, Uint8Array, number, number, ...unknown[]]
          const half = name === 'write' ? length >> 1 : 0
          if (half === 0) return call(...given)
          const last = (error: unknown, written?: number) => {
            try {
              before(name, number++)
              done(error, written)
            } catch (thrown) {
              done(thrown)
            }
          }
          return call(fd, bytes, at, half, ...rest.slice(0, -1), last)
        } catch (error) {
          process.nextTick(done, error)
        }
      },
    })
  }
  for (const [name, original] of originals.filter(([one]) => !isBehind(one))) {
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

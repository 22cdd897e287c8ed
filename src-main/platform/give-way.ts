import type { Db } from '../core/db.ts'
import type { Transaction } from '../core/execute.ts'
import type { AbortSignalLike } from '../core/module.ts'
import type { Sqlite } from './sqlite.ts'
import { watchTraffic } from './traffic.ts'

/** After so many times it goes through with it, and the others wait: else somebody who never rests could stop it. */
const timesGivenWay = 3

class GaveWay extends Error {}

/**
 * For a long transaction beside the thread that people wait for: whenever somebody there wants to write (the traffic of
 * that connection says so), everything is rolled back, they go first, and the work is done again. It ends early, having
 * changed nothing, when the signal aborts.
 */
export function givingWay(
  own: Sqlite,
  traffic: SharedArrayBuffer,
  signal: AbortSignalLike,
): { readonly db: Db; readonly transaction: Transaction } {
  const others = watchTraffic(traffic)
  let left = timesGivenWay
  function look(): void {
    if (!own.raw.inTransaction) return
    signal.throwIfAborted()
    if (left > 0 && others.isWaiting()) throw new GaveWay()
  }
  return {
    db: {
      all(query) {
        look()
        return own.all(query)
      },
      get(query) {
        look()
        return own.get(query)
      },
      run(query) {
        look()
        return own.run(query)
      },
      sql(text, ...values) {
        look()
        return own.sql(text, ...values)
      },
      script(text) {
        look()
        own.script(text)
      },
    },
    transaction(work) {
      for (;;) {
        try {
          return own.transaction(() => {
            others.hold(left === 0)
            const value = work()
            // Nothing can stop the commit itself, and all of it has to reach the disk.
            others.hold(true)
            look()
            return value
          })
        } catch (error) {
          if (!(error instanceof GaveWay)) throw error
          left--
        } finally {
          others.hold(false)
        }
        others.letPass()
      }
    },
  }
}

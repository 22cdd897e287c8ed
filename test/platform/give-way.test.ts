import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AbortSignalLike } from '../../src-main/core/module.ts'
import { givingWay } from '../../src-main/platform/give-way.ts'
import { openSqlite, type Sqlite } from '../../src-main/platform/sqlite.ts'
import { createTraffic, isHeld } from '../../src-main/platform/traffic.ts'
import { job } from '../support/job.ts'
import { testFolder } from '../support/log.ts'

let own: Sqlite
beforeEach(() => {
  own = openSqlite(path.join(testFolder(), 'desk.sqlite'))
  own.script('CREATE TABLE rows (number INTEGER PRIMARY KEY)')
})
afterEach(() => own.close())

const count = () => own.sql<{ n: number }>('SELECT count(*) AS n FROM rows')[0]!.n

/** Ten rows in one transaction; before each, `meanwhile` is told which attempt it is, and writes go through `waiting`. */
function writeTen(
  meanwhile: (attempt: number, write: () => void) => void,
  signal: AbortSignalLike = job().signal,
) {
  const others = createTraffic()
  const { db, transaction } = givingWay(own, others.traffic, signal)
  let attempt = 0
  const held: boolean[] = []
  transaction(() => {
    attempt++
    for (let number = 0; number < 10; number++) {
      const write = () => db.sql('INSERT INTO rows (number) VALUES (?)', number)
      meanwhile(attempt, number === 5 ? () => others.waitingToWrite(write) : write)
    }
    held.push(isHeld(others.traffic))
  })
  return { attempt, held, isHeldAfterwards: isHeld(others.traffic) }
}

it('rolls back while somebody waits to write, and then does all of it once', () => {
  const seen: number[] = []
  const done = writeTen((attempt, write) => {
    if (attempt === 1) return write()
    seen.push(count())
    own.sql('INSERT INTO rows (number) VALUES (?)', 100 + seen.length)
  })
  expect(done.attempt).toBe(2)
  expect(seen[0]).toBe(0)
  expect(count()).toBe(10)
})

it('goes through with it when somebody never rests, and says that a write would wait', () => {
  const done = writeTen((_, write) => write())
  expect(done).toEqual({ attempt: 4, held: [true], isHeldAfterwards: false })
  expect(count()).toBe(10)
})

it('changes nothing when it is cancelled', () => {
  let isCancelled = false
  const signal: AbortSignalLike = {
    get aborted() {
      return isCancelled
    },
    throwIfAborted() {
      if (isCancelled) throw new Error('cancelled')
    },
  }
  const attempt = () =>
    writeTen((_, write) => {
      write()
      isCancelled = true
    }, signal)
  expect(attempt).toThrow('cancelled')
  expect(count()).toBe(0)
})

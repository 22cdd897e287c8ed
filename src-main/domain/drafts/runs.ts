import type { Db } from '../../core/db.ts'
import { truth } from '../../core/truth.ts'
import { readSetting, writeSetting } from '../settings/index.ts'

/** Stands in the database while the program runs; who finds it when opening knows that nobody closed the desk. */
const runSetting = 'desk/run'
const endSetting = 'desk/abrupt-end'

type Run = { readonly from: string }

/** A run that ended without being closed: power cut, crash, kill. */
export type AbruptEnd = {
  readonly from: string
  /** When the desk was opened again. */
  readonly to: string
  /** People who were told what was kept. */
  readonly told: readonly string[]
}

/** Notes that the desk is open from now on, and whether the last run was closed. */
export function beginRun(db: Db, now: string): void {
  const left = readSetting(db, runSetting) as Run | undefined
  if (left) {
    const before = readLastEnd(db)
    // Two cuts before anybody logged in: what was typed before the first one is still to be told.
    const from = before && before.told.length === 0 ? before.from : left.from
    writeSetting(db, endSetting, { from, to: now, told: [] } satisfies AbruptEnd)
  }
  writeSetting(db, runSetting, { from: now } satisfies Run)
}

/** Notes that the desk is being closed as it should be. */
export function endRun(db: Db): void {
  db.run(truth.deleteFrom('settings').where('name', '=', runSetting))
}

export function readLastEnd(db: Db): AbruptEnd | undefined {
  return readSetting(db, endSetting) as AbruptEnd | undefined
}

export function tell(db: Db, person: string): void {
  const end = readLastEnd(db)
  if (end && !end.told.includes(person)) {
    writeSetting(db, endSetting, { ...end, told: [...end.told, person] } satisfies AbruptEnd)
  }
}

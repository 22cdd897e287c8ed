import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query, task } from '../../core/module.ts'
import { ok } from '../../core/result.ts'
import { truth } from '../../core/truth.ts'
import { may } from '../accounts/rules.ts'

const name = z.string().regex(/^[a-z][a-zA-Z0-9/_-]{0,120}$/)

/** A setting of this desk as it was stored (JSON), or undefined. */
export function readSetting(db: Db, setting: string): unknown {
  const row = db.get(truth.selectFrom('settings').select('value').where('name', '=', setting))
  return row && JSON.parse(row.value)
}

export function writeSetting(db: Db, setting: string, value: unknown): void {
  const text = JSON.stringify(value)
  db.run(
    truth
      .insertInto('settings')
      .values({ name: setting, value: text })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text })),
  )
}

const load = query({
  permission: may('signed-in'),
  input: name,
  read: ({ input, db }): string | null =>
    db.get(truth.selectFrom('settings').select('value').where('name', '=', `view/${input}`))?.value ?? null,
})

/** Remembers how the screens are arranged (saved views, column choices): JSON text under a name. */
const save = task({
  permission: may('signed-in'),
  input: z.strictObject({ name, value: z.json() }),
  async run({ input, db }) {
    writeSetting(db, `view/${input.name}`, input.value)
    return ok(null)
  },
})

/** Local and changeable, never events: mapping layouts, saved views, wording. */
export const settings = { name: 'settings', events: [], calls: { load, save } } as const

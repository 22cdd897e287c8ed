import { tables } from '../../core/db.ts'
import { on } from '../../core/module.ts'
import { sheetsHandedOver } from './hand-out-event.ts'

export type HandOutTables = {
  sheets_handed_over: {
    subject: string
    sender: string
    recipient: string
    batch: string
    scope: string
    at: string
    person: string
    label: string
    digest: string
    size: number
    rows: number
  }
}

export const handOutTables = tables<HandOutTables>()

/** Part of the projection of bundles: hand-outs to institutions without a desk. */
export const handOutDdl = `CREATE TABLE sheets_handed_over (
      subject TEXT PRIMARY KEY, sender TEXT NOT NULL, recipient TEXT NOT NULL, batch TEXT NOT NULL, scope TEXT NOT NULL,
      at TEXT NOT NULL, person TEXT NOT NULL, label TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL,
      rows INTEGER NOT NULL
    ) STRICT;`

export const onSheetsHandedOver = on(sheetsHandedOver, (db, { subject, institution, at, actor, data }) => {
  const { to, ...said } = data
  db.run(
    handOutTables
      .insertInto('sheets_handed_over')
      .values({ subject, sender: institution, recipient: to, at, person: actor.id, ...said }),
  )
})

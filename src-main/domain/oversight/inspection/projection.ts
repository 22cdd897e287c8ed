import { tables } from '../../../core/db.ts'
import { on, type Projection } from '../../../core/module.ts'
import { inspectionDrawn, inspectionFound, inspectionFrozen, type inspectionResults } from './events.ts'

export type InspectionResult = (typeof inspectionResults)[number]

type InspectionTables = {
  inspections: {
    subject: string
    institution: string
    batch: string
    round: number
    at: string
    person: string
    /** What was frozen, as JSON. */
    frozen: string
    /** What was drawn, as JSON; null until the dice were thrown. */
    drawn: string | null
    drawn_at: string | null
  }
  inspection_findings: {
    subject: string
    application: string
    result: InspectionResult
    note: string
    person: string
    at: string
  }
}

export const inspectionTables = tables<InspectionTables>()
const k = inspectionTables

export const projection: Projection = {
  revision: 1,
  tables: ['inspections', 'inspection_findings'],
  ddl: `CREATE TABLE inspections (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, batch TEXT NOT NULL, round INTEGER NOT NULL, at TEXT NOT NULL,
      person TEXT NOT NULL, frozen TEXT NOT NULL, drawn TEXT, drawn_at TEXT
    ) STRICT;
    CREATE INDEX inspections_by_batch ON inspections (batch, round);
    CREATE TABLE inspection_findings (
      subject TEXT NOT NULL, application TEXT NOT NULL, result TEXT NOT NULL, note TEXT NOT NULL, person TEXT NOT NULL,
      at TEXT NOT NULL, PRIMARY KEY (subject, application)
    ) STRICT;
    CREATE INDEX inspection_findings_by_application ON inspection_findings (application);`,
  handlers: [
    on(inspectionFrozen, (db, { subject, institution, actor, at, data }) => {
      const { batch, round } = data
      const frozen = JSON.stringify(data)
      const values = { subject, institution, batch, round, at, person: actor.id, frozen }
      db.run(k.insertInto('inspections').values({ ...values, drawn: null, drawn_at: null }))
    }),
    on(inspectionDrawn, (db, { subject, at, data }) => {
      // The first dice count, whatever else the chain holds.
      const drawn = { drawn: JSON.stringify(data), drawn_at: at }
      db.run(
        k.updateTable('inspections').set(drawn).where('subject', '=', subject).where('drawn', 'is', null),
      )
    }),
    on(inspectionFound, (db, { subject, actor, at, data }) => {
      const { application, result, note } = data
      const found = { result, note, person: actor.id, at }
      db.run(
        k
          .insertInto('inspection_findings')
          .values({ subject, application, ...found })
          .onConflict((conflict) => conflict.columns(['subject', 'application']).doUpdateSet(found)),
      )
    }),
  ],
}

import { type Db, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import { readAccount } from '../accounts/queries.ts'
import { assignmentTakenBack, reviewAssigned } from './events.ts'
import type { Assignee } from './rules.ts'

export type AssignmentsTables = {
  /** Applications that are somebody's work. */
  assignments: { subject: string; person: string; at: string }
}

export const assignmentsTables = tables<AssignmentsTables>()
const k = assignmentsTables

export const projection: Projection = {
  revision: 1,
  tables: ['assignments'],
  ddl: `CREATE TABLE assignments (
      subject TEXT PRIMARY KEY, person TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX assignments_by_person ON assignments (person, subject);`,
  handlers: [
    on(reviewAssigned, (db, { subject, at, data: { person } }) => {
      db.run(
        k
          .insertInto('assignments')
          .values({ subject, person, at })
          .onConflict((conflict) => conflict.column('subject').doUpdateSet({ person, at })),
      )
    }),
    on(assignmentTakenBack, (db, { subject }) => {
      db.run(k.deleteFrom('assignments').where('subject', '=', subject))
    }),
  ],
}

/** Whose work an application is; null when it is nobody's. */
export function readAssignee(db: Db, application: string): string | null {
  const row = db.get(k.selectFrom('assignments').select('person').where('subject', '=', application))
  return row?.person ?? null
}

/** Names accounts for lists, each looked up once. */
export function namesOfAssignees(db: Db): (person: string | null) => Assignee | null {
  const known = new Map<string, Assignee>()
  return (person) => {
    if (person === null) return null
    const one = known.get(person) ?? { id: person, name: readAccount(db, person)?.name ?? null }
    known.set(person, one)
    return one
  }
}

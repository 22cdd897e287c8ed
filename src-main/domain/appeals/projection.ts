import { type Db, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import {
  appealDeadlineSet,
  appealDecided,
  appealPaperKept,
  appealReceived,
  appealWithdrawn,
} from './events.ts'
import type { AppealState } from './rules.ts'

export type AppealsTables = {
  appeals: {
    subject: string
    institution: string
    application: string
    review: string
    closing: string
    received: string
    deadline: string | null
    grounds: string
    recorded_by: string
    state: AppealState
    /** Why it was decided, or taken back, as it was. */
    reason: string | null
    ended_at: string | null
    ended_by: string | null
    second: string | null
    /** Known in the office alone. */
    brought_by: string | null
    scan: string | null
  }
}

export const appealsTables = tables<AppealsTables>()
const k = appealsTables

export const projection: Projection = {
  revision: 1,
  tables: ['appeals'],
  ddl: `CREATE TABLE appeals (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, application TEXT NOT NULL, review TEXT NOT NULL,
      closing TEXT NOT NULL, received TEXT NOT NULL, deadline TEXT, grounds TEXT NOT NULL, recorded_by TEXT NOT NULL,
      state TEXT NOT NULL, reason TEXT, ended_at TEXT, ended_by TEXT, second TEXT, brought_by TEXT, scan TEXT
    ) STRICT;
    CREATE INDEX appeals_by_application ON appeals (application);
    CREATE INDEX appeals_by_state ON appeals (state, deadline);`,
  handlers: [
    on(appealReceived, (db, { subject, institution, actor, data }) => {
      const open = {
        state: '申诉待处理' as const,
        reason: null,
        ended_at: null,
        ended_by: null,
        second: null,
        brought_by: null,
        scan: null,
      }
      db.run(
        k.insertInto('appeals').values({ subject, institution, ...data, recorded_by: actor.id, ...open }),
      )
    }),
    on(appealPaperKept, (db, { subject, data }) => {
      set(db, subject, { brought_by: data.broughtBy, scan: data.scan })
    }),
    on(appealDeadlineSet, (db, { subject, data }) => set(db, subject, { deadline: data.deadline })),
    on(appealDecided, (db, { subject, actor, at, data }) => {
      set(db, subject, {
        state: data.decision === '维持' ? '维持原结论' : '撤销原结论',
        reason: data.reason,
        ended_at: at,
        ended_by: actor.id,
        second: data.second,
      })
    }),
    on(appealWithdrawn, (db, { subject, actor, at, data }) => {
      set(db, subject, { state: '申诉已撤回', reason: data.reason, ended_at: at, ended_by: actor.id })
    }),
  ],
}

function set(db: Db, subject: string, values: Partial<AppealsTables['appeals']>): void {
  db.run(k.updateTable('appeals').set(values).where('subject', '=', subject))
}

/** Appeals of an application that nobody decided yet: they go where it goes. */
export function openAppealsOf(db: Db, application: string): readonly string[] {
  const rows = db.all(
    k
      .selectFrom('appeals')
      .select('subject')
      .where('application', '=', application)
      .where('state', '=', '申诉待处理'),
  )
  return rows.map(({ subject }) => subject)
}

import { tables } from '../../../core/db.ts'
import { type Handler, on } from '../../../core/module.ts'
import type { Digest } from '../../../core/suite.ts'
import type { verdictWords } from '../events.ts'
import type { Outcome } from '../outcome.ts'
import { differenceSettled, secondCheckGiven, secondCheckPlanned, secondCheckRequested } from './events.ts'
import type { CheckLevel } from './requirement.ts'

export type SecondCheckTables = {
  second_check_plans: { subject: string; level: CheckLevel }
  /** The last request of each review. */
  second_check_requests: {
    subject: string
    /** Id of the request. */
    request: string
    outcome: Outcome
    person: string
    at: string
  }
  second_checks: {
    subject: string
    review: string
    request: string
    institution: string
    person: string
    at: string
    /** JSON: what the event says. */
    data: string
    differences: number
  }
  settled_differences: {
    subject: string
    second_check: string
    code: string
    how: 'adopted' | 'kept'
    reason: string
    person: string
    at: string
  }
}

export const secondCheckTables = tables<SecondCheckTables>()
const k = secondCheckTables

export const secondCheckTableNames = [
  'second_check_plans',
  'second_check_requests',
  'second_checks',
  'settled_differences',
] as const

export const secondCheckDdl = `CREATE TABLE second_check_plans (subject TEXT PRIMARY KEY, level TEXT NOT NULL) STRICT;
    CREATE TABLE second_check_requests (
      subject TEXT PRIMARY KEY, request TEXT NOT NULL, outcome TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE second_checks (
      subject TEXT PRIMARY KEY, review TEXT NOT NULL, request TEXT NOT NULL, institution TEXT NOT NULL,
      person TEXT NOT NULL, at TEXT NOT NULL, data TEXT NOT NULL, differences INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX second_checks_by_review ON second_checks (review, request);
    CREATE TABLE settled_differences (
      subject TEXT NOT NULL, second_check TEXT NOT NULL, code TEXT NOT NULL, how TEXT NOT NULL, reason TEXT NOT NULL,
      person TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (subject, second_check, code)
    ) STRICT, WITHOUT ROWID;`

/** `putVerdict` writes a verdict as the first reviewer's own: what was taken over counts like any other. */
export function secondCheckHandlers(
  putVerdict: (
    db: Parameters<Handler['apply']>[0],
    verdict: {
      readonly subject: string
      readonly code: string
      readonly verdict: (typeof verdictWords)[number]
      readonly note: string
      readonly evidence: unknown
      readonly person: string
      readonly at: string
      readonly device: Digest
      readonly seq: number
    },
  ) => void,
): readonly Handler[] {
  return [
    on(secondCheckPlanned, (db, { subject, data: { level } }) => {
      db.run(
        k
          .insertInto('second_check_plans')
          .values({ subject, level })
          .onConflict((conflict) => conflict.column('subject').doUpdateSet({ level })),
      )
    }),
    on(secondCheckRequested, (db, { id, subject, actor, at, data: { outcome } }) => {
      const values = { request: id, outcome, person: actor.id, at }
      db.run(
        k
          .insertInto('second_check_requests')
          .values({ subject, ...values })
          .onConflict((conflict) => conflict.column('subject').doUpdateSet(values)),
      )
    }),
    on(secondCheckGiven, (db, { subject, institution, actor, at, data }) => {
      const { review, request, verdicts } = data
      const differences = verdicts.filter(({ first, verdict }) => first !== verdict).length
      const row = { subject, review, request, institution, person: actor.id, at, differences }
      db.run(k.insertInto('second_checks').values({ ...row, data: JSON.stringify(data) }))
    }),
    on(differenceSettled, (db, { subject, actor, at, device, seq, data }) => {
      const values = {
        how: data.how,
        reason: data.how === 'kept' ? data.reason : '',
        person: actor.id,
        at,
      }
      const row = { subject, second_check: data.check, code: data.code, ...values }
      db.run(
        k
          .insertInto('settled_differences')
          .values(row)
          .onConflict((conflict) =>
            conflict.columns(['subject', 'second_check', 'code']).doUpdateSet(values),
          ),
      )
      if (data.how === 'adopted') putVerdict(db, { ...data, subject, person: actor.id, at, device, seq })
    }),
  ]
}

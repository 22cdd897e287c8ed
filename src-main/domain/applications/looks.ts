import { z } from 'zod'
import { type Db, tables } from '../../core/db.ts'
import { type CommandContext, command, event, happened, type NewEvent, on } from '../../core/module.ts'
import { ok } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'

/** What of an application was looked at that is personal, or holds personal data. */
export const lookKinds = ['人员信息', '按人员查找', '全过程卷宗', '补交通话对方'] as const
export type LookKind = (typeof lookKinds)[number]

/** Somebody of this office looked at personal data of an application, on one day; what was seen is never repeated here. */
export const personalDataSeen = event({
  type: 'PersonalDataSeen',
  version: 1,
  audience: 'office',
  data: z.strictObject({
    application: z.string(),
    kind: z.enum(lookKinds),
    /** Local day, YYYY-MM-DD. */
    day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
})

type LooksTables = {
  personal_data_looks: {
    subject: string
    application: string
    kind: LookKind
    day: string
    person: string
    at: string
  }
  application_people: { subject: string; people: string }
}
const k = tables<LooksTables>()

export const looksDdl = `CREATE TABLE personal_data_looks (
      subject TEXT PRIMARY KEY, application TEXT NOT NULL, kind TEXT NOT NULL, day TEXT NOT NULL, person TEXT NOT NULL,
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX personal_data_looks_by_application ON personal_data_looks (application, person, day);`

export const looksHandlers = [
  on(personalDataSeen, (db, { subject, actor, at, data }) => {
    db.run(k.insertInto('personal_data_looks').values({ subject, ...data, person: actor.id, at }))
  }),
]

/** Who looked at personal data of an application, the first one first: subjects of the events. */
export function readLooks(db: Db, application: string): readonly string[] {
  return db
    .all(k.selectFrom('personal_data_looks').select('subject').where('application', '=', application))
    .map(({ subject }) => subject)
}

/** The application that a look was at; undefined for any other subject. */
export function applicationOfLook(db: Db, look: string): string | undefined {
  return db.get(k.selectFrom('personal_data_looks').select('application').where('subject', '=', look))
    ?.application
}

/** The record of this look; none when this person has one of this kind and application today. */
export function lookingAt(
  { db, person, today, newSubject }: Pick<CommandContext<unknown>, 'db' | 'person' | 'today' | 'newSubject'>,
  application: string,
  kind: LookKind,
): readonly NewEvent[] {
  const before = db.get(
    k
      .selectFrom('personal_data_looks')
      .select('subject')
      .where('application', '=', application)
      .where('kind', '=', kind)
      .where('person', '=', person.id)
      .where('day', '=', today),
  )
  return before ? [] : [happened(personalDataSeen, newSubject('look'), { application, kind, day: today })]
}

export type Person = {
  readonly name: string
  readonly role: string
  readonly organisation: string | null
  readonly title: string | null
  readonly idNumber: string | null
  readonly phone: string | null
}

export function readPeople(db: Db, application: string): readonly Person[] | null {
  const row = db.get(k.selectFrom('application_people').select('people').where('subject', '=', application))
  return row ? (JSON.parse(row.people) as Person[]) : null
}

/** The people of an application; that they were looked at goes on record. Null where they are not here. */
export const people = command({
  permission: may('applications:read'),
  input: z.string(),
  decide(context) {
    const found = readPeople(context.db, context.input)
    return ok({ events: found ? lookingAt(context, context.input, '人员信息') : [], value: found })
  },
})

import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { tables } from '../../core/db.ts'
import { command, event, happened, on, query } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { founding, type Institution, institutionCode, isShortName } from './rules.ts'

type OfficesTables = {
  institutions: { subject: string; code: string; name: string; short: string; region: Institution['region'] }
}

const k = tables<OfficesTables>()

const institutionFields = z.strictObject({
  code: z.string().regex(institutionCode),
  name: z.string().trim().min(2).max(60),
  short: z.string().trim().min(1).max(8),
  region: z.enum(['SH', 'JS', 'ZJ', 'AH']).nullable(),
})

const institutionAdded = event({
  type: 'InstitutionAdded',
  version: 1,
  audience: 'members',
  data: institutionFields,
})

/** The founding five and those that were added, here or by another office; the first to name a code keeps it. */
export function readInstitutions(db: Db): readonly Institution[] {
  const added = db.all(
    k.selectFrom('institutions').select(['code', 'name', 'short', 'region']).orderBy('subject'),
  )
  const known = new Map(founding.map((institution) => [institution.code, institution]))
  for (const institution of added) if (!known.has(institution.code)) known.set(institution.code, institution)
  return [...known.values()]
}

const list = query({
  permission: may('anyone'),
  input: z.null(),
  read: ({ db }): readonly Institution[] => readInstitutions(db),
})

const add = command({
  permission: may('administration:edit'),
  input: institutionFields,
  decide({ input, db, newSubject }) {
    if (readInstitutions(db).some(({ code, name }) => code === input.code || name === input.name)) {
      return refuse('offices/known')
    }
    if (!isShortName(input.short)) return refuse('offices/short-name')
    return ok({ events: [happened(institutionAdded, newSubject('institution'), input)], value: null })
  },
})

/** The institutions that act together: a list, not five constants (domain §1). */
export const offices = {
  name: 'offices',
  events: [institutionAdded],
  projection: {
    revision: 1,
    tables: ['institutions'],
    ddl: `CREATE TABLE institutions (
      subject TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, short TEXT NOT NULL, region TEXT
    ) STRICT`,
    handlers: [
      on(institutionAdded, (db, { subject, data }) => {
        db.run(k.insertInto('institutions').values({ subject, ...data }))
      }),
    ],
  },
  calls: { list, add },
} as const

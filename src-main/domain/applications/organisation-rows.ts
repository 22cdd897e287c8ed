import { type Db, inserter } from '../../core/db.ts'
import { comparableName, normalCreditCode } from '../organisations/rules.ts'
import type { ApplicationContent } from './record.ts'

/** The organisations of applications, a row for each mention: what the directory and the registers look them up by. */
export type OrganisationRowsTables = {
  application_organisations: {
    subject: string
    /** Place in the list of the application, from 0. */
    position: number
    /** The name as it is compared, never empty. */
    name_key: string
    /** In its normal form. */
    code: string | null
    name: string
    kind: string | null
    region: string | null
    /** As `牵头,需求方`. */
    roles: string
  }
}

export const organisationRowsDdl = `CREATE TABLE application_organisations (
      subject TEXT NOT NULL, position INTEGER NOT NULL, name_key TEXT NOT NULL, code TEXT, name TEXT NOT NULL, kind TEXT,
      region TEXT, roles TEXT NOT NULL, PRIMARY KEY (subject, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX application_organisations_by_name ON application_organisations (name_key, code);
    CREATE INDEX application_organisations_by_code ON application_organisations (code, name_key, name, kind, region);`

const insert = inserter<OrganisationRowsTables['application_organisations']>('application_organisations', [
  'subject',
  'position',
  'name_key',
  'code',
  'name',
  'kind',
  'region',
  'roles',
])

/** Puts the organisations of an application in place of those it had; one without a name is nobody. */
export function putOrganisations(db: Db, subject: string, { organisations }: ApplicationContent): void {
  db.sql('DELETE FROM application_organisations WHERE subject = ?', subject)
  for (const [position, { name, code, kind, region, roles }] of organisations.entries()) {
    const name_key = comparableName(name)
    if (name_key === '') continue
    const normal = code === null ? null : normalCreditCode(code) || null
    insert(db, { subject, position, name_key, code: normal, name, kind, region, roles: roles.join(',') })
  }
}

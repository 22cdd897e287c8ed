import { z } from 'zod'
import { command, type QueryContext, query } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { lookingAt, readPeople } from '../applications/looks.ts'
import { readBatch } from '../batches/index.ts'
import { readListedById } from '../formal-review/list-row.ts'
import type { ReviewState } from '../formal-review/review-state.ts'
import { type Identity, isMeant, openBook } from '../organisations/book.ts'
import { readBook } from '../organisations/projection.ts'
import { comparableName, normalCreditCode } from '../organisations/rules.ts'

/** Applications that are told in one answer. */
const most = 200

/** An application in which an organisation or a person takes part, in whatever batch. */
export type Taking = {
  readonly application: string
  readonly batch: string
  readonly number: string
  readonly title: string
  readonly state: ReviewState
  /** In which part, and under which name: 「牵头　某某大学」. */
  readonly as: string
}

type Context = Pick<QueryContext<unknown>, 'db' | 'desk'>

/** What is known of an organisation across all batches: the names it goes by, its families, and where it takes part. */
export type OrganisationDossier = {
  readonly names: readonly string[]
  readonly codes: readonly string[]
  readonly families: readonly string[]
  readonly takings: readonly Taking[]
  /** More applications than are told. */
  readonly isCut: boolean
}

/** By credit code, or by any part of a name; names and families that people recorded belong together. */
export const organisationAcross = query({
  permission: may('dossiers:read'),
  input: z.string().trim().max(120),
  read({ input, db, desk }): OrganisationDossier {
    const key = comparableName(input)
    const code = normalCreditCode(input)
    if (key.length < 2 && code.length < 18)
      return { names: [], codes: [], families: [], takings: [], isCut: false }
    const meant = db.sql<{ name: string; code: string | null }>(
      `SELECT DISTINCT name, code FROM application_organisations
       WHERE code = ? OR (? <> '' AND instr(name_key, ?) > 0) LIMIT 100`,
      code,
      key,
      key,
    )
    const book = openBook(readBook(db, desk.institution))
    const identities = [{ name: input, code: null }, ...meant].map((one) => book.identityOf(one))
    const names = new Set(identities.flatMap((one) => [...one.names]))
    const codes = new Set(identities.flatMap((one) => [...one.codes]))
    const rows = db.sql<{ subject: string; name: string; code: string | null; roles: string }>(
      `SELECT subject, name, code, roles FROM application_organisations
       WHERE name_key IN (SELECT value FROM json_each(?)) OR code IN (SELECT value FROM json_each(?))
       ORDER BY subject, position`,
      JSON.stringify([...names]),
      JSON.stringify([...codes]),
    )
    const own = rows.filter((row) => identities.some((one: Identity) => isMeant(one, row)))
    const families = [...new Set(identities.flatMap((one) => book.familiesOf(one)))]
    const takings = takingsOf(
      { db, desk },
      own.map(({ subject, name, roles }) => [subject, `${roles.replaceAll(',', '、') || '单位'}　${name}`]),
    )
    return {
      names: [...new Set(own.map(({ name }) => name))].sort(),
      codes: [...new Set(own.flatMap(({ code: one }) => one ?? []))].sort(),
      families: families.map(({ name, kind }) => `${name}（${kind}）`),
      ...takings,
    }
  },
})

/** Applications in which a person takes part, as far as people are here; every one of them counts as looked at. */
export const personAcross = command({
  permission: may('dossiers:read'),
  input: z.string().trim().min(2).max(40),
  decide(context) {
    const { db, desk, input } = context
    const wanted = input.toUpperCase()
    const found = db
      .sql<{ subject: string }>(
        'SELECT subject FROM application_people WHERE instr(upper(people), ?) > 0 LIMIT ?',
        wanted,
        most + 1,
      )
      .flatMap(({ subject }): (readonly [string, string])[] =>
        (readPeople(db, subject) ?? [])
          .filter(({ name, idNumber }) => name.includes(input) || idNumber?.toUpperCase() === wanted)
          .map(({ name, role, organisation }) => [subject, `${role}　${name}　${organisation ?? ''}`.trim()]),
      )
    if (found.length > most) return refuse('oversight/too-many-people', { most })
    const subjects = [...new Set(found.map(([subject]) => subject))]
    const looks = subjects.flatMap((subject) => lookingAt(context, subject, '按人员查找'))
    return ok({ events: looks, value: takingsOf({ db, desk }, found).takings })
  },
})

function takingsOf(
  context: Context,
  found: readonly (readonly [subject: string, as: string])[],
): Pick<OrganisationDossier, 'takings' | 'isCut'> {
  const told = found.slice(0, most)
  const rows = new Map(
    readListedById(
      context,
      told.map(([subject]) => subject),
    ).map((row) => [row.id, row]),
  )
  const titles = new Map<string, string>()
  const titleOf = (batch: string) => {
    if (!titles.has(batch)) titles.set(batch, readBatch(context.db, batch)?.title ?? batch)
    return titles.get(batch)!
  }
  return {
    takings: told.flatMap(([application, as]) => {
      const row = rows.get(application)
      if (!row) return []
      const { number, title, state, batch } = row
      return [{ application, batch: titleOf(batch), number, title, state, as }]
    }),
    isCut: found.length > told.length,
  }
}

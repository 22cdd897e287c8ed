import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, happened } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { bareIdentity, isMeant, type Named } from './book.ts'
import { checkCreditCode, normalCreditCode } from './credit-code.ts'
import {
  descriptionSchema,
  familySchema,
  linkSchema,
  organisationDescribed,
  organisationFamilyRecorded,
  organisationNamesLinked,
  organisationStatementWithdrawn,
} from './events.ts'
import { comparableName } from './organisation-name.ts'
import { organisationsTables as k, readFamilies, readLinks } from './projection.ts'

/** Refuses a name of nothing but white space, and a code that is none. */
function checkNamed(organisations: readonly Named[]): Result<void> {
  for (const { name, code } of organisations) {
    if (comparableName(name).length < 2) return refuse('organisations/no-name')
    if (code !== null && !checkCreditCode(code).ok) return refuse('organisations/bad-code', { name })
  }
  return ok(undefined)
}

function normal<One extends Named>(one: One): One {
  return { ...one, code: one.code === null ? null : normalCreditCode(one.code) }
}

/** Records that two names mean the same organisation. */
const linkNames = command({
  permission: may('registers:edit'),
  input: linkSchema,
  decide({ input, db, desk, newSubject }) {
    const [organisation, other] = [normal(input.organisation), normal(input.other)]
    const checked = checkNamed([organisation, other])
    if (!checked.ok) return checked
    if (isMeant(bareIdentity(organisation), other)) return refuse('organisations/same-already')
    const isKnown = readLinks(db, desk.institution).some(
      (link) =>
        (isExactly(link.organisation, organisation) && isExactly(link.other, other)) ||
        (isExactly(link.organisation, other) && isExactly(link.other, organisation)),
    )
    if (isKnown) return refuse('organisations/linked-already')
    const statement = newSubject('organisation')
    const linked = happened(organisationNamesLinked, statement, { ...input, organisation, other })
    return ok({ events: [linked], value: { statement } })
  },
})

function isExactly(a: Named, b: Named): boolean {
  return comparableName(a.name) === comparableName(b.name) && a.code === b.code
}

/** Records a family, or what it is now; without members it is dissolved. */
const recordFamily = command({
  permission: may('registers:edit'),
  input: familySchema.extend({ replaces: z.string().nullable() }),
  decide({ input, db, desk, newSubject }) {
    const members = input.members.map(normal)
    const checked = checkNamed(members)
    if (!checked.ok) return checked
    if (
      input.replaces !== null &&
      !readFamilies(db, desk.institution).some(({ id }) => id === input.replaces)
    )
      return refuse('organisations/family-changed')
    if (input.replaces === null && members.length < 2) return refuse('organisations/family-too-small')
    if (members.length === 1) return refuse('organisations/family-too-small')
    const twice = members.find((one, i) => members.findIndex((two) => isMeant(bareIdentity(two), one)) < i)
    if (twice) return refuse('organisations/member-twice', { name: twice.name })
    const family = newSubject('organisation')
    const recorded = happened(organisationFamilyRecorded, family, { ...input, members })
    return ok({ events: [recorded], value: { family } })
  },
})

/** Records what lists do not say of an organisation; it replaces what was recorded before. */
const describe = command({
  permission: may('registers:edit'),
  input: descriptionSchema,
  decide({ input, db, today, newSubject }) {
    const organisation = normal(input.organisation)
    const checked = checkNamed([organisation])
    if (!checked.ok) return checked
    if (input.registered !== null && input.registered > today)
      return refuse('organisations/day-in-future', { today })
    const [newest] = db.sql<{ revision: number | null }>(
      'SELECT max(revision) AS revision FROM organisation_descriptions',
    )
    const data = { ...input, organisation, revision: (newest?.revision ?? 0) + 1 }
    const described = happened(organisationDescribed, newSubject('organisation'), data)
    return ok({ events: [described], value: null })
  },
})

/** Takes back what this office said of names, families or facts; what it replaced counts again. */
const withdrawStatement = command({
  permission: may('registers:edit'),
  input: z.strictObject({ statement: z.string(), reason: z.string().trim().min(1).max(500) }),
  decide({ input, db, desk, newSubject }) {
    if (ownerOf(db, input.statement) !== desk.institution) return refuse('organisations/unknown-statement')
    const before = db.get(
      k
        .selectFrom('organisation_withdrawals')
        .select('subject')
        .where('statement', '=', input.statement)
        .where('institution', '=', desk.institution),
    )
    if (before) return refuse('organisations/withdrawn-already')
    const withdrawn = happened(organisationStatementWithdrawn, newSubject('organisation'), input)
    return ok({ events: [withdrawn], value: null })
  },
})

function ownerOf(db: Db, statement: string): string | undefined {
  for (const table of ['organisation_links', 'organisation_families', 'organisation_descriptions'] as const) {
    const row = db.get(k.selectFrom(table).select('institution').where('subject', '=', statement))
    if (row) return row.institution
  }
  return undefined
}

export const organisationCommands = { linkNames, recordFamily, describe, withdrawStatement }

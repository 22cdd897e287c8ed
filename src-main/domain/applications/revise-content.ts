import { comparableName } from '../organisations/rules.ts'
import { isMoneyKey, isTextKey, moneyKeys, textKeys } from './fields.ts'
import type { ApplicationPerson } from './person.ts'
import {
  type ApplicationContent,
  type ApplicationOrganisation,
  type OrganisationRole,
  organisationRoles,
} from './record.ts'
import {
  changedBetween,
  isLead,
  organisationFacts,
  type RevisableField,
  revisableFields,
} from './revisable-fields.ts'

/**
 * The content with what a list says in these fields. What the list leaves empty (未录入) stays as it is: a column that is
 * missing, a role that nobody has there, a part of an organisation, a heading of its own.
 */
export function revisedBy(
  now: ApplicationContent,
  list: ApplicationContent,
  fields: readonly RevisableField[],
): ApplicationContent {
  const wanted = new Set(fields)
  const texts = Object.entries(textKeys).flatMap(([field, key]) =>
    wanted.has(field as RevisableField) && list[key] !== null ? [[key, list[key]] as const] : [],
  )
  const amounts = Object.entries(moneyKeys).flatMap(([field, key]) =>
    wanted.has(field as RevisableField) && list.money[key] !== null ? [[key, list.money[key]] as const] : [],
  )
  return {
    ...now,
    ...Object.fromEntries(texts),
    ...(amounts.length > 0 ? { money: { ...now.money, ...Object.fromEntries(amounts) } } : {}),
    ...(wanted.has('other') ? { other: { ...now.other, ...list.other } } : {}),
    ...(organisationFacts.some((field) => wanted.has(field))
      ? { organisations: revisedOrganisations(now.organisations, list.organisations, wanted) }
      : {}),
  }
}

/** The fields in which a list says something else than what is there. */
export function differencesOf(now: ApplicationContent, list: ApplicationContent): readonly RevisableField[] {
  const sameOrganisations = JSON.stringify(now.organisations) === JSON.stringify(list.organisations)
  return revisableFields.filter((field) => {
    if (isTextKey(field)) {
      const key = textKeys[field]
      return list[key] !== null && list[key] !== now[key]
    }
    if (isMoneyKey(field)) {
      const key = moneyKeys[field]
      return list.money[key] !== null && list.money[key] !== now.money[key]
    }
    if (field === 'other') {
      return Object.entries(list.other).some(([heading, text]) => now.other[heading] !== text)
    }
    return !sameOrganisations && changedBetween(now, revisedBy(now, list, [field])).includes(field)
  })
}

function revisedOrganisations(
  now: readonly ApplicationOrganisation[],
  list: readonly ApplicationOrganisation[],
  fields: ReadonlySet<RevisableField>,
): readonly ApplicationOrganisation[] {
  const known = byName(now)
  const given = byName(list)
  const holders = new Map(
    organisationRoles.map((role) => {
      const there = namesIn(list, role)
      const isTaken = fields.has(role === '牵头' ? 'lead' : 'members') && there.length > 0
      return [role, isTaken ? there : namesIn(now, role)] as const
    }),
  )
  const [was] = now.filter(isLead)
  const without = now.filter(({ roles }) => roles.length === 0).map(({ name }) => comparableName(name))
  const order = fields.has('members')
    ? [...given.keys(), ...known.keys()]
    : [...known.keys(), ...given.keys()]
  const standing = new Set([...holders.values()].flat().concat(without))
  const names = [...new Set([...holders.get('牵头')!, ...order])].filter((name) => standing.has(name))
  return names.map((name) => {
    const roles = organisationRoles.filter((role) => holders.get(role)!.includes(name))
    const [old, fresh] = [known.get(name), given.get(name)]
    if (!old) {
      // The lead under a new name keeps what the list does not say of it.
      const isRenamed = roles.includes('牵头') && was?.code != null && was.code === fresh!.code
      return { ...(isRenamed ? { ...was, ...saidOf(fresh!) } : fresh!), roles }
    }
    return { ...old, ...(fresh ? partsOf(old, fresh, fields) : {}), roles }
  })
}

function partsOf(
  old: ApplicationOrganisation,
  fresh: ApplicationOrganisation,
  fields: ReadonlySet<RevisableField>,
): Partial<ApplicationOrganisation> {
  const isOfLead = isLead(old)
  const { region, city, code, kind, legalPerson, registered } = saidOf(fresh)
  return {
    ...(fields.has(isOfLead ? 'lead-region' : 'regions') ? said({ region, city }) : {}),
    ...(fields.has(isOfLead ? 'lead-code' : 'codes') ? said({ code }) : {}),
    ...(fields.has('kinds') ? said({ kind }) : {}),
    ...(fields.has('legal-persons') ? said({ legalPerson }) : {}),
    ...(fields.has('lead-registered') ? said({ registered }) : {}),
  }
}

/** What a record says, without what it leaves empty. */
function saidOf(one: ApplicationOrganisation): Partial<ApplicationOrganisation> {
  return said(one)
}

function said<Part extends object>(part: Part): Partial<Part> {
  return Object.fromEntries(
    Object.entries(part).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<Part>
}

function byName(
  organisations: readonly ApplicationOrganisation[],
): ReadonlyMap<string, ApplicationOrganisation> {
  return new Map(organisations.map((one) => [comparableName(one.name), one]))
}

function namesIn(
  organisations: readonly ApplicationOrganisation[],
  role: OrganisationRole,
): readonly string[] {
  return organisations.filter(({ roles }) => roles.includes(role)).map(({ name }) => comparableName(name))
}

/** The persons with those of a list: in each role that the list names those, with what is known of the same person. */
export function peopleRevisedBy(
  now: readonly ApplicationPerson[],
  list: readonly ApplicationPerson[],
): readonly ApplicationPerson[] {
  const roles = new Set(list.map(({ role }) => role))
  const kept = now.filter(({ role }) => !roles.has(role))
  const given = list.map((person) => {
    const known = now.find(({ role, name }) => role === person.role && name === person.name)
    return known ? { ...known, ...said(person) } : person
  })
  return [...given, ...kept]
}

/** True when a list says something else of the persons than what is there. */
export function peopleDiffer(now: readonly ApplicationPerson[], list: readonly ApplicationPerson[]): boolean {
  if (list.length === 0) return false
  const key = (people: readonly ApplicationPerson[]) =>
    JSON.stringify(
      people
        .map(({ role, name, organisation, title, idNumber, phone }) =>
          JSON.stringify([role, name, organisation, title, idNumber, phone]),
        )
        .sort(),
    )
  return key(now) !== key(peopleRevisedBy(now, list))
}

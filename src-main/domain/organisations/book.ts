import { comparableName } from './organisation-name.ts'

/** How two names belong to the same organisation. */
export const linkKinds = ['曾用名', '简称', '同一单位'] as const
export type LinkKind = (typeof linkKinds)[number]

export const familyKinds = ['高校及其院所', '科研院所及下属', '企业集团', '医院及院区', '其他'] as const
export type FamilyKind = (typeof familyKinds)[number]

export const familyParts = ['本部', '成员'] as const
export type FamilyPart = (typeof familyParts)[number]

/** An organisation as somebody names it; the code is in its normal form. */
export type Named = { readonly name: string; readonly code: string | null }

export type FamilyMember = Named & { readonly part: FamilyPart }

/** A statement that counts, with the subject under which it is withdrawn. */
export type NameLink = {
  readonly id: string
  readonly kind: LinkKind
  readonly organisation: Named
  readonly other: Named
  readonly note: string
}

export type Family = {
  readonly id: string
  readonly name: string
  readonly kind: FamilyKind
  readonly members: readonly FamilyMember[]
}

/** What people of an office recorded of names and families, and what counts today. */
export type OrganisationBook = { readonly links: readonly NameLink[]; readonly families: readonly Family[] }

/** Every name (in its comparable form) and code under which one organisation is known. */
export type Identity = { readonly names: ReadonlySet<string>; readonly codes: ReadonlySet<string> }

/** The identity of a single mention, without anything that people recorded. An empty name is none. */
export function bareIdentity({ name, code }: Named): Identity {
  const key = comparableName(name)
  return { names: new Set(key === '' ? [] : [key]), codes: new Set(code ? [code] : []) }
}

/**
 * True when a mention means this organisation: by code when both have one, else by a name as a whole. An empty name
 * matches nobody.
 */
export function isMeant({ names, codes }: Identity, { name, code }: Named): boolean {
  if (code && codes.size > 0) return codes.has(code)
  const key = comparableName(name)
  return key !== '' && names.has(key)
}

/** All names and codes of an organisation, with those that people linked to it, over as many steps as there are. */
export function identityOf({ links }: Pick<OrganisationBook, 'links'>, organisation: Named): Identity {
  let known = bareIdentity(organisation)
  let left = links
  for (;;) {
    const isLinked = (link: NameLink) => isMeant(known, link.organisation) || isMeant(known, link.other)
    const found = left.filter(isLinked)
    if (found.length === 0) return known
    left = left.filter((link) => !found.includes(link))
    const parts = [known, ...found.flatMap(({ organisation: one, other }) => [one, other].map(bareIdentity))]
    known = {
      names: new Set(parts.flatMap(({ names }) => [...names])),
      codes: new Set(parts.flatMap(({ codes }) => [...codes])),
    }
  }
}

/** The families that an organisation belongs to. */
export function familiesOf(
  { families }: Pick<OrganisationBook, 'families'>,
  identity: Identity,
): readonly Family[] {
  return families.filter(({ members }) => members.some((member) => isMeant(identity, member)))
}

/** How two organisations of an application belong together; null as far as is known not at all. */
export type Relation =
  | { readonly how: 'same-code' | 'same-name' | 'recorded-name' }
  | { readonly how: 'family'; readonly family: string }

/** Whether two organisations are the same one, or of one family. */
export function relationOf(book: OrganisationBook, a: Named, b: Named): Relation | null {
  if (a.code && a.code === b.code) return { how: 'same-code' }
  if (isMeant(bareIdentity(a), b)) return { how: 'same-name' }
  const identity = identityOf(book, a)
  if (isMeant(identity, b)) return { how: 'recorded-name' }
  const other = identityOf(book, b)
  const family = familiesOf(book, identity).find(({ members }) =>
    members.some((member) => isMeant(other, member)),
  )
  return family ? { how: 'family', family: family.name } : null
}

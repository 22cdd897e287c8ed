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

/** A book opened for many questions: statements are found by name and code, not by reading them all. */
export type OpenBook = {
  /** All names and codes of an organisation, with those that people linked to it, over as many steps as there are. */
  identityOf(organisation: Named): Identity
  /** The families that an organisation belongs to. */
  familiesOf(identity: Identity): readonly Family[]
}

export function openBook({ links, families }: OrganisationBook): OpenBook {
  const linksOf = index(links, ({ organisation, other }) => [organisation, other])
  const familiesOf = index(families, ({ members }) => members)
  return {
    identityOf(organisation) {
      let known = bareIdentity(organisation)
      const used = new Set<NameLink>()
      for (;;) {
        const found = linksOf(known).filter((link) => !used.has(link))
        if (found.length === 0) return known
        for (const link of found) used.add(link)
        const more = found.flatMap(({ organisation: one, other }) => [one, other].map(bareIdentity))
        const parts = [known, ...more]
        known = {
          names: new Set(parts.flatMap(({ names }) => [...names])),
          codes: new Set(parts.flatMap(({ codes }) => [...codes])),
        }
      }
    },
    familiesOf,
  }
}

/** Finds things by whom they mention, in the order in which they stand. */
function index<Thing>(
  things: readonly Thing[],
  mentioned: (thing: Thing) => readonly Named[],
): (identity: Identity) => readonly Thing[] {
  const places = new Map<string, Set<number>>()
  const put = (token: string, place: number) => {
    const own = places.get(token) ?? new Set()
    places.set(token, own.add(place))
  }
  things.forEach((thing, place) => {
    for (const { name, code } of mentioned(thing)) {
      put(`n${comparableName(name)}`, place)
      if (code) put(`c${code}`, place)
    }
  })
  return (identity) => {
    if (places.size === 0) return []
    const tokens = [
      ...[...identity.names].map((name) => `n${name}`),
      ...[...identity.codes].map((code) => `c${code}`),
    ]
    const found = [...new Set(tokens.flatMap((token) => [...(places.get(token) ?? [])]))]
    return found
      .sort((a, b) => a - b)
      .map((place) => things[place]!)
      .filter((thing) => mentioned(thing).some((one) => isMeant(identity, one)))
  }
}

/** How two organisations of an application belong together; null as far as is known not at all. */
export type Relation =
  | { readonly how: 'same-code' | 'same-name' | 'recorded-name' }
  | { readonly how: 'family'; readonly family: string }

/** Whether two organisations are the same one, or of one family. */
export function relationOf(book: OpenBook, a: Named, b: Named): Relation | null {
  if (a.code && a.code === b.code) return { how: 'same-code' }
  if (isMeant(bareIdentity(a), b)) return { how: 'same-name' }
  const identity = book.identityOf(a)
  if (isMeant(identity, b)) return { how: 'recorded-name' }
  const other = book.identityOf(b)
  const family = book
    .familiesOf(identity)
    .find(({ members }) => members.some((member) => isMeant(other, member)))
  return family ? { how: 'family', family: family.name } : null
}

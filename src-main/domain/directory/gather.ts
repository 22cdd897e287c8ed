import type { Db } from '../../core/db.ts'
import { readBook } from '../organisations/projection.ts'
import { comparableName, type Named } from '../organisations/rules.ts'

/** An organisation of the directory: everything that is taken for one. */
export type Gathered = {
  /** Names as they are written, the one mentioned most first. */
  readonly names: readonly string[]
  readonly codes: readonly string[]
  readonly kinds: readonly string[]
  readonly regions: readonly string[]
  /** Times that applications mention it. */
  readonly mentions: number
}

type Mention = {
  readonly code: string | null
  readonly name_key: string
  readonly name: string
  readonly kind: string | null
  readonly region: string | null
  readonly mentions: number
}

type Known = { readonly institution: string; readonly events: number; readonly all: readonly Gathered[] }

/** What was gathered last, by connection: a page of the directory is asked far more often than anything is recorded. */
const known = new WeakMap<Db, Known>()

/** The directory as it is after the last event, the most mentioned first. */
export function gatherOrganisations(db: Db, institution: string): readonly Gathered[] {
  const [{ events }] = db.sql<{ events: number }>(
    'SELECT coalesce(max(position), 0) AS events FROM events',
  ) as [{ events: number }]
  const last = known.get(db)
  if (last?.institution === institution && last.events === events) return last.all
  const all = gather(db, institution).sort(
    (a, b) => b.mentions - a.mentions || (a.names[0]! < b.names[0]! ? -1 : 1),
  )
  known.set(db, { institution, events, all })
  return all
}

/**
 * Every organisation that an application or a person of this office names. One code is one organisation, whatever it is
 * called; a name without code belongs to the only one of that name; what people linked is one.
 */
function gather(db: Db, institution: string): Gathered[] {
  const [{ withdrawn }] = db.sql<{ withdrawn: number }>(
    'SELECT count(*) AS withdrawn FROM imports WHERE withdrawn IS NOT NULL',
  ) as [{ withdrawn: number }]
  const standing =
    withdrawn === 0
      ? ''
      : `WHERE subject NOT IN (SELECT a.subject FROM applications a JOIN imports i ON i.subject = a.import
         WHERE i.withdrawn IS NOT NULL)`
  const mentions = db.sql<Mention>(
    `SELECT code, name_key, name, kind, region, count(*) AS mentions
     FROM application_organisations INDEXED BY application_organisations_by_code ${standing}
     GROUP BY code, name_key, name, kind, region`,
  )
  const { links, families } = readBook(db, institution)
  const recorded = [
    ...links.flatMap(({ organisation, other }) => [organisation, other]),
    ...families.flatMap(({ members }) => members),
  ].map(({ name, code }) => ({ code, name, name_key: comparableName(name), ...unsaid }))
  const all = [...mentions, ...recorded]
  const group = groupsOf(
    all,
    links.map(({ organisation, other }) => [organisation, other]),
  )
  const byGroup = Map.groupBy(all, group)
  return [...byGroup.values()].map(together)
}

const unsaid = { kind: null, region: null, mentions: 0 }

function together(own: readonly Mention[]): Gathered {
  const most = own.toSorted((a, b) => b.mentions - a.mentions)
  const distinct = (values: readonly (string | null)[]) => [
    ...new Set(values.filter((one) => one !== null && one !== '')),
  ]
  return {
    names: distinct(most.map(({ name }) => name)) as string[],
    codes: distinct(most.map(({ code }) => code)) as string[],
    kinds: distinct(most.map(({ kind }) => kind)) as string[],
    regions: distinct(most.map(({ region }) => region)) as string[],
    mentions: own.reduce((sum, one) => sum + one.mentions, 0),
  }
}

type Token = string
const tokenOf = ({ code, name_key }: Pick<Mention, 'code' | 'name_key'>): Token =>
  code === null ? `n ${name_key}` : `c ${code}`

/** Which group a mention belongs to: the first token of those that were joined. */
function groupsOf(
  mentions: readonly Pick<Mention, 'code' | 'name_key'>[],
  links: readonly (readonly [Named, Named])[],
): (mention: Pick<Mention, 'code' | 'name_key'>) => Token {
  const parents = new Map<Token, Token>()
  const rootOf = (token: Token): Token => {
    let root = token
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up
    return root
  }
  const join = (a: Token, b: Token) => {
    const [one, other] = [rootOf(a), rootOf(b)]
    if (one !== other) parents.set(other, one)
  }
  const codesOf = new Map<string, Set<string>>()
  for (const { code, name_key } of mentions) {
    if (code === null) continue
    const codes = codesOf.get(name_key) ?? new Set()
    codesOf.set(name_key, codes.add(code))
  }
  for (const { code, name_key } of mentions) {
    const codes = codesOf.get(name_key)
    if (code === null && codes?.size === 1) join(`c ${[...codes][0]}`, `n ${name_key}`)
  }
  const named = ({ name, code }: Named) => tokenOf({ code, name_key: comparableName(name) })
  for (const [organisation, other] of links) join(named(organisation), named(other))
  return (mention) => rootOf(tokenOf(mention))
}

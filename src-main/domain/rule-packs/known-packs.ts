import type { Db } from '../../core/db.ts'
import { checkPack } from './check-pack.ts'
import type { BasisConfirmation, RulePack } from './pack.ts'
import { type StoredPack, saysTheSame, storedPack } from './pack-schema.ts'
import { rulePacks } from './packs/index.ts'
import { rulePacksTables as k } from './projection.ts'

/** Where a version of a pack comes from. */
export type PackSource =
  | { readonly from: 'program' }
  | {
      readonly from: 'file'
      /** Whose desk took the file in. */
      readonly institution: string
      readonly person: string
      readonly at: string
    }

/** A version of a pack that this desk can review by, with its basis as this office confirmed it. */
export type KnownPack = RulePack & { readonly source: PackSource }

/**
 * A version that came from an office and is not used here: `differs` from the one of the same number that is, or
 * `cannot-check` because it names checks that this program does not have.
 */
export type PackSetAside = {
  readonly subject: string
  readonly id: string
  readonly version: number
  readonly title: string
  readonly source: PackSource
  readonly why: 'differs' | 'cannot-check'
}

type Imported = {
  readonly subject: string
  readonly pack: StoredPack
  readonly source: PackSource & { readonly from: 'file' }
}

function readImported(db: Db, id?: string, version?: number): readonly Imported[] {
  let rows = k.selectFrom('imported_packs').selectAll().orderBy('institution').orderBy('subject')
  if (id !== undefined) rows = rows.where('pack', '=', id)
  if (version !== undefined) rows = rows.where('version', '=', version)
  return db.all(rows).map(({ subject, institution, person, at, content }) => ({
    subject,
    pack: JSON.parse(content) as StoredPack,
    source: { from: 'file', institution, person, at },
  }))
}

type Candidate = { readonly pack: RulePack; readonly source: PackSource }

/**
 * Which of several packs of the same number counts: what this office took in itself, because it may have been used before
 * the program brought one along; then the program's; then what others took in.
 */
function candidates(
  imported: readonly Imported[],
  builtIn: readonly RulePack[],
  institution: string,
): readonly Candidate[] {
  const usable = imported.flatMap(({ pack, source }) => {
    const checked = checkPack(pack)
    return checked.pack ? [{ pack: checked.pack, source }] : []
  })
  const own = usable.filter(({ source }) => source.institution === institution)
  const others = usable.filter(({ source }) => source.institution !== institution)
  return [...own, ...builtIn.map((pack) => ({ pack, source: { from: 'program' } as const })), ...others]
}

/** Exactly this version of a pack, with its basis as this office confirmed it; undefined when it is not here. */
export function readRulePack(
  db: Db,
  id: string,
  version: number,
  institution: string,
): KnownPack | undefined {
  const builtIn = rulePacks.filter((pack) => pack.id === id && pack.version === version)
  const [first] = candidates(readImported(db, id, version), builtIn, institution)
  return first && known(db, first, institution)
}

/** Every version that this desk can review by: the program's and those that were taken in, oldest version first. */
export function readRulePacks(db: Db, institution: string): readonly KnownPack[] {
  const all = candidates(readImported(db), rulePacks, institution)
  const ids = [...new Set([...rulePacks, ...all.map(({ pack }) => pack)].map(({ id }) => id))]
  return ids.flatMap((id) => {
    const versions = [...new Set(all.filter(({ pack }) => pack.id === id).map(({ pack }) => pack.version))]
    return versions
      .sort((a, b) => a - b)
      .map((version) => all.find(({ pack }) => pack.id === id && pack.version === version)!)
      .map((found) => known(db, found, institution))
  })
}

/** What came in and is not used, and why; all of it stays. */
export function readPacksSetAside(db: Db, institution: string): readonly PackSetAside[] {
  const used = readRulePacks(db, institution)
  return readImported(db).flatMap(({ subject, pack, source }): readonly PackSetAside[] => {
    const { id, version, title } = pack
    const fixed = { subject, id, version, title, source }
    if (!checkPack(pack).pack) return [{ ...fixed, why: 'cannot-check' }]
    const counts = used.find((one) => one.id === id && one.version === version)
    if (!counts) return []
    const { source: _, ...said } = counts
    return saysTheSame(storedPack(said), pack) ? [] : [{ ...fixed, why: 'differs' }]
  })
}

function known(db: Db, { pack, source }: Candidate, institution: string): KnownPack {
  const row = db.get(
    k
      .selectFrom('confirmed_bases')
      .selectAll()
      .where('pack', '=', pack.id)
      .where('version', '=', pack.version)
      .where('institution', '=', institution)
      .orderBy('at', 'desc'),
  )
  if (!row) return { ...pack, source }
  const confirmed: BasisConfirmation = { title: row.title, number: row.number, date: row.at.slice(0, 10) }
  return { ...pack, basis: { ...pack.basis, confirmed }, source }
}

import { type Db, tables } from '../../core/db.ts'
import { unverified } from '../applications/letter.ts'
import type { ApplicationsTables } from '../applications/projection.ts'
import { linkedBatches, readBatches } from '../batches/index.ts'
import { readInstitutions } from '../offices/index.ts'

const k = tables<ApplicationsTables>()

/** Lists of one moment: asked once, however many applications are looked at. */
export type ComparedLists = {
  /** Whose list an import is, as people say it: 「浙江」, 「浙江（未校验来源）」. */
  readonly officeOf: (row: { readonly import: string; readonly institution: string }) => string
  readonly isWithdrawn: (source: string) => boolean
  /** The four offices: whose list of the batch is here, and who is not compared with. */
  readonly offices: (batch: string) => readonly { readonly short: string; readonly arrived: boolean }[]
  /** Offices other than ours whose lists of the batch are here. */
  readonly foreign: (batch: string, own: string) => readonly string[]
  /** Title of a batch; null for the batch itself and those linked to it. */
  readonly otherBatch: (batch: string, of: string) => string | null
  readonly linked: (batch: string) => readonly string[]
}

/** A list with a covering letter counts as the list of the letter's institution, and is said to be 未校验来源. */
export function readComparedLists(db: Db): ComparedLists {
  const institutions = readInstitutions(db)
  const shorts = new Map(institutions.map(({ code, short }) => [code, short]))
  const imports = db.all(
    k.selectFrom('imports').select(['subject', 'institution', 'batch', 'origin', 'letter', 'withdrawn']),
  )
  const byId = new Map(imports.map((one) => [one.subject, one]))
  const titles = new Map(readBatches(db).map(({ id, title }) => [id, title]))
  const links = new Map<string, readonly string[]>()
  const shortOf = (code: string) => shorts.get(code) ?? code

  const officeOf: ComparedLists['officeOf'] = (row) => {
    const source = byId.get(row.import)
    return source?.letter ? `${shortOf(source.origin)}（${unverified}）` : shortOf(row.institution)
  }
  const isWithdrawn = (source: string) => byId.get(source)?.withdrawn != null
  function linked(batch: string): readonly string[] {
    const known = links.get(batch) ?? linkedBatches(db, batch)
    links.set(batch, known)
    return known
  }
  const hasApplications = (source: string) =>
    db.get(k.selectFrom('applications').select('subject').where('import', '=', source).limit(1)) !== undefined

  const told = new Map<string, ReturnType<ComparedLists['offices']>>()
  const arrivals = new Map<string, readonly (typeof imports)[number][]>()
  function arrivedIn(batch: string) {
    const known =
      arrivals.get(batch) ??
      imports.filter(
        (one) => linked(batch).includes(one.batch) && one.withdrawn === null && hasApplications(one.subject),
      )
    arrivals.set(batch, known)
    return known
  }
  const officesOf = (found: readonly (typeof imports)[number][]) =>
    new Set(found.map(({ subject, institution }) => officeOf({ import: subject, institution })))

  return {
    officeOf,
    isWithdrawn,
    linked,
    foreign: (batch, own) => [
      ...officesOf(arrivedIn(batch).filter(({ institution }) => institution !== own)),
    ],
    otherBatch: (batch, of) => (linked(of).includes(batch) ? null : (titles.get(batch) ?? '另一批次')),
    offices(batch) {
      const known = told.get(batch)
      if (known) return known
      const arrived = officesOf(arrivedIn(batch))
      const all = institutions
        .filter(({ region }) => region !== null)
        .map(({ short }) => {
          const byLetter = `${short}（${unverified}）`
          return !arrived.has(short) && arrived.has(byLetter)
            ? { short: byLetter, arrived: true }
            : { short, arrived: arrived.has(short) }
        })
      told.set(batch, all)
      return all
    },
  }
}

import { readAdmitted } from './admit.ts'
import { fromUtf8, utf8 } from './bytes.ts'
import type { Db } from './db.ts'
import { timeIn } from './event.ts'
import type { EventDefinition, Handler, Module, Projection, Recorded } from './module.ts'
import type { Digest, Suite } from './suite.ts'
import { type ChainOwner, readChainOwners } from './truth.ts'
import { creatorOf, type Ends, inWritersOrder, isCreator, readActs, readEnds } from './writers.ts'

type Owned = { readonly module: string; readonly projection: Projection }

type EventRow = {
  position: number
  id: Digest
  seq: number
  chain: number
  header: string
  type: string
  body: string
}

// Read as text: a million pieces of bytes take longer to make and to decode than everything else about them.
const eventColumns = `e.position, e.id, e.seq, e.chain, CAST (e.header AS TEXT) AS header, b.type,
  CAST (b.bytes AS TEXT) AS body FROM bodies b JOIN events e ON e.position = b.position`

/**
 * Keeps the tables that screens read in step with the log. All of it runs inside the caller's transaction. The log may lie
 * in another database than the tables: a check makes them anew beside it.
 */
export function openProjections(db: Db, modules: readonly Module[], suite: Suite, source: Db = db) {
  const owned: Owned[] = modules.flatMap((module) =>
    module.projection ? [{ module: module.name, projection: module.projection }] : [],
  )
  const definitions = new Map<string, EventDefinition>()
  for (const module of modules) {
    for (const definition of module.events) {
      if (definitions.has(definition.type)) throw new Error(`two modules define ${definition.type}`)
      definitions.set(definition.type, definition)
    }
  }
  const handlers = handlersByType(owned)

  function recordedOf(row: EventRow, { device, institution }: ChainOwner): Recorded | null {
    const definition = definitions.get(row.type)
    if (!definition) return null
    const body = readAdmitted(definition, soundText(row))
    const at = timeIn(row.header)
    const { id, seq } = row
    return {
      id,
      device,
      seq,
      institution,
      at,
      actor: body.actor,
      type: row.type,
      subject: body.subject,
      data: body.data,
    }
  }

  /** What is no UTF-8 is read with a sign in its place, which may as well stand there by right: then the bytes decide. */
  function soundText({ position, body }: EventRow): string {
    if (!body.includes('\ufffd')) return body
    const [row] = source.sql<{ bytes: Uint8Array }>('SELECT bytes FROM bodies WHERE position = ?', position)
    const text = fromUtf8(row!.bytes)
    if (text === null) throw new Error('stored bytes are not UTF-8')
    return text
  }

  function readSubject(subject: string, ends?: Ends): Recorded[] {
    const rows = source.sql<EventRow>(
      `SELECT ${eventColumns} WHERE b.subject = ? AND b.problem IS NULL ORDER BY e.position`,
      subject,
    )
    const owners = readChainOwners(source)
    return inOrder(subject, rows, ends).flatMap((row) => recordedOf(row, owners.get(row.chain)!) ?? [])
  }

  /** Where several devices wrote, their turns decide the order, not when their bundles came. */
  function inOrder(subject: string, rows: readonly EventRow[], known?: Ends): readonly EventRow[] {
    const first = rows[0]?.chain
    if (rows.every(({ chain }) => chain === first)) return rows
    const ends = known ?? readEnds(source)
    const { acts } = inWritersOrder(
      creatorOf(source, subject)!,
      readActs(source, subject),
      (device) => ends.get(device) ?? null,
    )
    const byPosition = new Map(rows.map((row) => [row.position, row]))
    return acts.flatMap(({ position }) => byPosition.get(position) ?? [])
  }

  function apply(recorded: Recorded): void {
    for (const handler of handlers.get(recorded.type) ?? []) handler.apply(db, recorded)
  }

  /**
   * Projects one subject again from its first event: what a body that arrived late needs. `ends` were read before, for
   * many subjects at once.
   */
  function projectSubjectAgain(subject: string, ends?: Ends): void {
    projectAgain(subject, owned, handlers, ends)
  }

  function projectAgain(
    subject: string,
    chosen: readonly Owned[],
    byType: ReadonlyMap<string, readonly Handler[]>,
    ends?: Ends,
  ): void {
    for (const { projection } of chosen) {
      for (const table of [...projection.tables].reverse())
        db.sql(`DELETE FROM ${table} WHERE subject = ?`, subject)
    }
    for (const recorded of readSubject(subject, ends)) {
      for (const handler of byType.get(recorded.type) ?? []) handler.apply(db, recorded)
    }
  }

  /** Drops and fills again the tables of these modules, in the order of the log; says after each piece how far it is. */
  function* rebuilding(names: readonly string[]): Generator<number, void> {
    const chosen = owned.filter(({ module }) => names.includes(module))
    if (chosen.length === 0) return
    for (const { projection } of chosen) {
      for (const table of [...projection.tables].reverse()) db.script(`DROP TABLE IF EXISTS ${table}`)
    }
    for (const { projection } of chosen) db.script(projection.ddl)
    const mine = handlersByType(chosen)
    const severalWriters = new Set<string>()
    const owners = readChainOwners(source)
    const batch = 5000
    for (let after = 0; ; ) {
      const rows = source.sql<EventRow>(
        `SELECT ${eventColumns} WHERE e.position > ? AND b.problem IS NULL ORDER BY e.position LIMIT ${batch}`,
        after,
      )
      for (const row of rows) {
        const wanted = mine.get(row.type)
        const recorded = wanted && recordedOf(row, owners.get(row.chain)!)
        if (!recorded) continue
        if (isCreator(recorded.device, recorded.subject))
          for (const handler of wanted) handler.apply(db, recorded)
        else severalWriters.add(recorded.subject)
      }
      if (rows.length < batch) break
      after = rows[rows.length - 1]!.position
      yield after
    }
    const ends = readEnds(source)
    for (const subject of severalWriters) projectAgain(subject, chosen, mine, ends)
    for (const { module, projection } of chosen) {
      db.sql('INSERT OR REPLACE INTO projections (module, hash) VALUES (?, ?)', module, hashOf(projection))
    }
  }

  function rebuild(names: readonly string[]): void {
    const steps = rebuilding(names)
    while (!steps.next().done);
  }

  function hashOf(projection: Projection): string {
    return suite.digest(utf8(`${projection.revision}\n${projection.ddl}`))
  }

  /** Brings every projection whose DDL or revision changed up to date; answers which were rebuilt. */
  function refresh(): readonly string[] {
    db.script('CREATE TABLE IF NOT EXISTS projections (module TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT')
    const known = new Map(
      db
        .sql<{ module: string; hash: string }>('SELECT module, hash FROM projections')
        .map((row) => [row.module, row.hash]),
    )
    const stale = owned.filter(({ module, projection }) => known.get(module) !== hashOf(projection))
    rebuild(stale.map(({ module }) => module))
    return stale.map(({ module }) => module)
  }

  return {
    definitions,
    apply,
    projectSubjectAgain,
    readSubject,
    refresh,
    rebuildAll: () => rebuild(owned.map(({ module }) => module)),
    /** Fills every table of a database that has none yet, piece by piece. */
    *fillAll(): Generator<number, void> {
      db.script('CREATE TABLE projections (module TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT')
      yield* rebuilding(owned.map(({ module }) => module))
    },
    /** Makes the projections anew that own any of these tables. */
    rebuildTables: (tables: readonly string[]) =>
      rebuild(
        owned.flatMap(({ module, projection }) =>
          projection.tables.some((table) => tables.includes(table)) ? [module] : [],
        ),
      ),
    tables: owned.flatMap(({ projection }) => projection.tables),
  }
}

export type Projections = ReturnType<typeof openProjections>

function handlersByType(owned: readonly Owned[]): Map<string, Handler[]> {
  const byType = new Map<string, Handler[]>()
  for (const handler of owned.flatMap(({ projection }) => projection.handlers)) {
    const type = handler.definition.type
    byType.set(type, [...(byType.get(type) ?? []), handler])
  }
  return byType
}

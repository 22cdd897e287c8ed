import { readAdmitted } from './admit.ts'
import { fromUtf8, utf8 } from './bytes.ts'
import type { Db } from './db.ts'
import type { EventDefinition, Handler, Module, Projection, Recorded } from './module.ts'
import type { Digest, Suite } from './suite.ts'

type Owned = { readonly module: string; readonly projection: Projection }

type EventRow = {
  position: number
  id: Digest
  seq: number
  device: Digest
  institution: string
  header: Uint8Array
  type: string
  bytes: Uint8Array
}

const eventColumns = `e.position, e.id, e.seq, c.device, c.institution, e.header, b.type, b.bytes
  FROM bodies b JOIN events e ON e.position = b.position JOIN chains c ON c.number = e.chain`

const timeInHeader = /"at":"([^"]{24})"/

/** Keeps the tables that screens read in step with the log. All of it runs inside the caller's transaction. */
export function openProjections(db: Db, modules: readonly Module[], suite: Suite) {
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

  function recordedOf(row: EventRow): Recorded | null {
    const definition = definitions.get(row.type)
    if (!definition) return null
    const body = readAdmitted(definition, row.bytes, textOf)
    const at = timeInHeader.exec(textOf(row.header))?.[1] ?? ''
    const { id, device, seq, institution } = row
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

  function readSubject(subject: string): Recorded[] {
    const rows = db.sql<EventRow>(
      `SELECT ${eventColumns} WHERE b.subject = ? AND b.problem IS NULL ORDER BY e.position`,
      subject,
    )
    return rows.flatMap((row) => recordedOf(row) ?? [])
  }

  function apply(recorded: Recorded): void {
    for (const handler of handlers.get(recorded.type) ?? []) handler.apply(db, recorded)
  }

  /** Projects one subject again from its first event: what a body that arrived late needs. */
  function projectSubjectAgain(subject: string): void {
    for (const { projection } of owned) {
      for (const table of [...projection.tables].reverse())
        db.sql(`DELETE FROM ${table} WHERE subject = ?`, subject)
    }
    for (const recorded of readSubject(subject)) apply(recorded)
  }

  /** Drops and fills again the tables of these modules, in the order of the log. */
  function rebuild(names: readonly string[]): void {
    const chosen = owned.filter(({ module }) => names.includes(module))
    if (chosen.length === 0) return
    for (const { projection } of chosen) {
      for (const table of [...projection.tables].reverse()) db.script(`DROP TABLE IF EXISTS ${table}`)
    }
    for (const { projection } of chosen) db.script(projection.ddl)
    const mine = handlersByType(chosen)
    const batch = 5000
    for (let after = 0; ; ) {
      const rows = db.sql<EventRow>(
        `SELECT ${eventColumns} WHERE e.position > ? AND b.problem IS NULL ORDER BY e.position LIMIT ${batch}`,
        after,
      )
      for (const row of rows) {
        const wanted = mine.get(row.type)
        const recorded = wanted && recordedOf(row)
        if (recorded) for (const handler of wanted) handler.apply(db, recorded)
      }
      if (rows.length < batch) break
      after = rows[rows.length - 1]!.position
    }
    for (const { module, projection } of chosen) {
      db.sql('INSERT OR REPLACE INTO projections (module, hash) VALUES (?, ?)', module, hashOf(projection))
    }
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

function textOf(bytes: Uint8Array): string {
  const text = fromUtf8(bytes)
  if (text === null) throw new Error('stored bytes are not UTF-8')
  return text
}

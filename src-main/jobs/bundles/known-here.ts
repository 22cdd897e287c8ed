import { existsSync } from 'node:fs'
import type { Db } from '../../core/db.ts'
import { decodeHeader } from '../../core/event.ts'
import { readChains } from '../../core/log.ts'
import type { Digest } from '../../core/suite.ts'
import { readEnds } from '../../core/writers.ts'
import { readOwnKeys, readPin } from '../../domain/trust/pins.ts'
import type { Known } from '../../platform/bundle/trust.ts'
import { documentPath } from '../../platform/documents/store.ts'
import type { DeskPlaces } from './names.ts'

/** What this desk knows, for checking a bundle; `db` is a view that does not change meanwhile. */
export function knownHere(db: Db, places: DeskPlaces): Known {
  const chains = new Map(readChains(db).map((chain) => [chain.device, chain]))
  const own = [...chains.values()].findLast((chain) => chain.own)!
  const ends = readEnds(db)
  return {
    pin(institution) {
      if (institution !== places.institution) return readPin(db, places.institution, institution) ?? null
      return { institution, suite: own.suite, ...readOwnKeys(db, own.device) }
    },
    retirement(device) {
      const end = ends.get(device)
      if (!end) return null
      // Nothing of it counts: then no place of it is the last valid one.
      return end.last ?? { seq: 0, id: '' }
    },
    head(device) {
      const chain = chains.get(device)
      if (!chain) return null
      const [row] = db.sql<{ seq: number; id: Digest }>(
        'SELECT seq, id FROM events WHERE chain = ? ORDER BY seq DESC LIMIT 1',
        chain.number,
      )
      return row ?? null
    },
    eventAt(device, seq) {
      const chain = chains.get(device)
      if (!chain) return null
      const [row] = db.sql<{ id: Digest }>(
        'SELECT id FROM events WHERE chain = ? AND seq = ?',
        chain.number,
        seq,
      )
      return row?.id ?? null
    },
    bodyOf(event) {
      const [row] = db.sql<{ header: Uint8Array }>('SELECT header FROM events WHERE id = ?', event)
      return row ? (decodeHeader(row.header)?.body ?? null) : null
    },
    wants(document) {
      const file = documentPath(places.documents, document)
      return file !== null && !existsSync(file)
    },
  }
}

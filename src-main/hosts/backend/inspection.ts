import { statSync } from 'node:fs'
import type { Documents } from '../../core/ports/documents.ts'
import type { Digest } from '../../core/suite.ts'
import { readFacts, rememberFacts } from '../../domain/documents/index.ts'
import { documentPath } from '../../platform/documents/store.ts'
import type { Desk } from './desk.ts'

const tellEvery = 50

export type Inspection = {
  /** Notes documents that came here, and looks into them one after the other without anybody waiting. */
  lookLater(documents: readonly Digest[]): void
  /** Looks into those that came here before and were not looked into, or only by an older program. */
  catchUp(): void
}

/**
 * Looking into two thousand PDFs takes minutes, taking them in seconds: what a check says of them follows. Until then
 * their facts are `not-checked`, which is also what is left when the desk is closed meanwhile.
 */
export function createInspection(desk: Desk, documents: Pick<Documents, 'facts'>): Inspection {
  const waiting: Digest[] = []
  let isRunning = false
  const isClosed = () => !desk.db.raw.open

  function sizeOf(digest: Digest): number | null {
    const path = documentPath(desk.folder.documents, digest)
    return path === null ? null : (statSync(path, { throwIfNoEntry: false })?.size ?? null)
  }

  async function run(): Promise<void> {
    if (isRunning) return
    isRunning = true
    let seen = 0
    for (let next = waiting.shift(); next !== undefined && !isClosed(); next = waiting.shift()) {
      const facts = await documents.facts(next)
      if (isClosed()) break
      if (facts) rememberFacts(desk.db, facts)
      seen++
      if (seen % tellEvery === 0 || waiting.length === 0) desk.changed()
    }
    isRunning = false
  }

  function begin(): void {
    // A worker that ends with the desk leaves the document for the next time.
    run().catch(() => {
      isRunning = false
    })
  }

  return {
    lookLater(arrived) {
      desk.db.transaction(() => {
        for (const digest of arrived) {
          const size = readFacts(desk.db, digest) ? null : sizeOf(digest)
          if (size === null) continue
          rememberFacts(desk.db, notCheckedYet(digest, size))
          waiting.push(digest)
        }
      })
      begin()
    },
    catchUp() {
      const left = desk.db.sql<{ digest: Digest }>(
        `SELECT digest FROM document_facts WHERE facts ->> '$.state' = 'not-checked'
          OR digest NOT IN (SELECT digest FROM document_fingerprints)`,
      )
      waiting.push(...left.map(({ digest }) => digest))
      begin()
    },
  }
}

function notCheckedYet(digest: Digest, size: number) {
  return {
    digest,
    size,
    kind: 'other' as const,
    pages: null,
    pagesRead: 0,
    state: 'not-checked' as const,
    textPages: [],
    secrecyMarks: [],
  }
}

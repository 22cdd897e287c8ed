import { fromBase64 } from '../../core/base64.ts'
import { type Db, tables } from '../../core/db.ts'
import type { DocumentFacts } from '../../core/ports/documents.ts'
import type { Digest } from '../../core/suite.ts'

const k = tables<{
  document_facts: { digest: string; facts: string }
  /** A sample of the text of each document that was looked into, to compare it with others; empty of a scan. */
  document_fingerprints: { digest: string; characters: number; fingerprint: Uint8Array }
}>()

/** What was read out of a document, or null when it is not here or nobody has looked into it yet. */
export function readFacts(db: Db, document: Digest): DocumentFacts | null {
  const row = db.get(k.selectFrom('document_facts').select('facts').where('digest', '=', document))
  return row ? (JSON.parse(row.facts) as DocumentFacts) : null
}

export function rememberFacts(db: Db, { fingerprint, ...facts }: DocumentFacts): void {
  const text = JSON.stringify(facts)
  if (fingerprint) {
    const row = { characters: fingerprint.characters, fingerprint: fromBase64(fingerprint.rows) ?? noBytes }
    db.run(
      k
        .insertInto('document_fingerprints')
        .values({ digest: facts.digest, ...row })
        .onConflict((conflict) => conflict.column('digest').doUpdateSet(row)),
    )
  }
  db.run(
    k
      .insertInto('document_facts')
      .values({ digest: facts.digest, facts: text })
      .onConflict((conflict) => conflict.column('digest').doUpdateSet({ facts: text })),
  )
}

const noBytes = new Uint8Array()

/** Forgets what was read out of a document: our copy of it is being removed. */
export function forgetFacts(db: Db, document: Digest): void {
  db.run(k.deleteFrom('document_facts').where('digest', '=', document))
  db.run(k.deleteFrom('document_fingerprints').where('digest', '=', document))
}

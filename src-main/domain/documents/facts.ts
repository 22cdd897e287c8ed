import { type Db, tables } from '../../core/db.ts'
import type { DocumentFacts } from '../../core/ports/documents.ts'
import type { Digest } from '../../core/suite.ts'

const k = tables<{ document_facts: { digest: string; facts: string } }>()

/** What was read out of a document, or null when it is not here or nobody has looked into it yet. */
export function readFacts(db: Db, document: Digest): DocumentFacts | null {
  const row = db.get(k.selectFrom('document_facts').select('facts').where('digest', '=', document))
  return row ? (JSON.parse(row.facts) as DocumentFacts) : null
}

export function rememberFacts(db: Db, facts: DocumentFacts): void {
  const text = JSON.stringify(facts)
  db.run(
    k
      .insertInto('document_facts')
      .values({ digest: facts.digest, facts: text })
      .onConflict((conflict) => conflict.column('digest').doUpdateSet({ facts: text })),
  )
}

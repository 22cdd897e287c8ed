import { z } from 'zod'
import { query, task } from '../../core/module.ts'
import type { DocumentFacts } from '../../core/ports/documents.ts'
import { ok, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { forgetFacts, readFacts, rememberFacts } from './facts.ts'
import { findText } from './find-text.ts'
import { dropScan, keepScan } from './scan.ts'

export { forgetFacts, readFacts, rememberFacts }

const digest = z.string().regex(digestPattern)

const facts = query({
  permission: may('applications:read'),
  input: z.array(digest).max(200),
  read: ({ input, db }): readonly (DocumentFacts | null)[] =>
    input.map((document) => readFacts(db, document)),
})

/** Looks into documents that arrived without being looked into (with a bundle, or after the cache was dropped). */
const look = task({
  permission: may('applications:read'),
  input: z.array(digest).max(200),
  async run({ input, db, ports, changed }) {
    let found = 0
    for (const document of input) {
      const facts = await ports.documents.facts(document)
      if (!facts) continue
      rememberFacts(db, facts)
      found++
    }
    if (found > 0) changed()
    return ok({ found })
  },
})

const maxPiece = 4 * 1024 * 1024

/** Bytes of a document from an offset, at most 4 MiB at a time; fewer at its end. */
const read = task({
  permission: may('applications:read'),
  input: z.strictObject({ document: digest, offset: z.int().min(0), length: z.int().min(1).max(maxPiece) }),
  async run({ input, ports }) {
    const bytes = await ports.documents.read(input.document, input.offset, input.length)
    return bytes ? ok(bytes) : refuse('documents/not-here')
  },
})

/** Documents by digest; what is read out of them is a cache beside the records, never a record. */
export const documents = {
  name: 'documents',
  events: [],
  projection: {
    revision: 1,
    tables: [],
    ddl: `CREATE TABLE IF NOT EXISTS document_facts (digest TEXT PRIMARY KEY, facts TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS document_fingerprints (
      digest TEXT PRIMARY KEY, characters INTEGER NOT NULL, fingerprint BLOB NOT NULL
    ) STRICT, WITHOUT ROWID`,
    handlers: [],
  },
  calls: { facts, look, read, findText, keepScan, dropScan },
} as const

import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { type TaskContext, task } from '../../core/module.ts'
import type { DocumentFacts } from '../../core/ports/documents.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { forgetFacts, rememberFacts } from './facts.ts'

/** A scan of a paper that anybody can open, kept in the store. */
export type KeptScan = { readonly scan: Digest; readonly size: number; readonly pages: number | null }

/** A PDF with pages and without a password, or a picture. */
function admitPaper({ kind, state, pages }: DocumentFacts): Result<void> {
  if (kind === 'image') return ok(undefined)
  if (kind !== 'pdf') return refuse('documents/scan-kind')
  if (state === 'encrypted') return refuse('documents/scan-encrypted')
  if (state !== 'ok' || !pages) return refuse('documents/scan-unreadable')
  return ok(undefined)
}

/**
 * Keeps the scan of a signed paper in the store, nothing is recorded. One that is refused is removed again; a mark of
 * secrecy stops everything.
 */
export const keepScan = task({
  permission: may('review:edit'),
  input: z.strictObject({ file: fileToken }),
  async run({ input, db, ports, signal, progress }): Promise<Result<KeptScan>> {
    if (!ports.files.knows(input.file)) return refuse('files/token-expired')
    const added = await ports.documents.add(input.file, { signal, progress })
    if (!added.ok) return added
    const facts = added.value
    const admitted = admitPaper(facts)
    const isSecret = facts.secrecyMarks.length > 0
    if (isSecret || !admitted.ok) await discard({ db, ports }, facts.digest)
    if (isSecret) return refuse('documents/scan-with-secrecy-mark')
    if (!admitted.ok) return admitted
    rememberFacts(db, facts)
    return ok({ scan: facts.digest, size: facts.size, pages: facts.pages })
  },
})

/** Removes a kept scan that was not recorded after all. */
export const dropScan = task({
  permission: may('review:edit'),
  input: z.strictObject({ scan: z.string().regex(digestPattern) }),
  async run({ input, db, ports }) {
    await discard({ db, ports }, input.scan)
    return ok(null)
  },
})

/** Our copy, unless any record mentions it. */
async function discard(
  { db, ports }: { readonly db: Db; readonly ports: TaskContext<unknown>['ports'] },
  scan: Digest,
): Promise<void> {
  // Also in bodies that nobody can read yet: what they mention must be here when they can be.
  const mentioned = db.sql('SELECT 1 FROM bodies WHERE instr(bytes, CAST(? AS BLOB)) > 0 LIMIT 1', scan)
  if (mentioned.length > 0) return
  await ports.documents.discard(scan)
  forgetFacts(db, scan)
}

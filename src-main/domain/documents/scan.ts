import { z } from 'zod'
import { type TaskContext, task } from '../../core/module.ts'
import type { DocumentFacts } from '../../core/ports/documents.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { forgetFacts, rememberFacts } from './facts.ts'

/** A scan of a paper that anybody can open, kept in the store. */
export type KeptScan = { readonly scan: Digest; readonly size: number; readonly pages: number | null }

type Stored = Pick<TaskContext<unknown>, 'db' | 'ports'>

export type ScanProblem = 'kind' | 'encrypted' | 'unreadable'

/** Why not everybody can open this scan: it is no PDF with pages and without a password, and no picture. */
export function scanProblem({ kind, state, pages }: DocumentFacts): ScanProblem | null {
  if (kind === 'image') return null
  if (kind !== 'pdf') return 'kind'
  if (state === 'encrypted') return 'encrypted'
  return state !== 'ok' || !pages ? 'unreadable' : null
}

/** Remembers the facts of a scan that came into the store; one that is refused is removed again. */
export async function admitScan(
  context: Stored,
  facts: DocumentFacts,
): Promise<ScanProblem | 'with-secrecy-mark' | null> {
  const problem = facts.secrecyMarks.length > 0 ? 'with-secrecy-mark' : scanProblem(facts)
  if (problem) await discardScan(context, facts.digest)
  else rememberFacts(context.db, facts)
  return problem
}

/** Refused when the scan is not in the store; no scan at all is none that is missing. */
export async function checkScanIsHere(
  { documents }: Pick<Stored['ports'], 'documents'>,
  scan: Digest | null,
): Promise<Result<void>> {
  return scan === null || (await documents.facts(scan)) ? ok(undefined) : refuse('documents/scan-gone')
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
    const problem = await admitScan({ db, ports }, facts)
    if (problem) return refuse(`documents/scan-${problem}`)
    return ok({ scan: facts.digest, size: facts.size, pages: facts.pages })
  },
})

/** Removes a kept scan that was not recorded after all. */
export const dropScan = task({
  permission: may('review:edit'),
  input: z.strictObject({ scan: z.string().regex(digestPattern) }),
  async run({ input, db, ports }) {
    await discardScan({ db, ports }, input.scan)
    return ok(null)
  },
})

/** Our copy, unless any record mentions it: the same paper may be an attachment, an earlier letter, a list handed out. */
export async function discardScan({ db, ports }: Stored, scan: Digest): Promise<void> {
  // Also in bodies that nobody can read yet: what they mention must be here when they can be.
  const mentioned = db.sql('SELECT 1 FROM bodies WHERE instr(bytes, CAST(? AS BLOB)) > 0 LIMIT 1', scan)
  if (mentioned.length > 0) return
  await ports.documents.discard(scan)
  forgetFacts(db, scan)
}

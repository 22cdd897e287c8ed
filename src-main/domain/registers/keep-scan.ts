import { z } from 'zod'
import { task } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { rememberFacts } from '../documents/index.ts'
import { fileToken } from '../files/token.ts'

/**
 * Keeps a scan or screenshot of what a register said, to be named by the check that is recorded next. One with a mark of
 * secrecy, with a password or damaged is not kept.
 */
export const keepScan = task({
  permission: may('registers:edit'),
  input: z.strictObject({ file: fileToken }),
  async run({
    input,
    db,
    ports,
    signal,
    progress,
  }): Promise<Result<{ readonly document: Digest; readonly name: string; readonly pages: number | null }>> {
    if (!ports.files.knows(input.file)) return refuse('files/token-expired')
    const added = await ports.documents.add(input.file, { signal, progress })
    if (!added.ok) return added
    const facts = added.value
    const isSecret = facts.secrecyMarks.length > 0
    const isReadable = facts.kind === 'image' || (facts.kind === 'pdf' && facts.state === 'ok')
    if (isSecret || !isReadable) {
      // Also in bodies that nobody can read yet: what they mention must be here when they can be.
      const mentioned = db.sql(
        'SELECT 1 FROM bodies WHERE instr(bytes, CAST(? AS BLOB)) > 0 LIMIT 1',
        facts.digest,
      )
      if (mentioned.length === 0) await ports.documents.discard(facts.digest)
      return refuse(isSecret ? 'registers/scan-with-secrecy-mark' : 'registers/scan-unreadable')
    }
    rememberFacts(db, facts)
    return ok({ document: facts.digest, name: ports.files.name(input.file), pages: facts.pages })
  },
})

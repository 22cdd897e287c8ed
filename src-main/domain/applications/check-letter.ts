import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { type TaskContext, task } from '../../core/module.ts'
import type { DocumentFacts } from '../../core/ports/documents.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { admitScan, discardScan, scanProblem } from '../documents/scan.ts'
import { fileToken } from '../files/token.ts'
import { readInstitutions } from '../offices/index.ts'
import { readPin } from '../trust/pins.ts'
import { checkLetterFields, type Letter, type LetterFields, letterLimits } from './letter.ts'

export const letterFieldsSchema = z.strictObject({
  institution: z.string().max(20),
  office: z.string().max(letterLimits.office),
  number: z.string().max(letterLimits.number),
  date: z.string().max(20),
})
const digest = z.string().regex(digestPattern)

export type LetterChecked = {
  readonly letter: Letter
  readonly kind: 'pdf' | 'image'
  readonly size: number
  /** Of a PDF. */
  readonly pages: number | null
}

type Places = { readonly db: Db; readonly institution: string; readonly today: string }

/** What the letter says, or why a list cannot be taken in under it: bad fields, ourselves, or an office with a desk. */
export function admitLetter(fields: LetterFields, { db, institution, today }: Places): Result<LetterFields> {
  const checked = checkLetterFields(fields, today)
  if (!checked.ok) return checked
  const from = checked.value.institution
  if (from === institution) return refuse('applications/letter-from-ourselves')
  if (!readInstitutions(db).some(({ code }) => code === from)) {
    return refuse('applications/letter-institution-missing')
  }
  if (readPin(db, institution, from))
    return refuse('applications/letter-office-has-desk', { institution: from })
  return checked
}

/**
 * Checks a covering letter and keeps its scan in the store, nothing is recorded. A scan that is refused is removed again;
 * one with a mark of secrecy stops everything.
 */
export const checkLetter = task({
  permission: may('applications:edit'),
  input: z.strictObject({
    fields: letterFieldsSchema,
    /** The scan: a file, or one that an earlier check kept. */
    scan: z.union([z.strictObject({ file: fileToken }), z.strictObject({ kept: digest })]),
  }),
  async run({ input, db, desk, today, ports, signal, progress }): Promise<Result<LetterChecked>> {
    const fields = admitLetter(input.fields, { db, institution: desk.institution, today })
    if (!fields.ok) return fields
    const { scan } = input
    if ('file' in scan && !ports.files.knows(scan.file)) return refuse('files/token-expired')
    const added =
      'file' in scan
        ? await ports.documents.add(scan.file, { signal, progress })
        : await keptScan(ports, scan.kept)
    if (!added.ok) return added
    const facts = added.value
    const problem = await admitScan({ db, ports }, facts)
    if (problem === 'with-secrecy-mark') return refuse('applications/letter-with-secrecy-mark')
    if (problem) return refuse(`applications/letter-scan-${problem}`)
    const { digest, kind, size, pages } = facts
    const letter = { ...fields.value, scan: digest }
    return ok({ letter, kind: kind === 'image' ? kind : 'pdf', size, pages })
  },
})

async function keptScan(
  { documents }: Pick<TaskContext<unknown>['ports'], 'documents'>,
  scan: Digest,
): Promise<Result<DocumentFacts>> {
  const facts = await documents.facts(scan)
  return facts ? ok(facts) : refuse('applications/letter-scan-gone')
}

/** Refuses a letter whose scan, which an earlier check kept, is gone, or is one that not everybody can open. */
export async function checkKeptScan(
  ports: Pick<TaskContext<unknown>['ports'], 'documents'>,
  scan: Digest,
): Promise<Result<void>> {
  const kept = await keptScan(ports, scan)
  if (!kept.ok) return kept
  const problem = scanProblem(kept.value)
  return problem ? refuse(`applications/letter-scan-${problem}`) : ok(undefined)
}

/** Removes the kept scan of a letter that was not taken in after all. */
export const dropLetter = task({
  permission: may('applications:edit'),
  input: z.strictObject({ scan: digest }),
  async run({ input, db, ports }) {
    await discardScan({ db, ports }, input.scan)
    return ok(null)
  },
})

import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { type DeskFacts, type TaskContext, task } from '../../core/module.ts'
import type { DocumentFacts } from '../../core/ports/documents.ts'
import type { FileEntry, FileToken } from '../../core/ports/files.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { forgetFacts, rememberFacts } from '../documents/index.ts'
import { fileToken } from '../files/token.ts'
import { recordDocuments } from './commands.ts'
import { readDesksOf, refuseElsewhere } from './desks.ts'
import { matchDocuments } from './documents-by-number.ts'
import { numbersIn, readApplication } from './queries.ts'

/** Files of a folder paired with applications by the outside number in their names. Nothing is read or copied yet. */
export type DocumentsFound = {
  readonly matched: readonly {
    readonly file: FileEntry
    readonly number: string
    readonly application: string
    readonly attached: boolean
  }[]
  readonly unmatched: readonly FileEntry[]
  readonly ambiguous: readonly { readonly file: FileEntry; readonly numbers: readonly string[] }[]
  /** Numbers of applications that this desk writes without any file, here or attached earlier. */
  readonly missing: readonly string[]
}

export const findDocuments = task({
  permission: may('applications:edit'),
  input: z.strictObject({ folder: fileToken, batch: z.string() }),
  async run({ input, db, desk, ports }) {
    const listed = await ports.files.list(input.folder)
    if (!listed.ok) return listed
    const inBatch = numbersIn(db, input.batch)
    const desks = readDesksOf(db, desk, [...inBatch.values()])
    const own = [...inBatch].filter(
      ([, { id, institution }]) => institution === desk.institution && desks.get(id)?.isHere !== false,
    )
    const ids = new Map(own.map(([number, { id }]) => [number, id]))
    const files = listed.value.filter(({ name }) => /\.(?:pdf|docx?|jpe?g|png|tiff?|ofd)$/i.test(name))
    const found = matchDocuments(files, [...ids.keys()])
    const attachedTo = (number: string) => readApplication(db, ids.get(number)!)?.documents ?? []
    const result: DocumentsFound = {
      ...found,
      matched: found.matched.map(({ file, number }) => ({
        file,
        number,
        application: ids.get(number)!,
        attached: attachedTo(number).some(({ name, size }) => name === file.name && size === file.size),
      })),
      missing: found.missing.filter((number) => attachedTo(number).length === 0),
    }
    return ok(result)
  },
})

export type DocumentsAttached = {
  readonly attached: number
  /** Attached, but it cannot be opened, or asks for a password: the review will say so too. */
  readonly doubtful: readonly { readonly name: string; readonly state: DocumentFacts['state'] }[]
}

/** Before anything is copied: all are known, and this desk writes them. */
function admitApplications(
  db: Db,
  desk: Pick<DeskFacts, 'device' | 'institution'>,
  wanted: readonly string[],
): Result<void> {
  const applications = [...new Set(wanted)]
  const here = refuseElsewhere(db, desk, applications)
  if (!here.ok) return here
  for (const subject of applications) {
    const known = readApplication(db, subject)
    if (!known) return refuse('applications/unknown')
    if (known.institution !== desk.institution) return refuse('desk/not-the-writer', { subject })
  }
  return ok(undefined)
}

/** A file that was copied into the store, with what was read out of it. */
export type CopiedDocument = {
  readonly application: string
  readonly name: string
  readonly facts: DocumentFacts
}

/**
 * Copies files into the store and looks into them; nothing is recorded yet. A document with a mark of secrecy stops
 * everything: our copy is removed, the file is left where it is, and its name is told.
 */
export async function copyDocuments(
  { db, ports, signal, progress }: Pick<TaskContext<unknown>, 'db' | 'ports' | 'signal' | 'progress'>,
  given: readonly { readonly application: string; readonly file: FileToken }[],
): Promise<Result<readonly CopiedDocument[]>> {
  const looked: CopiedDocument[] = []
  for (const [done, { application, file }] of given.entries()) {
    signal.throwIfAborted()
    const name = ports.files.name(file)
    progress({ done, total: given.length, step: 'copy-documents' })
    const added = await ports.documents.add(file, { signal, progress: () => undefined })
    if (!added.ok) return refuse(added.error.code, { ...added.error, name })
    if (added.value.secrecyMarks.length > 0) {
      await ports.documents.discard(added.value.digest)
      forgetFacts(db, added.value.digest)
      return refuse('applications/document-with-secrecy-mark', { name })
    }
    looked.push({ application, name, facts: added.value })
  }
  progress({ done: given.length, total: given.length, step: 'record' })
  for (const { facts } of looked) rememberFacts(db, facts)
  return ok(looked)
}

/** Those that cannot be opened, or ask for a password. */
export function doubtfulOf(copied: readonly CopiedDocument[]): DocumentsAttached['doubtful'] {
  return copied.flatMap(({ name, facts }) => (facts.state === 'ok' ? [] : [{ name, state: facts.state }]))
}

/**
 * Copies files into the store and records them with their applications, all of them or none.
 */
export const attachDocuments = task({
  permission: may('applications:edit'),
  input: z
    .array(z.strictObject({ application: z.string(), file: fileToken }))
    .min(1)
    .max(20_000),
  async run(context) {
    const { input, db, desk, execute } = context
    const admitted = admitApplications(
      db,
      desk,
      input.map(({ application }) => application),
    )
    if (!admitted.ok) return admitted
    const copied = await copyDocuments(context, input)
    if (!copied.ok) return copied
    const looked = copied.value
    const recorded = execute(
      recordDocuments,
      looked.map(({ application, name, facts }) => ({
        application,
        document: facts.digest,
        name,
        size: facts.size,
      })),
    )
    if (!recorded.ok) return recorded
    const result: DocumentsAttached = { attached: recorded.value.attached, doubtful: doubtfulOf(looked) }
    return ok(result)
  },
})

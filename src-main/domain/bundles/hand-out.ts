import { z } from 'zod'
import { equal } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'
import { command, happened, query, type TaskContext, task } from '../../core/module.ts'
import type { FileToken } from '../../core/ports/files.ts'
import type { Paper } from '../../core/ports/papers.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readBatch } from '../batches/index.ts'
import { fileToken } from '../files/token.ts'
import { readInstitutions } from '../offices/index.ts'
import { paperTask } from '../papers/paper-task.ts'
import { placeOf } from '../papers/place.ts'
import { namesOf } from '../papers/words.ts'
import { readPin } from '../trust/pins.ts'
import { handOutScopes, sheetsHandedOver } from './hand-out-event.ts'
import { pageToStamp } from './hand-out-page.ts'
import { handOutTables as k } from './hand-out-projection.ts'
import { applicationsFor, explanationSheet, handOutSheet } from './hand-out-rows.ts'

const scope = z.enum(handOutScopes)
const maxSheetBytes = 256 * 1024 * 1024

/** Where the list may go: an institution that is known here, is not ourselves and has no desk that was 核对. */
function admitRecipient(db: Db, own: string, to: string): Result<null> {
  if (to === own || !readInstitutions(db).some(({ code }) => code === to)) {
    return refuse('bundles/unknown-institution')
  }
  if (readPin(db, own, to)) return refuse('bundles/has-a-desk', { institution: to })
  return ok(null)
}

/** How many applications a hand-out would hold now, by scope. */
const handOutPreview = query({
  permission: may('bundles:edit'),
  input: z.strictObject({ batch: z.string() }),
  read(context): { readonly own: number; readonly all: number; readonly unverified: number } {
    const { batch } = context.input
    const all = applicationsFor(context, { batch, scope: 'all' })
    const own = all.filter(({ institution }) => institution === context.desk.institution)
    return {
      own: own.length,
      all: all.length,
      unverified: all.filter(({ isUnverified }) => isUnverified).length,
    }
  },
})

const recordHandOut = command({
  permission: may('bundles:edit'),
  input: sheetsHandedOver.data,
  decide({ input, db, desk, newSubject }) {
    const admitted = admitRecipient(db, desk.institution, input.to)
    if (!admitted.ok) return admitted
    const record = newSubject('hand-out')
    return ok({ events: [happened(sheetsHandedOver, record, input)], value: { record } })
  },
})

/**
 * Hands a list out to an institution without a desk: an XLSX and a page to stamp that names its digest. What was written
 * is read back and kept in the store by its digest, then recorded. `page` is null when only the page could not be written.
 */
const handOut = task({
  permission: may('bundles:edit'),
  input: z.strictObject({ to: z.string(), batch: z.string(), scope, folder: fileToken }),
  async run(context) {
    const { input, db, desk, today, ports, signal, progress, execute } = context
    const admitted = admitRecipient(db, desk.institution, input.to)
    if (!admitted.ok) return admitted
    const batch = readBatch(db, input.batch)
    if (!batch) return refuse('batches/unknown')
    const rows = applicationsFor(context, input)
    if (rows.length === 0) return refuse('bundles/nothing-to-hand-out')
    progress({ done: 0, total: null, step: 'write-sheets' })
    const names = namesOf(db)
    const bytes = await ports.tables.write([
      handOutSheet(context, batch.kind, rows),
      explanationSheet(context, {
        to: input.to,
        batch,
        scope: input.scope,
        at: context.now(),
        count: rows.length,
      }),
    ])
    const label = `申报清单-${names.short(desk.institution)}至${names.short(input.to)}-${today.replaceAll('-', '')}`
    signal.throwIfAborted()
    const written = await ports.files.write(input.folder, `${label}.xlsx`, bytes)
    if (!written.ok) return written
    progress({ done: 0, total: null, step: 'read-back' })
    const back = await ports.files.read(written.value.token, maxSheetBytes)
    if (!back.ok) return back
    if (!equal(back.value, bytes)) return refuse('bundles/sheets-differ')
    const kept = await ports.documents.add(written.value.token, { signal, progress: () => undefined })
    if (!kept.ok) return kept
    const { digest, size } = kept.value
    const recorded = execute(recordHandOut, {
      to: input.to,
      batch: batch.id,
      scope: input.scope,
      digest,
      size,
      rows: rows.length,
      label: written.value.name,
    })
    if (!recorded.ok) return recorded
    const page = await writePage(context, recorded.value.record, input.folder)
    return ok({
      record: recorded.value.record,
      file: written.value.name,
      digest,
      size,
      rows: rows.length,
      page: page.ok ? page.value : null,
    })
  },
})

/** The page to stamp of an earlier hand-out, once more. */
const handOutPage = paperTask({
  permission: may('bundles:read'),
  input: z.strictObject({ record: z.string().max(60) }),
  paper: (context) => pageOf(context, context.input.record),
})

function pageOf(
  { db, desk, person, now }: Pick<TaskContext<unknown>, 'db' | 'desk' | 'person' | 'now'>,
  record: string,
): Result<{ readonly paper: Paper; readonly fileName: string }> {
  const row = db.get(
    k
      .selectFrom('sheets_handed_over')
      .selectAll()
      .where('subject', '=', record)
      .where('sender', '=', desk.institution),
  )
  const place = placeOf(db, record, 'first')
  if (!row || !place) return refuse('bundles/unknown-record')
  const paper = pageToStamp(db, {
    row,
    place,
    environment: desk.environment,
    by: person!.name,
    at: now(),
  })
  const { short } = namesOf(db)
  return ok({
    paper,
    fileName: `${paper.name}-${short(row.sender)}至${short(row.recipient)}-${place.checkCode}`,
  })
}

async function writePage(
  context: TaskContext<unknown>,
  record: string,
  folder: FileToken,
): Promise<Result<string>> {
  const page = pageOf(context, record)
  if (!page.ok) return page
  const { paper, fileName } = page.value
  const { papers, files } = context.ports
  const written = await files.write(folder, `${fileName}.pdf`, await papers.pdf(paper))
  return written.ok ? ok(written.value.name) : written
}

export const handOutCalls = { handOutPreview, handOut, handOutPage }

import { z } from 'zod'
import { task } from '../../core/module.ts'
import type { FileEntry } from '../../core/ports/files.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readBatch } from '../batches/index.ts'
import { fileToken } from '../files/token.ts'
import { checkKeptScan } from './check-letter.ts'
import { checkListWork, type ListChecked } from './check-list.ts'
import { letterSchema } from './events.ts'
import { type ImportField, importFields } from './import-field.ts'
import { readLayouts } from './layouts.ts'
import type { Mapping } from './mapping.ts'
import { numbersAsJson } from './queries.ts'
import { takeInListWork } from './take-in-list.ts'
import { templateSheet } from './template.ts'

const field = z.enum(importFields as [ImportField, ...ImportField[]])
const unit = z.enum(['wan', 'yuan'])

const mappingSchema = z.strictObject({
  headingRow: z.int().min(0).max(10_000),
  headingRows: z.union([z.literal(1), z.literal(2)]),
  columns: z
    .array(z.strictObject({ column: z.int().min(0), field, group: z.int().min(0), unit: unit.nullable() }))
    .max(500),
  constants: z.partialRecord(field, z.string().max(200)),
  moneyUnit: unit,
}) as z.ZodType<Mapping>

/** `staged` is null when nothing of the list may be taken in (a mark of secrecy, no headings, no application). */
export type ListRead = ListChecked & { readonly staged: string | null }

/** Reads a list, proposes (or takes) the meaning of its columns, checks every row. Changes nothing. */
export const readList = task({
  permission: may('applications:edit'),
  input: z.strictObject({
    file: fileToken,
    sheet: z.string().max(200).nullable(),
    batch: z.string(),
    /** Null: propose one; a number: headings stand in this row (from 0). */
    mapping: z.union([mappingSchema, z.int().min(0)]).nullable(),
  }),
  async run({ input, db, ports, signal, progress }): Promise<Result<ListRead>> {
    const batch = readBatch(db, input.batch)
    if (!batch) return refuse('batches/unknown')
    if (!ports.files.knows(input.file)) return refuse('files/token-expired')
    const wanted = {
      batch: batch.id,
      kind: batch.kind,
      fields: batch.fields,
      existing: numbersAsJson(db, batch.id),
      layouts: readLayouts(db),
      mapping: input.mapping,
    }
    const { file, sheet } = input
    const read = await ports.tables.work(
      { file, sheet, work: checkListWork, input: wanted },
      { signal, progress },
    )
    return read.ok ? ok({ ...read.value.answer, staged: read.value.staged }) : read
  },
})

/**
 * Takes in a list that was read: all rows except those that a person leaves out by name. A row with an error that is not
 * left out is refused, and nothing is taken in. The layout of the columns is remembered for the next list.
 */
export const importList = task({
  permission: may('applications:edit'),
  input: z.strictObject({
    staged: z.string(),
    leaveOut: z.array(z.int()).max(100_000),
    /** As `checkLetter` answered it; absent for lists of the own office. */
    letter: letterSchema.optional(),
  }),
  async run({ input, ports, executeStaged }) {
    if (input.letter) {
      const scan = await checkKeptScan(ports, input.letter.scan)
      if (!scan.ok) return scan
    }
    const recorded = await executeStaged(takeInListWork, input.staged, {
      leaveOut: input.leaveOut,
      letter: input.letter ?? null,
    })
    if (recorded.ok) await ports.staging.drop(input.staged)
    return recorded
  },
})

const remarkLength = 4_000

/**
 * Writes the list back into a folder as it came, with a column 「问题」: ready to be returned to whoever sent it. The
 * sentences are those that the person saw. Changes nothing here.
 */
export const returnList = task({
  permission: may('applications:edit'),
  input: z.strictObject({
    file: fileToken,
    sheet: z.string().max(200),
    headingRow: z.int().min(0).max(200_000),
    /** Of the list as a whole; stands under the heading of the column. */
    whole: z.array(z.string().max(500)).max(100),
    remarks: z
      .array(z.strictObject({ row: z.int().min(1).max(200_000), text: z.string().min(1).max(remarkLength) }))
      .max(100_000),
    folder: fileToken,
  }),
  async run({ input, ports, signal, progress }): Promise<Result<FileEntry>> {
    const { file, sheet, headingRow, whole, remarks, folder } = input
    if (!ports.files.knows(file)) return refuse('files/token-expired')
    const title = ['问题', ...whole].join('\n')
    const bytes = await ports.tables.returned(
      file,
      { sheet, title, headingRow, remarks },
      { signal, progress },
    )
    if (!bytes.ok) return bytes
    return ports.files.write(folder, returnedName(ports.files.name(file)), bytes.value)
  },
})

/** 「申报清单（问题）.xlsx」, whatever characters the name came with. */
function returnedName(name: string): string {
  const stem = name.replace(/\.[^.]{1,8}$/u, '').replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]/gu, '_')
  const short = [...stem].slice(0, 80).join('').replace(/^\.+/u, '')
  return `${short}（问题）.xlsx`
}

/** Writes the own template as XLSX into a folder. */
export const writeTemplate = task({
  permission: may('applications:edit'),
  input: z.strictObject({ folder: fileToken, kind: z.enum(['joint', 'consortium']) }),
  async run({ input, ports }) {
    const bytes = await ports.tables.write([templateSheet(input.kind)])
    const name =
      input.kind === 'joint' ? '联合攻关申报汇总表（模板）.xlsx' : '创新联合体申报汇总表（模板）.xlsx'
    return ports.files.write(input.folder, name, bytes)
  },
})

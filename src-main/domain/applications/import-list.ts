import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { task } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readBatch } from '../batches/index.ts'
import { fileToken } from '../files/token.ts'
import { readSetting, writeSetting } from '../settings/index.ts'
import { admitScan, keptScan } from './check-letter.ts'
import { checkListWork, hasError, type ListChecked, type StagedList } from './check-list.ts'
import { recordImport } from './commands.ts'
import { letterSchema } from './events.ts'
import { type ImportField, importFields } from './import-field.ts'
import type { Layout, Mapping } from './mapping.ts'
import { numbersIn } from './queries.ts'
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

const layoutsSetting = 'applications/layouts'
const maxLayouts = 50

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
    const wanted = {
      batch: batch.id,
      kind: batch.kind,
      fields: batch.fields,
      existing: [...numbersIn(db, batch.id).keys()],
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

function readLayouts(db: Db): readonly Layout[] {
  return (readSetting(db, layoutsSetting) as Layout[] | undefined) ?? []
}

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
  async run({ input, ports, execute }) {
    const staged = (await ports.staging.get(input.staged)) as StagedList | undefined
    if (!staged) return refuse('applications/read-again')
    const leaveOut = new Set(input.leaveOut)
    const taken = staged.applications.filter(({ row }) => !leaveOut.has(row))
    const blocked = taken.filter(hasError).map(({ row }) => row)
    if (blocked.length > 0) return refuse('applications/rows-with-errors', { rows: blocked.slice(0, 50) })
    if (taken.length === 0) return refuse('applications/nothing-left')
    if (input.letter) {
      const scan = await keptScan(ports, input.letter.scan)
      if (!scan.ok) return scan
      const admitted = admitScan(scan.value)
      if (!admitted.ok) return admitted
    }
    const leftOut = staged.applications
      .filter(({ row }) => leaveOut.has(row))
      .map(({ row, findings }) => ({ row, codes: findings.map(({ code }) => code) }))
    const recorded = execute(
      recordImport,
      {
        batch: staged.batch,
        source: staged.source as never,
        rows: staged.rows,
        leftOut,
        applications: taken.map(({ row, content, people }) => ({ row, content, people })) as never,
        letter: input.letter ?? null,
      },
      { alongside: (db) => rememberLayout(db, staged.layout) },
    )
    if (recorded.ok) await ports.staging.drop(input.staged)
    return recorded
  },
})

function rememberLayout(db: Db, layout: Layout): void {
  const known = readLayouts(db).filter(({ key }) => key !== layout.key)
  writeSetting(db, layoutsSetting, [layout, ...known].slice(0, maxLayouts))
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

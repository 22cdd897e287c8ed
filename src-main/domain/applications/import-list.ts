import { z } from 'zod'
import type { TaskContext } from '../../core/module.ts'
import { task } from '../../core/module.ts'
import type { FileToken, Table } from '../../core/ports.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { type Batch, readBatch } from '../batches/index.ts'
import { readSetting, writeSetting } from '../settings/index.ts'
import { recordImport } from './commands.ts'
import type { ImportField } from './import-field.ts'
import { importFields } from './import-field.ts'
import type { ImportFinding } from './import-finding.ts'
import { type Layout, layoutOf, type Mapping, type MappingProposal, proposeMapping } from './mapping.ts'
import { numberKey, numbersIn } from './queries.ts'
import { type ImportedRow, readRows, secrecyFindings } from './rows.ts'
import { templateSheet } from './template.ts'

const fileToken = z.string() as z.ZodType<FileToken>
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
const headRows = 60

/** A list as it was read and checked; nothing is recorded yet. */
export type ListRead = {
  /** Null when nothing of it may be taken in (a mark of secrecy, no headings, no application). */
  readonly staged: string | null
  readonly format: Table['format']
  readonly encoding: Table['encoding']
  readonly sheets: readonly string[]
  readonly sheet: string
  readonly rowCount: number
  /** The first rows as they stand, for pointing at headings; empty when there is a mark of secrecy. */
  readonly head: readonly (readonly string[])[]
  /** Null when no headings were found: a person points at the row. */
  readonly proposal: MappingProposal | null
  readonly applications: readonly {
    readonly row: number
    readonly number: string
    readonly title: string
    readonly lead: string
  }[]
  /** Everything that is odd, at once, by row. */
  readonly findings: readonly ImportFinding[]
  /** Rows with an error: each must be put right in the file or left out explicitly. */
  readonly blockedRows: readonly number[]
}

type StagedList = {
  readonly batch: string
  readonly source: {
    readonly digest: string
    readonly format: Table['format']
    readonly encoding: string | null
    readonly sheet: string
  }
  readonly rows: number
  readonly layout: Layout
  readonly applications: readonly ImportedRow[]
}

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
  async run(context): Promise<Result<ListRead>> {
    const { input, db, ports, signal, progress } = context
    const batch = readBatch(db, input.batch)
    if (!batch) return refuse('batches/unknown')
    const read = await ports.tables.read(input.file, input.sheet === null ? {} : { sheet: input.sheet }, {
      signal,
      progress,
    })
    if (!read.ok) return read
    signal.throwIfAborted()
    progress({ done: 0, total: null, step: 'check-rows' })
    return checkList(context, batch, read.value, input.mapping)
  },
})

async function checkList(
  { db, ports }: Pick<TaskContext<unknown>, 'db' | 'ports'>,
  batch: Batch,
  table: Table,
  wanted: Mapping | number | null,
): Promise<Result<ListRead>> {
  const { format, encoding, sheets, sheet, digest } = table
  const rowCount = table.rows.length
  const nothing = {
    staged: null,
    format,
    encoding,
    sheets,
    sheet,
    rowCount,
    head: [],
    proposal: null,
    applications: [],
    blockedRows: [],
  }
  const secret = secrecyFindings(table)
  if (secret.length > 0) return ok({ ...nothing, findings: secret })
  const head = table.rows.slice(0, headRows)
  const proposed = proposalFor(table, wanted, (readSetting(db, layoutsSetting) as Layout[] | undefined) ?? [])
  if (!proposed) return ok({ ...nothing, head, findings: [] })
  const { mapping } = proposed
  const existing = numbersIn(db, batch.id)
  const { applications, problems } = readRows(table, mapping, {
    kind: batch.kind,
    fields: batch.fields,
    existingNumbers: { has: (number) => existing.has(numberKey(number)) },
  })
  const findings = [...problems, ...applications.flatMap((one) => one.findings)]
  const blockedRows = applications.filter(hasError).map(({ row }) => row)
  const isStopped = problems.some(({ severity }) => severity !== 'warning') || applications.length === 0
  const source = { digest, format, encoding, sheet }
  const whole: StagedList = {
    batch: batch.id,
    source,
    rows: rowCount,
    layout: layoutOf(table, mapping),
    applications,
  }
  return ok({
    ...nothing,
    staged: isStopped ? null : await ports.staging.put(whole),
    head,
    proposal: proposed,
    applications: applications.map(({ row, content }) => ({
      row,
      number: content.number,
      title: content.title,
      lead: content.organisations.find(({ roles }) => roles.includes('牵头'))?.name ?? '',
    })),
    findings,
    blockedRows,
  })
}

function proposalFor(
  table: Table,
  wanted: Mapping | number | null,
  layouts: readonly Layout[],
): MappingProposal | null {
  const headingRow = wanted === null ? undefined : typeof wanted === 'number' ? wanted : wanted.headingRow
  const proposed = proposeMapping(table, layouts, headingRow)
  if (wanted === null || typeof wanted === 'number') return proposed.ok ? proposed.value : null
  return proposed.ok
    ? { ...proposed.value, mapping: wanted }
    : { mapping: wanted, headings: [], remembered: false, unrecognised: [], missing: [] }
}

function hasError({ findings }: ImportedRow): boolean {
  return findings.some(({ severity }) => severity !== 'warning')
}

/**
 * Takes in a list that was read: all rows except those that a person leaves out by name. A row with an error that is not
 * left out is refused, and nothing is taken in. The layout of the columns is remembered for the next list.
 */
export const importList = task({
  permission: may('applications:edit'),
  input: z.strictObject({ staged: z.string(), leaveOut: z.array(z.int()).max(100_000) }),
  async run({ input, ports, execute }) {
    const staged = (await ports.staging.get(input.staged)) as StagedList | undefined
    if (!staged) return refuse('applications/read-again')
    const leaveOut = new Set(input.leaveOut)
    const taken = staged.applications.filter(({ row }) => !leaveOut.has(row))
    const blocked = taken.filter(hasError).map(({ row }) => row)
    if (blocked.length > 0) return refuse('applications/rows-with-errors', { rows: blocked.slice(0, 50) })
    if (taken.length === 0) return refuse('applications/nothing-left')
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
      },
      { alongside: (db) => rememberLayout(db, staged.layout) },
    )
    if (recorded.ok) await ports.staging.drop(input.staged)
    return recorded
  },
})

function rememberLayout(db: Parameters<typeof readSetting>[0], layout: Layout): void {
  const known = ((readSetting(db, layoutsSetting) as Layout[] | undefined) ?? []).filter(
    ({ key }) => key !== layout.key,
  )
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

import type { Table } from '../../core/ports/tables.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { headingUnit, type MoneyUnit, type RecognisedHeading, recogniseHeading } from './headings.ts'
import { type ImportField, type RequiredField, requiredFields } from './import-field.ts'

/** One column of a list and what it means. Columns and rows count from 0, as in `Table.rows`. */
export type MappedColumn = {
  readonly column: number
  readonly field: ImportField
  /** Repeated columns (参与单位1, 参与单位2) by their number; 0 when not numbered. */
  readonly group: number
  /** The unit that the heading names; null = the unit of the whole mapping. */
  readonly unit: MoneyUnit | null
}

/** How to read a list: where its headings stand, what each column means, what no column says. */
export type Mapping = {
  readonly headingRow: number
  /** 2 when headings stand on two levels (牵头单位 over 名称 and 所在地). */
  readonly headingRows: 1 | 2
  readonly columns: readonly MappedColumn[]
  /** Values for every row, for fields that have no column: a list that is all of one province. */
  readonly constants: Readonly<Partial<Record<ImportField, string>>>
  readonly moneyUnit: MoneyUnit
}

/** A mapping remembered by the set of headings of its source, whatever their order. */
export type Layout = {
  readonly key: string
  readonly columns: readonly {
    readonly heading: string
    /** 0 for the first column with this heading, 1 for the second, … */
    readonly occurrence: number
    readonly field: ImportField
    readonly group: number
    readonly unit: MoneyUnit | null
  }[]
  readonly constants: Mapping['constants']
  readonly moneyUnit: MoneyUnit
}

export type MappingProposal = {
  readonly mapping: Mapping
  /** Headings as they are shown, by column; two levels joined by `/`. */
  readonly headings: readonly string[]
  /** True when a remembered layout was used, false when the headings were recognised one by one. */
  readonly remembered: boolean
  /** Columns that have a heading and no field: kept under that heading. */
  readonly unrecognised: readonly number[]
  readonly missing: readonly RequiredField[]
}

/** Title lines, notes and merged cells above the headings of real lists never take more rows than this. */
const rowsSearched = 40

/**
 * Finds the headings (below titles and merged cells, on one or two levels) and what the columns mean, by a remembered
 * layout or by the usual words. `headingRow` is given when a person has pointed at the row. Refuses when nothing in the
 * first rows looks like headings.
 */
export function proposeMapping(
  table: Pick<Table, 'rows'>,
  layouts: readonly Layout[],
  headingRow?: number,
): Result<MappingProposal, { code: 'applications/no-headings' }> {
  const rows = headingRow === undefined ? table.rows.slice(0, rowsSearched).keys() : [headingRow]
  let best: Candidate | null = null
  for (const row of rows) {
    for (const candidate of candidatesAt(table, row, headingRow !== undefined, layouts)) {
      const layout = layoutFor(candidate, layouts)
      if (layout) return ok(fromLayout(candidate, layout))
      if (best === null || candidate.fields > best.fields) best = candidate
    }
  }
  const enough = best && (headingRow !== undefined || (best.fields >= 2 && best.isList))
  return best && enough ? ok(fromWords(table, best)) : refuse('applications/no-headings')
}

/** The layout to remember once a person has accepted a mapping. */
export function layoutOf(table: Pick<Table, 'rows'>, mapping: Mapping): Layout {
  const headings = headingsOf(table, mapping)
  const columns = mapping.columns.map(({ column, field, group, unit }) => {
    const heading = layoutHeading(headings[column] ?? '')
    const earlier = headings.slice(0, column).filter((other) => layoutHeading(other) === heading)
    return { heading, occurrence: earlier.length, field, group, unit }
  })
  return { key: layoutKey(headings), columns, constants: mapping.constants, moneyUnit: mapping.moneyUnit }
}

/** Headings by column, two levels joined by `/`; a merged upper heading counts for the columns below it. */
export function headingsOf(
  table: Pick<Table, 'rows'>,
  { headingRow, headingRows }: Pick<Mapping, 'headingRow' | 'headingRows'>,
): readonly string[] {
  const upper = (table.rows[headingRow] ?? []).map(oneLine)
  if (headingRows === 1) return upper
  const lower = (table.rows[headingRow + 1] ?? []).map(oneLine)
  const headings: string[] = []
  let above = ''
  for (let column = 0; column < Math.max(upper.length, lower.length); column++) {
    const below = lower[column] ?? ''
    if (upper[column]) above = upper[column]!
    else if (!below) above = ''
    headings.push(
      below && above !== below ? [above, below].filter((part) => part).join('/') : (upper[column] ?? ''),
    )
  }
  return headings
}

/** Required fields that neither a column nor a constant gives. */
export function missingFields({ columns, constants }: Mapping): readonly RequiredField[] {
  return requiredFields.filter(
    (field) => !columns.some((column) => column.field === field) && !constants[field]?.trim(),
  )
}

type Candidate = {
  readonly headingRow: number
  readonly headingRows: 1 | 2
  readonly headings: readonly string[]
  readonly recognised: readonly (RecognisedHeading | null)[]
  /** How many different fields were recognised. */
  readonly fields: number
  /** One of the required fields is among them. */
  readonly isList: boolean
}

function candidatesAt(
  table: Pick<Table, 'rows'>,
  headingRow: number,
  pointedAt: boolean,
  layouts: readonly Layout[],
): Candidate[] {
  const single = candidate(table, headingRow, 1)
  // Headings that no word explains were explained by a person once.
  if (layoutFor(single, layouts)) return [single]
  if (!pointedAt && single.fields === 0) return []
  const below = (table.rows[headingRow + 1] ?? []).map(oneLine)
  const numberColumn = single.recognised.findIndex(
    (found) => found?.field === 'number' || found?.field === 'title',
  )
  if (numberColumn >= 0 && below[numberColumn]) return [single]
  const double = candidate(table, headingRow, 2)
  const filled = below.flatMap((text, column) => (text ? [column] : []))
  const alike = filled.filter((column) => double.recognised[column] || recogniseHeading(below[column]!))
  const isDouble = filled.length >= 2 && alike.length >= 0.6 * filled.length && double.fields > single.fields
  return isDouble ? [double, single] : [single]
}

function layoutFor({ headings }: Candidate, layouts: readonly Layout[]): Layout | undefined {
  const key = layoutKey(headings)
  return key === '' ? undefined : layouts.find((layout) => layout.key === key)
}

function candidate(table: Pick<Table, 'rows'>, headingRow: number, headingRows: 1 | 2): Candidate {
  const headings = headingsOf(table, { headingRow, headingRows })
  const recognised = headings.map(recogniseHeading)
  const fields = new Set(recognised.flatMap((found) => (found ? [`${found.field} ${found.group}`] : [])))
  const isList = recognised.some((found) => found && requiredFields.some((field) => field === found.field))
  return { headingRow, headingRows, headings, recognised, fields: fields.size, isList }
}

function fromWords(table: Pick<Table, 'rows'>, candidate: Candidate): MappingProposal {
  const { headingRow, headingRows, headings, recognised } = candidate
  const columns: MappedColumn[] = []
  recognised.forEach((found, column) => {
    if (!found) return
    const rivals = recognised.map((other) => (other && same(other, found) ? other.weight : -1))
    const isBest = Math.max(...rivals) === found.weight && rivals.indexOf(found.weight) === column
    if (found.field === 'ignore' || isBest) {
      columns.push({ column, field: found.field, group: found.group, unit: found.unit })
    }
  })
  const has = (field: ImportField) => columns.some((column) => column.field === field)
  const phone = columns.findIndex(({ field }) => field === 'contact-phone')
  // A bare 联系电话 is the principal's where the list names no contact.
  if (phone >= 0 && has('principal-name') && !has('contact-name') && !has('principal-phone')) {
    columns[phone] = { ...columns[phone]!, field: 'principal-phone' }
  }
  const units = new Set(columns.flatMap(({ unit }) => unit ?? []))
  const titles = table.rows.slice(0, headingRow).flat()
  const above = titles.map(headingUnit).find((unit) => unit !== null) ?? 'wan'
  const moneyUnit = units.size === 1 ? [...units][0]! : above
  return proposal({ headingRow, headingRows, columns, constants: {}, moneyUnit }, headings, false)
}

function fromLayout({ headingRow, headingRows, headings }: Candidate, layout: Layout): MappingProposal {
  const columns: MappedColumn[] = []
  const seen = new Map<string, number>()
  headings.forEach((text, column) => {
    const heading = layoutHeading(text)
    const occurrence = seen.get(heading) ?? 0
    seen.set(heading, occurrence + 1)
    const known = layout.columns.find((one) => one.heading === heading && one.occurrence === occurrence)
    if (known) columns.push({ column, field: known.field, group: known.group, unit: known.unit })
  })
  const { constants, moneyUnit } = layout
  return proposal({ headingRow, headingRows, columns, constants, moneyUnit }, headings, true)
}

function proposal(mapping: Mapping, headings: readonly string[], remembered: boolean): MappingProposal {
  const mapped = new Set(mapping.columns.map(({ column }) => column))
  const unrecognised = headings.flatMap((text, column) => (text && !mapped.has(column) ? [column] : []))
  return { mapping, headings, remembered, unrecognised, missing: missingFields(mapping) }
}

function same(a: RecognisedHeading, b: RecognisedHeading): boolean {
  return a.field === b.field && a.group === b.group
}

/** Width and white space make no difference; what stands in brackets does: 经费（财政） is not 经费（自筹）. */
function layoutHeading(heading: string): string {
  return heading.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '')
}

/** The set of headings as one text, whatever their order. */
function layoutKey(headings: readonly string[]): string {
  return [...new Set(headings.map(layoutHeading).filter((heading) => heading))].sort().join('\u001f')
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, '')
}

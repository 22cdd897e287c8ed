import { comparableName } from '../organisations/rules.ts'
import { readAmountCell } from './amount-cell.ts'
import { isPersonalData, quotable, singleLine } from './cell-text.ts'
import { readDateCell, readDayCell, splitPeriod } from './date-cell.ts'
import { announcesPersonalData } from './headings.ts'
import {
  type DateField,
  type MoneyField,
  requiredFields,
  type TextField,
  textLimits,
} from './import-field.ts'
import type { ApplicationContent, ApplicationMoney } from './record.ts'
import type { Cell, RowCells } from './row-cells.ts'
import { readOrganisations } from './row-organisations.ts'

export type RowContext = {
  /** Fields of the batch; empty when it has none of its own. */
  readonly fields: readonly string[]
  /** Headings by column, from 0. */
  readonly headings: readonly string[]
}

/**
 * What one row (with the rows below that continue it) says of an application. Everything doubtful is told to the row;
 * what is impossible is told and left null.
 */
export function readContent(rows: readonly RowCells[], context: RowContext): ApplicationContent {
  const row = rows[0]!
  for (const field of requiredFields) {
    if (row.cells(field).length === 0) row.tell('empty-cell', null, { field })
  }
  const text = (field: TextField) => readText(row, field)
  const { start, end } = readDates(row)
  return {
    number: (text('number') ?? '').normalize('NFKC').replace(/\s+/gu, ''),
    title: text('title') ?? '',
    field: readField(row, context.fields),
    task: text('task'),
    secrecy: text('secrecy'),
    start,
    end,
    received: readReceived(row),
    reserveEntry: text('reserve-entry'),
    reserveState: text('reserve-state'),
    guideDirection: text('guide-direction'),
    route: readRoute(row),
    organisations: readOrganisations(rows),
    money: readMoney(row),
    indicators: text('indicators'),
    summary: text('summary'),
    other: readOthers(row, context.headings),
  }
}

function readText(row: RowCells, field: TextField): string | null {
  const cell = row.cell(field)
  if (!cell) return null
  const isLong = field === 'indicators' || field === 'summary'
  const text = isLong ? cell.text : singleLine(cell.text)
  const max = textLimits[field]
  if (text.length > max) row.tell('text-too-long', cell, { length: text.length, max })
  return text
}

function readField(row: RowCells, fields: readonly string[]): string | null {
  const text = readText(row, 'field')
  if (text === null || fields.length === 0) return text
  const known = fields.find((field) => comparableName(field) === comparableName(text))
  if (!known) row.tell('field-not-in-batch', row.cell('field'), { text: quotable(text) })
  return known ?? text
}

function readRoute(row: RowCells): '1' | '2' | null {
  const cell = row.cell('route')
  if (!cell) return null
  const word = cell.text.normalize('NFKC').replace(/\s+/gu, '')
  if (/^(?:1|一|路径[1一]|方式[1一]|第[1一](?:种|类)?)(?:$|[^\d])|联合攻关项目/u.test(word)) return '1'
  if (/^(?:2|二|路径[2二]|方式[2二]|第[2二](?:种|类)?)(?:$|[^\d])|提能升级|升级/u.test(word)) return '2'
  row.tell('route-unclear', cell, { text: quotable(cell.text) })
  return null
}

function readDates(row: RowCells): { readonly start: string | null; readonly end: string | null } {
  const period = row.cell('period')
  const split = period && splitPeriod(period.text)
  if (period && !split?.ok) row.tell('period-unclear', period, { text: quotable(period.text) })
  const within = period && split?.ok ? split : null
  const start = readDate(row, 'start', row.cell('start') ?? (within && { ...period!, text: within.from }))
  const end = readDate(row, 'end', row.cell('end') ?? (within && { ...period!, text: within.to }))
  if (start && end && end < start) {
    row.tell('end-before-start', row.cell('end') ?? period, { start, end })
    return { start: null, end: null }
  }
  return { start, end }
}

function readDate(
  row: RowCells,
  field: Exclude<DateField, 'period' | 'received'>,
  cell: Cell | null,
): string | null {
  if (!cell) return null
  const read = readDateCell(cell.text, field)
  if (!read.ok) {
    row.tell(read.problem, cell, { field, text: quotable(cell.text) })
    return null
  }
  if (read.fromSerial) row.tell('date-from-serial', cell, { field, date: read.date })
  return read.date
}

/** One day or nothing: who was in time depends on it. */
function readReceived(row: RowCells): string | null {
  const cell = row.cell('received')
  if (!cell) return null
  const read = readDayCell(cell.text)
  if (!read) row.tell('day-unclear', cell, { field: 'received', text: quotable(cell.text) })
  else if (read.fromSerial) row.tell('date-from-serial', cell, { field: 'received', date: read.day })
  return read?.day ?? null
}

function readMoney(row: RowCells): ApplicationMoney {
  const amount = (field: MoneyField) => readAmount(row, field)
  return {
    total: amount('total'),
    requested: amount('requested'),
    selfRaised: amount('self-raised'),
    offered: amount('offered'),
    contract: amount('contract'),
  }
}

function readAmount(row: RowCells, field: MoneyField): number | null {
  const cell = row.cell(field)
  if (!cell) return null
  const read = readAmountCell(cell.text, cell.unit)
  const text = quotable(cell.text)
  if (!read.ok) {
    if (read.problem === 'amount-is-text') row.tell(read.problem, cell, { field })
    else row.tell(read.problem, cell, { field, text })
    return null
  }
  if (read.unitDoubt) row.tell('amount-unit-doubt', cell, { field, text, unit: read.unit })
  else if (read.isFine) row.tell('amount-more-than-two-decimals', cell, { field, text })
  return read.amount
}

/** Columns without a field, under their heading; never a column or a cell with personal data. */
function readOthers(row: RowCells, headings: readonly string[]): Readonly<Record<string, string>> {
  const others = new Map<string, string>()
  for (const cell of row.others) {
    const heading = singleLine(headings[cell.column! - 1] ?? '')
    if (announcesPersonalData(heading)) continue
    if (isPersonalData(cell.text)) {
      row.tell('personal-data-left-out', cell, {})
      continue
    }
    const max = textLimits.other
    if (cell.text.length > max) row.tell('text-too-long', cell, { length: cell.text.length, max })
    others.set(freeName(others, heading, cell.column!), cell.text)
  }
  return Object.fromEntries(others)
}

/** A heading that no other column of this row has; `__proto__` is no key that any reader of ours takes. */
function freeName(taken: ReadonlyMap<string, string>, heading: string, column: number): string {
  const short = [...heading].slice(0, textLimits.heading - 10).join('')
  const name = short === '' || short === '__proto__' ? `第${column}列` : short
  return taken.has(name) ? `${name}（第${column}列）` : name
}

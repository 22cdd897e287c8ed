import { isBlank, readCellText } from './cell-text.ts'
import type { MoneyUnit } from './headings.ts'
import type { ImportField } from './import-field.ts'
import {
  type ImportFacts,
  type ImportFinding,
  type ImportFindingCode,
  importFinding,
} from './import-finding.ts'
import type { Mapping } from './mapping.ts'

/** One cell of a list row that says something. */
export type Cell = {
  readonly text: string
  /** From 1; null for a constant. */
  readonly column: number | null
  readonly group: number
  readonly unit: MoneyUnit
}

/** The cells of one row by field, and the place where findings about them are told. */
export type RowCells = {
  /** As the spreadsheet numbers it, from 1. */
  readonly row: number
  readonly findings: readonly ImportFinding[]
  /** Cells of a field that say something, in the order of their columns. */
  cells(field: ImportField): readonly Cell[]
  /** The first such cell, or null. */
  cell(field: ImportField): Cell | null
  /** Cells without a field: kept under their heading. */
  readonly others: readonly Cell[]
  tell<Code extends ImportFindingCode>(
    code: Code,
    cell: Pick<Cell, 'column'> | null,
    facts: ImportFacts[Code],
  ): void
}

/** Reads a row by a mapping. Texts are cleaned once, here, and what was cleaned is told. */
export function rowCells(texts: readonly string[], index: number, mapping: Mapping): RowCells {
  const row = index + 1
  const findings: ImportFinding[] = []
  const byField = new Map<ImportField, Cell[]>()
  const others: Cell[] = []
  const tell: RowCells['tell'] = (code, cell, facts) => {
    findings.push(importFinding(code, { row, column: cell?.column ?? null }, facts))
  }
  const mapped = new Map(mapping.columns.map((column) => [column.column, column]))
  texts.forEach((raw, column) => {
    const place = mapped.get(column)
    if (raw === '' || place?.field === 'ignore') return
    const { text, invisible, lost, privateUse } = readCellText(raw)
    const at = { column: column + 1 }
    if (invisible > 0) tell('invisible-characters', at, { count: invisible })
    if (lost) tell('lost-characters', at, {})
    if (privateUse) tell('private-use-characters', at, {})
    if (isBlank(text)) return
    const cell: Cell = { text, ...at, group: place?.group ?? 0, unit: place?.unit ?? mapping.moneyUnit }
    if (place) add(byField, place.field, cell)
    else others.push(cell)
  })
  const given = new Set(mapping.columns.map(({ field }) => field))
  for (const [field, constant] of Object.entries(mapping.constants) as [ImportField, string][]) {
    const text = constant.trim()
    if (text !== '' && !given.has(field))
      add(byField, field, { text, column: null, group: 0, unit: mapping.moneyUnit })
  }
  return {
    row,
    findings,
    others,
    tell,
    cells: (field) => byField.get(field) ?? [],
    cell: (field) => byField.get(field)?.[0] ?? null,
  }
}

function add(cells: Map<ImportField, Cell[]>, field: ImportField, cell: Cell): void {
  const known = cells.get(field)
  if (known) known.push(cell)
  else cells.set(field, [cell])
}

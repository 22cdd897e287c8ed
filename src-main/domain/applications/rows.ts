import type { Table } from '../../core/ports/tables.ts'
import { announcesPersonalData } from './headings.ts'
import { type ImportFinding, importFinding } from './import-finding.ts'
import { headingsOf, type Mapping, missingFields } from './mapping.ts'
import { numberKey } from './number-key.ts'
import type { ApplicationPerson } from './person.ts'
import type { ApplicationContent, ApplicationKind } from './record.ts'
import { readContent } from './row.ts'
import { type RowCells, rowCells } from './row-cells.ts'
import { readPeople } from './row-people.ts'
import { isOpenSecrecy } from './secrecy-level.ts'
import { secrecyMarksIn } from './secrecy-marks.ts'
import { type Skipped, skippedRow } from './skipped-row.ts'

export type ImportedRow = {
  /** As the spreadsheet numbers it, from 1. */
  readonly row: number
  /** Fit to be recorded when no finding of the row is an error. */
  readonly content: ApplicationContent
  /** Personal data, apart from the content. */
  readonly people: readonly ApplicationPerson[]
  readonly findings: readonly ImportFinding[]
}

export type ReadRows = {
  readonly applications: readonly ImportedRow[]
  /** Findings about the file and about rows that are no applications. */
  readonly problems: readonly ImportFinding[]
}

export type ImportContext = {
  readonly kind: ApplicationKind
  /** Fields of the batch. */
  readonly fields: readonly string[]
}

const nowhere = { row: null, column: null }

/**
 * The applications of a list, row by row with everything that is odd about each. A mark of secrecy anywhere in the table
 * stops all of it: then no application is returned and the findings say only where the marks stand.
 */
export function readRows(
  table: Pick<Table, 'rows' | 'notes'>,
  mapping: Mapping,
  context: ImportContext,
): ReadRows {
  const stops = secrecyFindings(table)
  if (stops.length > 0) return { applications: [], problems: stops }
  const headings = headingsOf(table, mapping)
  const problems = mappingFindings(table, mapping, headings)
  const missing = problems.some(({ severity }) => severity === 'error')
  if (missing) return { applications: [], problems }

  const groups: RowCells[][] = []
  const first = mapping.headingRow + mapping.headingRows
  table.rows.slice(first).forEach((texts, offset) => {
    const cells = rowCells(texts, first + offset, mapping)
    const skipped = skippedRow(cells, texts, headings, groups.length > 0)
    if (skipped === 'continues') groups.at(-1)!.push(cells)
    else if (skipped === null) groups.push([cells])
    else problems.push(...skippedFinding(skipped, cells.row))
  })

  const numbers = new Map<string, number>()
  const notes = notesByRow(table)
  const splits = new Map<number | null, number>()
  const applications = groups.map((rows): ImportedRow => {
    const row = rows[0]!
    const content = readContent(rows, { fields: context.fields, headings })
    const people = readPeople(row)
    checkNumber(row, content.number, numbers)
    const findings = rows.flatMap((one) => [
      ...one.findings,
      ...noteFindings(notes.get(one.row) ?? [], mapping, rows.length > 1),
    ])
    const below = rows
      .slice(1)
      .map((one) => importFinding('organisation-from-row-below', { row: one.row, column: null }, {}))
    for (const { code, column } of findings) {
      if (code === 'organisations-split') splits.set(column, (splits.get(column) ?? 0) + 1)
    }
    const told = [...findings.filter(({ code }) => code !== 'organisations-split'), ...below]
    return { row: row.row, content, people, findings: told }
  })
  for (const [column, count] of splits) {
    problems.push(importFinding('organisations-split', { row: null, column }, { rows: count }))
  }

  const secret = applications.filter(
    ({ content }) => content.secrecy !== null && !isOpenSecrecy(content.secrecy),
  )
  if (secret.length > 0) {
    const column = (mapping.columns.find(({ field }) => field === 'secrecy')?.column ?? -1) + 1 || null
    return {
      applications: [],
      problems: secret.map(({ row }) => importFinding('secrecy-mark', { row, column }, {})),
    }
  }
  if (applications.length === 0) problems.push(importFinding('no-applications', nowhere, {}))
  return { applications, problems }
}

/** Marks of secrecy in any cell, titles and notes included. To be asked before anything of a table is shown. */
export function secrecyFindings(table: Pick<Table, 'rows'>): ImportFinding[] {
  return table.rows.flatMap((texts, row) =>
    texts.flatMap((text, column) =>
      text.includes('密') && secrecyMarksIn(text).length > 0
        ? [importFinding('secrecy-mark', { row: row + 1, column: column + 1 }, {})]
        : [],
    ),
  )
}

function mappingFindings(
  table: Pick<Table, 'rows'>,
  mapping: Mapping,
  headings: readonly string[],
): ImportFinding[] {
  const findings: ImportFinding[] = missingFields(mapping).map((field) =>
    importFinding('missing-column', nowhere, { field }),
  )
  const seen = new Set<string>()
  for (const { field, group, column } of mapping.columns) {
    const key = `${field} ${group}`
    if (field === 'ignore') continue
    if (seen.has(key))
      findings.push(importFinding('column-twice', { row: null, column: column + 1 }, { field }))
    seen.add(key)
  }
  const hasRegion = mapping.columns.some(({ field }) => field === 'lead-region' || field === 'lead-city')
  if (!hasRegion && !mapping.constants['lead-region'])
    findings.push(importFinding('region-column-missing', nowhere, {}))
  const mapped = new Set(mapping.columns.map(({ column }) => column))
  const below = table.rows.slice(mapping.headingRow + mapping.headingRows)
  headings.forEach((heading, column) => {
    if (mapped.has(column) || !announcesPersonalData(heading)) return
    if (below.some((texts) => texts[column])) {
      findings.push(importFinding('personal-column-left-out', { row: null, column: column + 1 }, { heading }))
    }
  })
  return findings
}

function skippedFinding(skipped: Exclude<Skipped, 'continues'>, row: number): ImportFinding[] {
  return skipped === 'empty' ? [] : [importFinding(skipped, { row, column: null }, {})]
}

function checkNumber(row: RowCells, number: string, seen: Map<string, number>): void {
  if (number === '') return
  const cell = row.cell('number')
  const key = numberKey(number)
  const firstRow = seen.get(key)
  if (firstRow !== undefined) row.tell('double-number', cell, { number, firstRow })
  else seen.set(key, row.row)
}

type Note = Table['notes'][number]

function notesByRow({ notes }: Pick<Table, 'notes'>): ReadonlyMap<number, readonly Note[]> {
  const byRow = new Map<number, Note[]>()
  for (const note of notes) byRow.set(note.row + 1, [...(byRow.get(note.row + 1) ?? []), note])
  return byRow
}

/** What the reader of the file noted about the cells of a row, in the terms of an import. */
function noteFindings(notes: readonly Note[], mapping: Mapping, isContinued: boolean): ImportFinding[] {
  return notes.flatMap(({ row, column, code }) => {
    const field = mapping.columns.find((one) => one.column === column)?.field
    const place = { row: row + 1, column: column + 1 }
    if (code === 'tables/hidden-row')
      return [importFinding('row-was-hidden', { row: row + 1, column: null }, {})]
    if (field === 'ignore') return []
    switch (code) {
      // Told by the row itself, which also says what became of them.
      case 'tables/hidden-characters':
      case 'tables/broken-characters':
      case 'tables/private-characters':
        return []
      case 'tables/digits-lost':
        return [importFinding(field ? 'digits-lost' : 'digits-lost-in-other', place, {})]
      case 'tables/formula-without-value':
        return [importFinding('formula-without-value', place, {})]
      case 'tables/error-value':
        return [importFinding(field ? 'error-value' : 'error-value-in-other', place, {})]
      case 'tables/merged-rows':
        return isContinued ? [] : [importFinding('merged-rows', place, {})]
      default:
        return [importFinding('cell-note', place, { note: code })]
    }
  })
}

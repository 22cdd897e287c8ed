import type { Table, TableWork } from '../../core/ports/tables.ts'
import type { Digest } from '../../core/suite.ts'
import type { ImportFinding } from './import-finding.ts'
import { type Layout, layoutOf, type Mapping, type MappingProposal, proposeMapping } from './mapping.ts'
import { numberKey, numberKeysOf } from './number-key.ts'
import type { ApplicationKind } from './record.ts'
import { type ImportedRow, readRows, secrecyFindings } from './rows.ts'

const headRows = 60

export type ListToCheck = {
  readonly batch: string
  readonly kind: ApplicationKind
  readonly fields: readonly string[]
  /** Numbers that the batch has already, a list in JSON: one string is handed over faster than a hundred thousand. */
  readonly existing: string
  readonly layouts: readonly Layout[]
  /** Null: propose a mapping; a number: headings stand in this row (from 0). */
  readonly mapping: Mapping | number | null
}

/** A list as it was read and checked; nothing is recorded yet. */
export type ListChecked = {
  readonly format: Table['format']
  readonly encoding: Table['encoding']
  /** Of the file. */
  readonly digest: Digest
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
  /** Rows whose number the batch has already: such a list is compared before it is taken in. */
  readonly known: number
}

/** What waits for the person's decision, personal data included; it never reaches the window. */
export type StagedList = {
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

export const checkListWork: TableWork<ListToCheck, ListChecked> = 'applications/check-list'

/** Reads a table as a list of applications; nothing is staged when nothing of it may be taken in. */
export function checkList(
  table: Table,
  wanted: ListToCheck,
): { readonly answer: ListChecked; readonly staged: StagedList | null } {
  const { format, encoding, sheets, sheet, digest } = table
  const about = { format, encoding, digest, sheets, sheet, rowCount: table.rows.length }
  const nothing = {
    ...about,
    head: [],
    proposal: null,
    applications: [],
    findings: [],
    blockedRows: [],
    known: 0,
  }
  const secret = secrecyFindings(table)
  if (secret.length > 0) return { answer: { ...nothing, findings: secret }, staged: null }
  const head = table.rows.slice(0, headRows)
  const proposal = proposalFor(table, wanted)
  if (!proposal) return { answer: { ...nothing, head }, staged: null }
  const existing = numberKeysOf(wanted.existing)
  const { kind, fields } = wanted
  const { applications, problems } = readRows(table, proposal.mapping, { kind, fields })
  const isStopped = problems.some(({ severity }) => severity !== 'warning') || applications.length === 0
  const answer = {
    ...about,
    head,
    proposal,
    applications: applications.map(({ row, content }) => ({
      row,
      number: content.number,
      title: content.title,
      lead: content.organisations.find(({ roles }) => roles.includes('牵头'))?.name ?? '',
    })),
    findings: [...problems, ...applications.flatMap((one) => one.findings)],
    blockedRows: applications.filter(hasError).map(({ row }) => row),
    known: applications.filter(({ content }) => existing.has(numberKey(content.number))).length,
  }
  const layout = layoutOf(table, proposal.mapping)
  const source = { digest, format, encoding, sheet }
  const whole = { batch: wanted.batch, source, rows: about.rowCount, layout, applications }
  return { answer, staged: isStopped ? null : whole }
}

export function hasError({ findings }: ImportedRow): boolean {
  return findings.some(({ severity }) => severity !== 'warning')
}

function proposalFor(table: Table, { mapping, layouts }: ListToCheck): MappingProposal | null {
  const headingRow = mapping === null ? undefined : typeof mapping === 'number' ? mapping : mapping.headingRow
  const proposed = proposeMapping(table, layouts, headingRow)
  if (mapping === null || typeof mapping === 'number') return proposed.ok ? proposed.value : null
  return proposed.ok
    ? { ...proposed.value, mapping }
    : { mapping, headings: [], remembered: false, unrecognised: [], missing: [] }
}

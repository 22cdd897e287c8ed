import type { DateField, ImportField, MoneyField, PersonSlot, RequiredField } from './import-field.ts'

/** What each finding of an import knows besides its place. Never personal data: such cells are named by row and column. */
export type ImportFacts = {
  'missing-column': { readonly field: RequiredField }
  'column-twice': { readonly field: ImportField }
  'region-column-missing': Record<string, never>
  'personal-column-left-out': { readonly heading: string }
  'no-applications': Record<string, never>
  'secrecy-mark': Record<string, never>
  'row-is-total': Record<string, never>
  'row-is-note': Record<string, never>
  'row-is-heading': Record<string, never>
  'row-is-explanation': Record<string, never>
  'organisation-from-row-below': Record<string, never>
  'empty-cell': { readonly field: RequiredField }
  'double-number': { readonly number: string; readonly firstRow: number }
  'digits-lost': Record<string, never>
  'digits-lost-in-other': Record<string, never>
  'error-value': Record<string, never>
  'error-value-in-other': Record<string, never>
  'formula-without-value': Record<string, never>
  'merged-rows': Record<string, never>
  'row-was-hidden': Record<string, never>
  'several-organisations': { readonly count: number; readonly by: 'mark' | 'line' | 'number' | 'comma' }
  /** Told once a column, with the number of rows in which cells held several. */
  'organisations-split': { readonly rows: number }
  'organisation-named-twice': { readonly name: string }
  'parts-do-not-match': { readonly names: number; readonly parts: number }
  'part-without-organisation': Record<string, never>
  'too-many-organisations': { readonly count: number; readonly max: number }
  'region-from-brackets': Record<string, never>
  'region-unknown': { readonly text: string }
  'region-and-city-differ': { readonly region: string; readonly city: string }
  'credit-code-length': { readonly length: number }
  'credit-code-character': {
    readonly position: number
    readonly found: string
    readonly expected: string | null
  }
  'credit-code-check': { readonly found: string; readonly expected: string }
  'credit-code-organisation-part': { readonly expected: string }
  'legal-person-unclear': Record<string, never>
  'no-such-date': { readonly field: DateField; readonly text: string }
  'not-a-date': { readonly field: DateField; readonly text: string }
  'date-out-of-range': { readonly field: DateField; readonly text: string }
  'date-from-serial': { readonly field: DateField; readonly date: string }
  /** Records want one day, and that is not seen: it stays 未录入. */
  'day-unclear': { readonly field: ImportField; readonly text: string }
  'period-unclear': { readonly text: string }
  'end-before-start': { readonly start: string; readonly end: string }
  'amount-is-text': { readonly field: MoneyField }
  'amount-negative': { readonly field: MoneyField; readonly text: string }
  'amount-too-fine': { readonly field: MoneyField; readonly text: string }
  'amount-too-large': { readonly field: MoneyField; readonly text: string }
  'amount-more-than-two-decimals': { readonly field: MoneyField; readonly text: string }
  'amount-unit-doubt': { readonly field: MoneyField; readonly text: string; readonly unit: 'wan' | 'yuan' }
  'field-not-in-batch': { readonly text: string }
  'route-unclear': { readonly text: string }
  'id-number-invalid': {
    readonly person: PersonSlot
    readonly problem: 'length' | 'character' | 'birth-date' | 'check'
  }
  'text-too-long': { readonly length: number; readonly max: number }
  'invisible-characters': { readonly count: number }
  'lost-characters': Record<string, never>
  'private-use-characters': Record<string, never>
  'personal-data-left-out': Record<string, never>
  'cell-note': { readonly note: string }
}
export type ImportFindingCode = keyof ImportFacts

/**
 * `stop`: nothing of the file may be taken in. `error`: the row must be put right or left out. `warning`: it can be taken
 * in, and the finding is told.
 */
export type Severity = 'stop' | 'error' | 'warning'

/** Row and column count from 1 as the spreadsheet numbers them; null where the finding concerns no single one. */
export type ImportFinding = {
  readonly [Code in ImportFindingCode]: {
    readonly code: Code
    readonly severity: Severity
    readonly row: number | null
    readonly column: number | null
    readonly facts: ImportFacts[Code]
  }
}[ImportFindingCode]

const severities: Partial<Record<ImportFindingCode, Severity>> = {
  'secrecy-mark': 'stop',
  'missing-column': 'error',
  'column-twice': 'error',
  'no-applications': 'error',
  'empty-cell': 'error',
  'double-number': 'error',
  'digits-lost': 'error',
  'error-value': 'error',
  'too-many-organisations': 'error',
  'no-such-date': 'error',
  'not-a-date': 'error',
  'date-out-of-range': 'error',
  'end-before-start': 'error',
  'amount-is-text': 'error',
  'amount-negative': 'error',
  'amount-too-fine': 'error',
  'amount-too-large': 'error',
  'text-too-long': 'error',
  'lost-characters': 'error',
}

export type Place = { readonly row: number | null; readonly column: number | null }

/** A finding with the severity that its code has; codes without an entry are warnings. */
export function importFinding<Code extends ImportFindingCode>(
  code: Code,
  { row, column }: Place,
  facts: ImportFacts[Code],
): ImportFinding {
  return { code, severity: severities[code] ?? 'warning', row, column, facts } as ImportFinding
}

import type { Bytes } from '../bytes.ts'
import type { Result } from '../result.ts'
import type { Digest } from '../suite.ts'
import type { FileToken } from './files.ts'
import type { Job } from './job.ts'

/** A table read from XLSX or CSV: every cell as the text a person would see, codes and IDs without loss. */
export type Table = {
  readonly format: 'xlsx' | 'csv'
  readonly encoding: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be' | null
  readonly sheets: readonly string[]
  readonly sheet: string
  /** SHA-256 of the file, as `sha256:…`. */
  readonly digest: Digest
  /** Cells by row; row 0 is the first row of the sheet. Rows that are empty throughout are kept, to count right. */
  readonly rows: readonly (readonly string[])[]
  /** Things to tell about single cells: a formula without value, a number in scientific notation that lost digits, … */
  readonly notes: readonly { readonly row: number; readonly column: number; readonly code: string }[]
}

export type Sheet = {
  readonly name: string
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly widths?: readonly number[]
}

/** Names a pure function over a table, and carries the types of what it gets and answers. */
export type TableWork<Input, Answer> = string & { readonly __work?: (input: Input) => Answer }

/** What is wrong with which rows of a table. */
export type Remarks = {
  readonly sheet: string
  /** Of the new column; it stands in this row, counted from 0. */
  readonly title: string
  readonly headingRow: number
  /** Rows as the spreadsheet numbers them, from 1. */
  readonly remarks: readonly { readonly row: number; readonly text: string }[]
}

export type Tables = {
  /**
   * Reads a table and works on it in a worker; refuses with `tables/…` what is not a table, is damaged, encrypted, or
   * too large. What the work stages stays in a private file under the token.
   */
  work<Input, Answer>(
    request: {
      readonly file: FileToken
      readonly sheet: string | null
      readonly work: TableWork<Input, Answer>
      readonly input: Input
    },
    job: Job,
  ): Promise<Result<{ readonly answer: Answer; readonly staged: string | null }>>
  /**
   * The same file with a column of remarks, as XLSX without formulas; refused as `tables/secrecy-mark` when a cell of any
   * of its sheets carries a mark of secrecy, else as reading is.
   */
  returned(file: FileToken, remarks: Remarks, job: Job): Promise<Result<Bytes>>
  /** An XLSX whose cells are text or numbers, never formulas. */
  write(sheets: readonly Sheet[]): Promise<Bytes>
}

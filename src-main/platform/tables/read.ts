import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Bytes } from '../../core/bytes.ts'
import type { Job } from '../../core/ports/job.ts'
import type { Table } from '../../core/ports/tables.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { recognise } from '../file-kind.ts'
import { readCsvGrid } from './csv.ts'
import { decodeText } from './encoding.ts'
import { limits } from './limits.ts'
import { readXlsxGrid } from './xlsx.ts'

const unreadable = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'EIO', 'EBUSY', 'ENODEV', 'ENXIO'])

/** Reads a table file; the file itself is only read. Refuses with `tables/not-readable` and as `readTableBytes` does. */
export async function readTable(
  { path, sheet }: { readonly path: string; readonly sheet?: string },
  job: Job,
): Promise<Result<Table>> {
  const bytes = await readTableFile(path)
  return bytes.ok ? readTableBytes(bytes.value, sheet === undefined ? {} : { sheet }, job) : bytes
}

/** The bytes of a file that is not too large to be a table. */
export async function readTableFile(path: string): Promise<Result<Bytes>> {
  try {
    const about = await stat(path)
    if (!about.isFile()) return refuse('tables/not-readable', { reason: 'EISDIR' })
    if (about.size > limits.file) return refuse('tables/too-large', { what: 'file', limit: limits.file })
    return ok(await readFile(path))
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? ''
    if (unreadable.has(reason)) return refuse('tables/not-readable', { reason })
    throw error
  }
}

/**
 * What a table file says, by its bytes and not by its name. Refuses with `tables/empty-file`, `tables/not-a-table` (kind:
 * pdf, image, xls, xlsb, ods, docx, markup, archive, …), `tables/password-protected`, `tables/damaged` (what: zip, sizes,
 * double-part, workbook), `tables/too-large` (what, limit), `tables/no-such-sheet`, `tables/no-cells`,
 * `tables/open-quote` (row).
 */
export async function readTableBytes(
  bytes: Bytes,
  options: { readonly sheet?: string },
  job: Job,
): Promise<Result<Table>> {
  if (bytes.length === 0) return refuse('tables/empty-file')
  if (bytes.length > limits.file) return refuse('tables/too-large', { what: 'file', limit: limits.file })
  job.progress({ done: 0, total: bytes.length, step: 'tables/read' })
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  const kind = recognise(bytes)
  switch (kind) {
    case 'zip': {
      const grid = await readXlsxGrid(bytes, options.sheet)
      job.signal.throwIfAborted()
      return grid.ok ? ok({ format: 'xlsx', encoding: null, digest, ...grid.value }) : grid
    }
    case 'encrypted-office':
      return refuse('tables/password-protected')
    case 'ole':
      return refuse('tables/not-a-table', { kind: 'xls' })
    case 'unknown': {
      const decoded = decodeText(bytes)
      if (!decoded) return refuse('tables/not-a-table', { kind: 'unknown' })
      if (decoded.text.trim() === '') return refuse('tables/empty-file')
      const grid = readCsvGrid(decoded.text)
      job.signal.throwIfAborted()
      return grid.ok ? ok({ format: 'csv', encoding: decoded.encoding, digest, ...grid.value }) : grid
    }
    default:
      return refuse('tables/not-a-table', { kind })
  }
}

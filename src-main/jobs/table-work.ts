import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ok } from '../core/result.ts'
import { tableWorks } from '../domain/table-works.ts'
import type { JobFunction } from '../platform/run-job.ts'
import type { TableWorkInput } from '../platform/tables/jobs.ts'
import { readTable } from '../platform/tables/read.ts'

/** Reads a table and does a domain function's work on it here, so that neither keeps the backend from answering. */
export const runTableWork: JobFunction<
  TableWorkInput,
  { readonly answer: unknown; readonly staged: string | null }
> = async ({ path: file, sheet, work, input, staging }, job) => {
  const read = await readTable({ path: file, ...(sheet === null ? {} : { sheet }) }, job)
  if (!read.ok) return read
  job.signal.throwIfAborted()
  job.progress({ done: 0, total: null, step: 'check-rows' })
  const { answer, staged } = tableWorks[work]!(read.value, input as never)
  if (staged === null) return ok({ answer, staged: null })
  const token = randomUUID()
  await writeFile(path.join(staging, `${token}.json`), JSON.stringify(staged), { mode: 0o600 })
  return ok({ answer, staged: token })
}

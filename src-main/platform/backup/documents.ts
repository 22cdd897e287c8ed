import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { readDigest } from '../bundle/file.ts'
import { syncFolder } from '../disk.ts'
import { type BackupFacts, copyHashed, reporter } from './layout.ts'

export type Copied = {
  readonly all: BackupFacts['documents']
  readonly lacking: BackupFacts['lacking']
  readonly copied: number
}

/**
 * Copies what is not on the medium yet: a document never changes, its digest is its name. Refuses with
 * `recovery/read-back-differs`; what is damaged on the desk itself is counted as lacking.
 */
export function copyDocuments(
  { documents, isThorough }: { readonly documents: string; readonly isThorough: boolean },
  target: string,
  job: Job,
): Result<Copied> {
  const stored = storedDocuments(documents)
  const report = reporter(
    job,
    'backup/documents',
    stored.reduce((sum, { size }) => sum + size, 0),
  )
  const all: BackupFacts['documents'] = []
  const lacking: string[] = []
  let copied = 0
  for (const { sha256, size, file } of stored) {
    job.signal.throwIfAborted()
    const to = path.join(target, sha256.slice(0, 2), sha256)
    const isThere = statSync(to, { throwIfNoEntry: false })?.size === size
    if (isThere && (!isThorough || readDigest(to, report) === sha256)) {
      if (!isThorough) report(size)
      all.push({ sha256, size })
      continue
    }
    mkdirSync(path.dirname(to), { recursive: true })
    const temp = `${to}.part`
    rmSync(temp, { force: true })
    if (copyHashed(file, temp, report) !== sha256) {
      rmSync(temp, { force: true })
      lacking.push(sha256)
      continue
    }
    if (readDigest(temp, () => job.signal.throwIfAborted()) !== sha256)
      return refuse('recovery/read-back-differs')
    renameSync(temp, to)
    syncFolder(path.dirname(to))
    all.push({ sha256, size })
    copied++
  }
  return ok({ all, lacking, copied })
}

function storedDocuments(folder: string): readonly { sha256: string; size: number; file: string }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((start) => /^[0-9a-f]{2}$/.test(start))
    .flatMap((start) =>
      readdirSync(path.join(folder, start))
        .filter((name) => /^[0-9a-f]{64}$/.test(name) && name.startsWith(start))
        .map((name) => path.join(folder, start, name)),
    )
    .flatMap((file) => {
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
      return size > 0 ? [{ sha256: path.basename(file), size, file }] : []
    })
    .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
}

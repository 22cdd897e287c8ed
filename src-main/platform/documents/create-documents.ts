import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { DocumentFacts, Documents } from '../../core/ports/documents.ts'
import type { FileToken } from '../../core/ports/files.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import type { RunJob } from '../run-job.ts'
import { copyDocumentJob, type Inspected, inspectDocumentJob } from './jobs.ts'
import { documentPath, noSpace, syncFolder } from './store.ts'

/** Raise it when what is kept changes its meaning: what was kept in other versions is made anew. */
const factsVersion = 2

/**
 * Documents by their digest, in `folder/ab/<hex>`; what was found in one, with its text, stands beside it in
 * `<hex>.facts.json`. Unfinished copies of an earlier run are removed here, so there must be one such store per folder.
 */
export function createDocuments(context: {
  readonly folder: string
  readonly runJob: RunJob
  readonly pathOf: (file: FileToken) => string
  /** Folder of the CMaps of pdf.js (`pdfjs-dist/cmaps`). */
  readonly cmaps: string
  /** Seconds after which a document counts as one that cannot be checked. */
  readonly patience?: number
}): Omit<Documents, 'lookLater'> {
  const { folder, runJob, pathOf, cmaps, patience = 60 } = context
  const incoming = join(folder, 'incoming')
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true })

  async function inspect(digest: Digest, path: string, job: Job): Promise<Inspected> {
    const answer = await runJob(inspectDocumentJob, { path, digest, cmaps }, job, { seconds: patience })
    // A document that takes too long or too much memory to look into is kept, and said to be unchecked.
    const inspected = answer.ok ? answer.value : unchecked(digest, statSync(path).size)
    await keep(`${path}.facts.json`, join(incoming, randomUUID()), inspected)
    return inspected
  }

  /** What was kept of a document that is here, else what looking into it finds. */
  async function inspected(digest: Digest, job: Job): Promise<Inspected | null> {
    const path = documentPath(folder, digest)
    if (path === null || !isFile(path)) return null
    return (await readKept(path)) ?? (await inspect(digest, path, job))
  }

  return {
    async add(file, job): Promise<Result<DocumentFacts>> {
      const temporary = join(incoming, randomUUID())
      const input = { source: pathOf(file), folder, temporary }
      try {
        const copied = await runJob(copyDocumentJob, input, job)
        if (!copied.ok) return copied
        const path = documentPath(folder, copied.value.digest)!
        const known = await readKept(path)
        // Adding it once more is also how a person asks to try again what could not be checked.
        if (known && known.facts.state !== 'not-checked') return ok(known.facts)
        return ok((await inspect(copied.value.digest, path, job)).facts)
      } finally {
        // The copy removes it itself, unless its worker was ended.
        await rm(temporary, { force: true })
      }
    },
    facts: async (digest) => (await inspected(digest, unwatched))?.facts ?? null,
    text: async (digest) => (await inspected(digest, unwatched))?.text ?? null,
    async read(digest, offset, length) {
      const path = documentPath(folder, digest)
      if (path === null || !isFile(path)) return null
      const handle = await open(path, 'r')
      try {
        const left = Math.max(0, (await handle.stat()).size - offset)
        const bytes = new Uint8Array(Math.min(length, left))
        let at = 0
        while (at < bytes.length) {
          const { bytesRead } = await handle.read(bytes, at, bytes.length - at, offset + at)
          if (bytesRead === 0) break
          at += bytesRead
        }
        return bytes.subarray(0, at)
      } finally {
        await handle.close()
      }
    },
    has(digest) {
      const path = documentPath(folder, digest)
      return path !== null && isFile(path)
    },
    async discard(digest) {
      const path = documentPath(folder, digest)
      if (path === null || !isFile(path)) return
      await rm(`${path}.facts.json`, { force: true })
      await rm(path)
      await syncFolder(dirname(path))
    },
  }
}

const unwatched: Job = {
  signal: { aborted: false, throwIfAborted: () => undefined },
  progress: () => undefined,
}

const stored = z.object({
  version: z.literal(factsVersion),
  facts: z.object({
    digest: z.string().regex(digestPattern),
    size: z.number(),
    kind: z.enum(['pdf', 'docx', 'xlsx', 'image', 'other']),
    pages: z.number().nullable(),
    pagesRead: z.number(),
    state: z.enum(['ok', 'encrypted', 'damaged', 'not-checked']),
    textPages: z.array(z.number()),
    secrecyMarks: z.array(z.object({ page: z.number(), text: z.string() })),
    fingerprint: z.object({ characters: z.number(), rows: z.string() }),
  }),
  text: z.object({
    unit: z.enum(['page', 'paragraph']),
    parts: z.array(z.object({ place: z.number(), text: z.string() })),
  }),
})

/** Null when there is nothing yet, or nothing that this version can use. */
async function readKept(path: string): Promise<Inspected | null> {
  try {
    const kept = stored.safeParse(JSON.parse(await readFile(`${path}.facts.json`, 'utf8')))
    return kept.success ? { facts: kept.data.facts, text: kept.data.text } : null
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** A cache: written whole by rename, not synced, left out when the disk is full; it can be made again. */
async function keep(path: string, temporary: string, inspected: Inspected): Promise<void> {
  try {
    await writeFile(temporary, JSON.stringify({ version: factsVersion, ...inspected }))
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    if (!noSpace.has((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

function unchecked(digest: Digest, size: number): Inspected {
  return {
    facts: {
      digest,
      size,
      kind: 'pdf',
      pages: null,
      pagesRead: 0,
      state: 'not-checked',
      textPages: [],
      secrecyMarks: [],
      fingerprint: { characters: 0, rows: '' },
    },
    text: { unit: 'page', parts: [] },
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Db } from '../../../core/db.ts'
import type { Digest } from '../../../core/suite.ts'
import { quietly, syncFolder } from '../../../platform/disk.ts'
import type { DeskFolder } from '../../../platform/home.ts'

/** Where the bundles that wait lie: each as the file came, under the hex of its digest. */
export function inboxFolder({ root }: DeskFolder): string {
  return path.join(root, 'inbox')
}

export function inboxFile(folder: DeskFolder, digest: Digest): string {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1]
  if (!hex) throw new Error('a bundle is named by its SHA-256')
  return path.join(inboxFolder(folder), hex)
}

/** Moves a copy that is already on the disk for good into the inbox; throws when it is neither there nor here. */
export function moveIntoInbox(folder: DeskFolder, copy: string, digest: Digest): void {
  if (!existsSync(copy)) {
    if (existsSync(inboxFile(folder, digest))) return
    throw new Error('the copy of a bundle that has to wait is gone')
  }
  mkdirSync(inboxFolder(folder), { recursive: true, mode: 0o700 })
  renameSync(copy, inboxFile(folder, digest))
  syncFolder(inboxFolder(folder))
}

/**
 * Removes files of bundles that wait no longer; in one piece with the question which do, so that none slips between.
 * What cannot be removed now (another program reads it) is removed the next time.
 */
export function sweepInbox(folder: DeskFolder, db: Db): void {
  const known = new Set(
    db.sql<{ digest: Digest }>('SELECT digest FROM inbox').map(({ digest }) => inboxFile(folder, digest)),
  )
  const found = existsSync(inboxFolder(folder)) ? readdirSync(inboxFolder(folder)) : []
  for (const name of found) {
    const file = path.join(inboxFolder(folder), name)
    if (/^[0-9a-f]{64}$/.test(name) && !known.has(file)) quietly(() => rmSync(file, { force: true }))
  }
}

/** What is wrong with a file of the inbox as far as a look at its size tells, or null. */
export function faultOfKept(folder: DeskFolder, digest: Digest, size: number): string | null {
  const facts = statSync(inboxFile(folder, digest), { throwIfNoEntry: false })
  if (!facts?.isFile()) return 'bundles/kept-missing'
  return facts.size === size ? null : 'bundles/kept-damaged'
}

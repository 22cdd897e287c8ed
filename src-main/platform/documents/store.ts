import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Digest } from '../../core/suite.ts'

const sha256Digest = /^sha256:([0-9a-f]{2})[0-9a-f]{62}$/

/** Codes of the system that say: the disk, or this account's share of it, is full. */
export const noSpace: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Where a document of this digest lies in the store, `ab/<hex>`; null when it is no such digest. */
export function documentPath(folder: string, digest: Digest): string | null {
  const start = sha256Digest.exec(digest)?.[1]
  return start === undefined ? null : join(folder, start, digest.slice('sha256:'.length))
}

/** Makes a rename or a new file in this folder last through a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders; its file system journals the rename by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import type { Head } from '../core/chain.ts'
import { type Digest, hexOf } from '../core/suite.ts'
import { type Anchor, openAnchor, readAnchor } from './anchor.ts'
import { isSystemError, noSpaceErrors } from './disk.ts'
import type { DeskFolder } from './home.ts'

/** What this system user's own folder remembers of a desk, out of reach of whoever puts an older data folder back. */
export type Witnessed = {
  /** Real path of the desk's folder when it was last open. */
  readonly root: string
  readonly head: Head | null
  /** The device that went on for this one in its folder. */
  readonly succeededBy: Digest | null
}

/** Where one desk is remembered: its device id names it, made of a random key and never used twice. */
function filesOf(folder: string, device: Digest): { readonly anchor: string; readonly place: string } {
  const name = hexOf(device).slice(0, 32)
  return { anchor: path.join(folder, `${name}.anchor`), place: path.join(folder, `${name}.json`) }
}

/** What is remembered of this desk; null when nothing is, or the folder cannot be read. Changes nothing. */
export function readWitness(folder: string, device: Digest): Witnessed | null {
  const { anchor, place } = filesOf(folder, device)
  try {
    const { root, succeededBy } = JSON.parse(readFileSync(place, 'utf8')) as Witnessed
    if (typeof root !== 'string') return null
    return { root, succeededBy: succeededBy ?? null, head: readAnchor(anchor)?.head ?? null }
  } catch {
    return null
  }
}

/**
 * A second anchor, and where the desk lies now. Null where the folder cannot be made or written (a locked-down profile):
 * the desk goes on with the anchor in its own folder alone, and says so.
 */
export function openWitness(folder: string, device: Digest, root: string): Anchor | null {
  const { anchor, place } = filesOf(folder, device)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const known = readWitness(folder, device)
    // A desk that was succeeded stays so wherever it is found.
    if (known?.root !== root)
      writeWhole(
        place,
        JSON.stringify(known?.succeededBy ? { root, succeededBy: known.succeededBy } : { root }),
      )
    return openAnchor(anchor, device)
  } catch (error) {
    if (isOutOfReach(error)) return null
    throw error
  }
}

/** Remembers that the desk of `device` is written on by `next` from now on: a copy of the older one is then known. */
export function noteSuccession(folder: string, device: Digest, next: Digest): void {
  const known = readWitness(folder, device)
  if (!known || known.succeededBy) return
  try {
    writeWhole(filesOf(folder, device).place, JSON.stringify({ root: known.root, succeededBy: next }))
  } catch (error) {
    if (!isOutOfReach(error)) throw error
  }
}

/** True when the desk still lies at `root` although it is being opened from `opened`: then one of the two is a copy. */
export function stillLiesAt(root: string, device: Digest, opened: DeskFolder): boolean {
  const database = path.join(root, path.basename(opened.database))
  if (!existsSync(database) || isSame(root, opened.root)) return false
  const owner = readAnchor(path.join(root, path.basename(opened.anchor)))?.owner ?? null
  return owner === null || owner === device
}

/** One folder under two names (a mount, a junction) is no copy. */
function isSame(a: string, b: string): boolean {
  const [one, other] = [statSync(a, { bigint: true }), statSync(b, { bigint: true })]
  return one.ino === other.ino && one.dev === other.dev && one.ino !== 0n
}

function writeWhole(file: string, text: string): void {
  const handle = openSync(`${file}.part`, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(`${file}.part`, file)
}

function isOutOfReach(error: unknown): boolean {
  return isSystemError(error, [
    ...noSpaceErrors,
    'EACCES',
    'EPERM',
    'EROFS',
    'ENOTDIR',
    'EEXIST',
    'ENOENT',
    'EIO',
  ])
}

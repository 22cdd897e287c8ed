import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { Environment } from '../core/office.ts'
import { ok, type Result, refuse } from '../core/result.ts'

/** Where one desk keeps its things. One folder per institution and environment: the two never mix. */
export type DeskFolder = {
  readonly root: string
  readonly institution: string
  readonly environment: Environment
  readonly database: string
  /** What is typed and not recorded: no record depends on it. */
  readonly drafts: string
  readonly anchor: string
  readonly documents: string
  readonly staging: string
  readonly lock: string
}

const environmentSuffix: Record<Environment, string> = { 正式: 'real', 演练: 'training' }

export function deskFolder(home: string, institution: string, environment: Environment): DeskFolder {
  const root = path.join(home, `${institution}-${environmentSuffix[environment]}`)
  return {
    root,
    institution,
    environment,
    database: path.join(root, 'desk.sqlite'),
    drafts: path.join(root, 'drafts.sqlite'),
    anchor: path.join(root, 'anchor'),
    documents: path.join(root, 'documents'),
    staging: path.join(root, 'staging'),
    lock: path.join(root, 'writer.lock'),
  }
}

/** The desks in a data folder, also those whose database is gone and whose anchor remembers it. */
export function listDesks(home: string): readonly DeskFolder[] {
  if (!existsSync(home)) return []
  return readdirSync(home)
    .flatMap((name) => {
      const found = /^([A-Z][A-Z0-9-]*)-(real|training)$/.exec(name)
      if (!found) return []
      const environment: Environment = found[2] === 'real' ? '正式' : '演练'
      const folder = deskFolder(home, found[1]!, environment)
      return existsSync(folder.database) || existsSync(folder.anchor) ? [folder] : []
    })
    .sort((a, b) => a.root.localeCompare(b.root))
}

const remoteTypes = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  '9p',
  'afs',
  'ncpfs',
  'davfs',
  'fuse.sshfs',
  'fuse.davfs2',
  'fuse.rclone',
])

/**
 * Makes the data folder and refuses places where a database would be damaged or lost: sticks, network shares, folders
 * that cannot be written. Codes `home/…`; nothing is left behind on a refusal.
 */
export function prepareHome(home: string): Result<{ readonly home: string }> {
  const medium = mediumOf(home)
  if (medium !== 'fixed') return refuse(`home/${medium}`)
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOSPC') return refuse('home/no-space')
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return refuse('home/not-writable')
    if (code === 'ENOTDIR' || code === 'EEXIST') return refuse('home/not-a-folder')
    if (code === 'ENOENT') return refuse('home/missing')
    throw error
  }
  return ok({ home: realpathSync(home) })
}

type Medium = 'fixed' | 'network-medium' | 'removable-medium'

function mediumOf(folder: string): Medium {
  if (process.platform === 'win32') return folder.startsWith('\\\\') ? 'network-medium' : 'fixed'
  if (process.platform !== 'linux') return 'fixed'
  return mediumIn(nearestExisting(folder), readFileSync('/proc/self/mountinfo', 'utf8'), isRemovable)
}

/** On what kind of medium a folder lies, by the system's table of mounts (`/proc/self/mountinfo`). */
export function mediumIn(folder: string, mounts: string, isRemovable: (device: string) => boolean): Medium {
  const mount = mountOf(folder, mounts)
  if (!mount) return 'fixed'
  if (remoteTypes.has(mount.type)) return 'network-medium'
  return isRemovable(mount.device) ? 'removable-medium' : 'fixed'
}

function nearestExisting(folder: string): string {
  let current = path.resolve(folder)
  while (!existsSync(current)) current = path.dirname(current)
  return realpathSync(current)
}

function mountOf(folder: string, mounts: string): { readonly type: string; readonly device: string } | null {
  const lines = mounts.trimEnd().split('\n')
  let best: { point: string; type: string; device: string } | null = null
  for (const line of lines) {
    const [before, after] = line.split(' - ')
    const fields = before!.split(' ')
    const point = fields[4]!.replaceAll('\\040', ' ')
    const within = folder === point || folder.startsWith(point === '/' ? '/' : `${point}/`)
    if (within && (!best || point.length >= best.point.length))
      best = { point, type: after!.split(' ')[0]!, device: fields[2]! }
  }
  return best
}

function isRemovable(device: string): boolean {
  const block = `/sys/dev/block/${device}`
  for (const flag of [`${block}/removable`, `${block}/../removable`]) {
    if (existsSync(flag) && readFileSync(flag, 'utf8').trim() === '1') return true
  }
  return false
}

/**
 * One writer per data folder: holds an exclusive SQLite lock on a file of its own until released or the process dies
 * (the system gives it back even after kill -9). Null when another process holds it.
 */
export function lockWriter(file: string): { release(): void } | null {
  const db = new Database(file, { timeout: 0 })
  try {
    db.pragma('journal_mode = DELETE')
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null
    throw error
  }
  return {
    release() {
      db.exec('ROLLBACK')
      db.close()
    },
  }
}

/** True when there is a database file with something in it. */
export function hasDatabase({ database }: DeskFolder): boolean {
  return existsSync(database) && statSync(database).size > 0
}

import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import type { FileEntry, Files, FileToken } from '../../core/ports/files.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { syncFolder } from '../../platform/disk.ts'

/** Code of the error for a token that this run of the program never gave. */
export const unknownToken = 'files/token-expired'

export type FileTokens = Files & {
  /** Gives a token for a path that the person picked; throws what the file system throws. */
  grant(file: string): Promise<FileEntry>
  /** The path behind a token; throws on a token that was never given. */
  pathOf(token: FileToken): string
}

/** The window's view of the disk: tokens and names, never paths. Tokens end with the window. */
export function openFileTokens(places: readonly string[] = usualPlaces()): FileTokens {
  const paths = new Map<FileToken, string>()
  const tokens = new Map<string, FileToken>()

  function tokenOf(file: string): FileToken {
    const known = tokens.get(file)
    if (known) return known
    const token: FileToken = randomUUID()
    tokens.set(file, token)
    paths.set(token, file)
    return token
  }

  function pathOf(token: FileToken): string {
    const file = paths.get(token)
    if (!file) throw Object.assign(new Error('a file token that was never given'), { code: unknownToken })
    return file
  }

  async function entryOf(file: string): Promise<FileEntry> {
    const { size, mtime, isDirectory } = await stat(file).then((found) => ({
      size: found.size,
      mtime: found.mtime,
      isDirectory: found.isDirectory(),
    }))
    const kind = isDirectory ? 'folder' : 'file'
    return {
      token: tokenOf(file),
      name: path.basename(file) || file,
      kind,
      size,
      modified: mtime.toISOString(),
    }
  }

  async function entriesOf(folder: string): Promise<FileEntry[]> {
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.'))
    const entries = await Promise.all(names.map((name) => entryOf(path.join(folder, name)).catch(() => null)))
    return entries
      .filter((entry) => entry !== null)
      .sort((a, b) =>
        a.kind === b.kind ? a.name.localeCompare(b.name, 'zh-CN') : a.kind === 'folder' ? -1 : 1,
      )
  }

  return {
    grant: entryOf,
    pathOf,
    knows: (token) => paths.has(token),
    name: (token) => path.basename(pathOf(token)),
    async browse(folder) {
      if (!folder) {
        const entries = await Promise.all(places.filter((place) => existsSync(place)).map(entryOf))
        return ok({ name: '', parent: null, entries })
      }
      const here = pathOf(folder)
      return orRefusal(async () => {
        const parent = places.includes(here) ? null : tokenOf(path.dirname(here))
        return { name: path.basename(here), parent, entries: await entriesOf(here) }
      })
    },
    list: (folder) =>
      orRefusal(async () => (await entriesOf(pathOf(folder))).filter(({ kind }) => kind === 'file')),
    async makeFolder(parent, name) {
      if (!isPlainName(name)) return refuse('files/bad-name')
      const folder = path.join(pathOf(parent), name)
      return orRefusal(async () => {
        await mkdir(folder)
        return entryOf(folder)
      })
    },
    read: (file, maxBytes) =>
      flat(async () => {
        const { size } = await stat(pathOf(file))
        return size > maxBytes ? refuse('files/too-large', { maxBytes }) : ok(await readFile(pathOf(file)))
      }),
    async write(folder, name, bytes) {
      if (!isPlainName(name)) return refuse('files/bad-name')
      return orRefusal(() => {
        const target = freeName(pathOf(folder), name)
        const temp = `${target}.part`
        const handle = openSync(temp, 'wx')
        try {
          for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
          fsyncSync(handle)
        } finally {
          closeSync(handle)
        }
        renameSync(temp, target)
        syncFolder(path.dirname(target))
        return entryOf(target)
      })
    },
  }
}

/** Where people keep files: their own folders, drives, sticks. */
export function usualPlaces(): string[] {
  const home = homedir()
  const own = ['', 'Desktop', '桌面', 'Documents', '文档', 'Downloads', '下载'].map((name) =>
    path.join(home, name),
  )
  const drives = process.platform === 'win32' ? [...'CDEFGHIJKLMN'].map((letter) => `${letter}:\\`) : []
  return [
    ...(process.env.DESK_FILES?.split(path.delimiter) ?? []),
    ...own,
    ...drives,
    '/media',
    '/mnt',
    '/run/media',
  ]
}

function isPlainName(name: string): boolean {
  return (
    name.length > 0 && name.length <= 120 && !/[\\/:*?"<>|\p{Cc}\p{Cf}]/u.test(name) && !/^\.|\.$/.test(name)
  )
}

/** `name`, or `name (2)` and so on: what is there is never written over. */
function freeName(folder: string, name: string): string {
  const { name: stem, ext } = path.parse(name)
  for (let n = 1; ; n++) {
    const candidate = path.join(folder, n === 1 ? name : `${stem} (${n})${ext}`)
    if (!existsSync(candidate)) return candidate
  }
}

const refusals: Readonly<Record<string, string>> = {
  ENOENT: 'files/missing',
  ENOTDIR: 'files/missing',
  EACCES: 'files/not-permitted',
  EPERM: 'files/not-permitted',
  EROFS: 'files/read-only',
  ENOSPC: 'files/no-space',
  EEXIST: 'files/exists',
  EIO: 'files/medium-failed',
}

async function orRefusal<T>(work: () => T | Promise<T>): Promise<Result<T>> {
  return flat(async () => ok(await work()))
}

async function flat<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work()
  } catch (error) {
    const code = refusals[(error as NodeJS.ErrnoException).code ?? '']
    if (code) return refuse(code)
    throw error
  }
}

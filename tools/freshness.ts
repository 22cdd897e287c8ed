import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const sources = ['src-main', 'src-renderer', 'tools', 'package.json', 'package-lock.json']

/** When the sources of the build last changed, in milliseconds. */
export async function newestChange(root: string): Promise<number> {
  return Math.max(...(await Promise.all(sources.map((source) => newest(join(root, source))))))
}

async function newest(path: string): Promise<number> {
  const { mtimeMs } = await stat(path)
  const names = await readdir(path).catch(() => [])
  const below = names.filter((name) => name !== 'node_modules').map((name) => newest(join(path, name)))
  return Math.max(mtimeMs, ...(await Promise.all(below)))
}

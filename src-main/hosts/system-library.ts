import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isNewer, neededVersions, type Version, versionOf } from '../platform/elf-versions.ts'

/** glibc of the running system; null where there is none: Windows, macOS, musl. */
function systemLibrary(): Version | null {
  if (process.platform !== 'linux') return null
  // Not every runtime has it; without it the loader's own words must do.
  const report = process.report as (NodeJS.ProcessReport & { excludeNetwork?: boolean }) | undefined
  if (!report) return null
  report.excludeNetwork = true
  const { header } = report.getReport() as { header: { glibcVersionRuntime?: string } }
  return header.glibcVersionRuntime ? versionOf(header.glibcVersionRuntime) : null
}

/** The database's native library as it is loaded under a program folder: one that was built here goes first. */
export function databaseLibrary(program: string): string | null {
  const require = createRequire(join(program, 'package.json'))
  const folder = dirname(require.resolve('better-sqlite3/package.json'))
  const candidates = [
    join(folder, 'build', 'Release', 'better_sqlite3.node'),
    join(folder, 'prebuilds', `${process.platform}-${process.arch}.node`),
  ]
  return candidates.find((file) => existsSync(file)) ?? null
}

/**
 * What to tell a person whose system is too old for the database's library, in Chinese; null when it is not. Asked before
 * the library is loaded: what the loader itself says is English, full of paths, and comes as a crash.
 */
export function tooOld(program: string, system: Version | null = systemLibrary()): string | null {
  const file = databaseLibrary(program)
  if (!system || !file) return null
  const needed = neededVersions(readFileSync(file)).get('GLIBC')
  if (!needed || !isNewer(needed, system)) return null
  return `本机操作系统的系统库（glibc）是 ${system.join('.')} 版，这个安装包至少需要 ${needed.join('.')} 版，所以工作台没有启动。数据没有受到影响。请向提供安装包的人索取适用于本机系统的版本，或升级操作系统。代码 desk/system-too-old`
}

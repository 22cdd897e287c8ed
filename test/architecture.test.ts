import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { modules } from '../src-main/domain/index.ts'

type Import = { readonly file: string; readonly target: string; readonly typeOnly: boolean }

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.posix.join(entry.parentPath.replaceAll(path.sep, '/'), entry.name))
}

/** Imports and re-exports of a file, paths resolved from the project's root. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?([^;'"]*?from\s+)?['"]([^'"]+)['"]/gm)
  const dynamic = text.matchAll(/import\(\s*['"]([^'"]+)['"]\s*\)/g)
  const resolve = (target: string) =>
    target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target
  return [
    ...[...statements].map(([, type, names, target]) => {
      const inner = names?.match(/\{([^}]*)\}/)?.[1]
      const allTypes =
        inner?.split(',').every((name) => /^\s*(?:type\s|$)/.test(name)) === true &&
        !/^\w/.test(names!.trim())
      return { file, target: resolve(target!), typeOnly: type !== undefined || allTypes }
    }),
    ...[...dynamic].map(([, target]) => ({ file, target: resolve(target!), typeOnly: false })),
  ]
}

const main = sources('src-main')
const renderer = sources('src-renderer')
const inFolder = (folder: string) => main.filter((file) => file.startsWith(`src-main/${folder}/`))
const importsIn = (files: readonly string[]) => files.flatMap(importsOf)
const toFolder = ({ target }: Import, folder: string) => target.startsWith(`src-main/${folder}/`)
const told = ({ file, target }: Import) => `${file} -> ${target}`

describe('the arrows between the folders', () => {
  it('core imports only core, kysely and zod', () => {
    const wrong = importsIn(inFolder('core')).filter(
      (one) => !toFolder(one, 'core') && !['kysely', 'zod'].includes(one.target),
    )
    expect(wrong.map(told)).toEqual([])
  })

  it('domain imports only core, domain, kysely and zod; search knows pinyin', () => {
    const wrong = importsIn(inFolder('domain')).filter(
      (one) =>
        !toFolder(one, 'core') &&
        !toFolder(one, 'domain') &&
        !['kysely', 'zod'].includes(one.target) &&
        told(one) !== 'src-main/domain/search/rules.ts -> pinyin-pro',
    )
    expect(wrong.map(told)).toEqual([])
  })

  it('a module imports only those above it in the list of domain/index.ts', () => {
    const order = Object.values(modules).map(({ name }) => name)
    const moduleOf = (file: string) => /^src-main\/domain\/([^/]+)\//.exec(file)?.[1]
    const wrong = importsIn(inFolder('domain')).filter(({ file, target, typeOnly }) => {
      const [from, to] = [moduleOf(file), moduleOf(target)]
      if (!from || !to || from === to || typeOnly) return false
      // A folder that is no module yet holds rules only.
      return order.includes(to as never) && order.indexOf(to as never) >= order.indexOf(from as never)
    })
    expect(wrong.map(told)).toEqual([])
  })

  it('platform imports only core and platform; jobs and hosts lie outside of it', () => {
    const wrong = importsIn(inFolder('platform')).filter((one) =>
      ['domain', 'jobs', 'hosts'].some((folder) => toFolder(one, folder)),
    )
    expect(wrong.map(told)).toEqual([])
    expect(
      importsIn(inFolder('jobs'))
        .filter((one) => toFolder(one, 'hosts'))
        .map(told),
    ).toEqual([])
  })

  it('electron is imported by the window process and the preload only', () => {
    const wrong = importsIn(main).filter(
      ({ file, target }) =>
        target === 'electron' && !/^src-main\/hosts\/(?:electron-main[a-z-]*|preload)\.ts$/.test(file),
    )
    expect(wrong.map(told)).toEqual([])
  })

  it('only one file loads SQLite besides the writer lock, and nobody uses a second SQLite', () => {
    const users = importsIn(main).filter(
      ({ target, typeOnly }) => /^(?:better-sqlite3|node:sqlite)$/.test(target) && !typeOnly,
    )
    expect([...new Set(users.map(({ file }) => file))].sort()).toEqual([
      'src-main/platform/home.ts',
      'src-main/platform/sqlite.ts',
    ])
  })

  it('the renderer takes values only from core/result, the bridge of the window, and rules of modules', () => {
    const wrong = importsIn(renderer).filter(
      ({ target, typeOnly }) =>
        target.startsWith('src-main/') &&
        !typeOnly &&
        !/^src-main\/(?:core\/result|domain\/[a-z-]+\/rules|hosts\/rpc\/(?:session|wire)|hosts\/bridge)\.ts$/.test(
          target,
        ),
    )
    expect(wrong.map(told)).toEqual([])
  })

  it('nothing that the renderer takes brings zod into the window, whose probe for eval its policy would block', () => {
    const reached = new Set<string>()
    const wrong: string[] = []
    const follow = (one: Import) => {
      if (one.typeOnly) return
      if (one.target === 'zod') wrong.push(told(one))
      if (!one.target.startsWith('src-main/') || reached.has(one.target)) return
      reached.add(one.target)
      importsOf(one.target).forEach(follow)
    }
    importsIn(renderer).forEach(follow)
    expect(reached.size).toBeGreaterThan(50)
    expect(wrong).toEqual([])
  })
})

describe('names', () => {
  it('say what a file holds', () => {
    const vague = [...main, ...renderer].filter((file) =>
      /(?:^|\/)(?:utils?|helpers?|common|misc|managers?|services?)(?:\/|\.)/.test(file),
    )
    expect(vague).toEqual([])
  })

  it('are kebab-case', () => {
    expect(
      [...main, ...renderer].filter(
        (file) => !/^[a-z0-9-]+(?:\.(?:d|worker))?\.tsx?$/.test(path.posix.basename(file)),
      ),
    ).toEqual([])
  })
})

describe('SQL', () => {
  it('is executed on one connection without Kysely’s own driver', () => {
    const wrong = [...main].filter((file) =>
      /\.(?:execute|executeTakeFirst|executeTakeFirstOrThrow|transaction)\(\)/.test(
        readFileSync(file, 'utf8'),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('writes a module’s tables from that module only', () => {
    const owners = new Map(
      Object.values(modules).flatMap((module) =>
        'projection' in module
          ? module.projection.tables.map((table) => [table as string, module.name] as const)
          : [],
      ),
    )
    const wrong = inFolder('domain').flatMap((file) => {
      const own = /^src-main\/domain\/([^/]+)\//.exec(file)?.[1]
      const written = readFileSync(file, 'utf8').matchAll(
        /(?:insertInto|updateTable|deleteFrom)\('([a-z_]+)'\)/g,
      )
      return [...written].flatMap(([, table]) =>
        owners.has(table!) && owners.get(table!) !== own ? [`${file} writes ${table}`] : [],
      )
    })
    expect(wrong).toEqual([])
  })
})

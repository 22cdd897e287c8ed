import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { devicePrefix } from '../../src-main/core/event.ts'
import { decodePartList } from '../../src-main/platform/bundle/parts.ts'
import { writeBundle } from '../../src-main/platform/bundle/write.ts'
import {
  allOf,
  type Device,
  desk,
  deviceWith,
  type Folders,
  noise,
  office,
  storeDocument,
} from './bundles.ts'
import { sha256 } from './container.ts'
import { job } from './job.ts'

export const exportModes = ['plain', 'encrypted', 'parts'] as const
export type ExportMode = (typeof exportModes)[number]

/** A small export that is the same in every process: who sends what, and who can say what became of it. */
export type ExportWorld = { readonly at: Folders; readonly sender: Device }

const js = office('江苏省科学技术厅')
const sh = office('上海市科学技术委员会')
const shanghai = desk(sh, [js])

export async function exportWorld(root: string): Promise<ExportWorld> {
  const make = (name: string) => {
    const path = join(root, name)
    mkdirSync(path, { recursive: true })
    return path
  }
  const at = { root, stick: make('stick'), temp: make('temp'), store: make('store') }
  const sender = await deviceWith(js, 5)
  return { at, sender }
}

export function exportNow({ at, sender }: ExportWorld, mode: ExportMode, name: string) {
  const documents = [
    storeDocument(at.store, noise('a', 100_000)),
    storeDocument(at.store, noise('b', 60_000)),
  ]
  const content = { ...allOf(sender, sh.institution), documents }
  return () =>
    writeBundle({
      content,
      sign: sender.sign,
      folder: at.stick,
      name,
      tempFolder: at.temp,
      encryptTo: mode === 'plain' ? null : sh.encryptionKey,
      partSize: mode === 'parts' ? 60_000 : null,
      job: job(),
    })
}

/** What a person finds on the stick: bundles that are complete, and how many files say of themselves that they are not. */
export type OnTheStick = { readonly complete: readonly string[]; readonly unfinished: number }

/**
 * Looks at every file of the stick as the recipient would; throws when a final name has wrong content, or when a file is
 * neither part of a complete bundle nor known to be unfinished.
 */
export async function lookAtStick({ at, sender }: ExportWorld): Promise<OnTheStick> {
  const names = readdirSync(at.stick)
  const mark = new RegExp(`\\.${devicePrefix(sender.id)}-[A-Za-z0-9]{6}\\.未写完$`, 'u')
  const unfinished = names.filter((name) => mark.test(name))
  const complete: string[] = []
  // Parts that have their names in a set without a list must stand, as they are, in a list that is unfinished.
  const orphans = new Map<string, string>()
  for (const name of unfinished) {
    const set = /^(.+)\.分卷校验\.txt\.[^.]+\.未写完$/u.exec(name)?.[1]
    for (const part of (set && decodePartList(readFileSync(join(at.stick, name)), set)) || [])
      orphans.set(part.name, part.digest)
  }
  for (const name of names) {
    if (mark.test(name)) continue
    const path = join(at.stick, name)
    const set = /^(.+)\.zip(?:\.age)?\.\d{3}$/u.exec(name)?.[1]
    if (set && !names.includes(`${set}.分卷校验.txt`)) {
      if (orphans.get(name) !== sha256(readFileSync(path)).slice(7))
        throw new Error(`${name} belongs to nothing`)
      continue
    }
    const checked = await shanghai.check({ ...at, temp: at.root }, path)
    if (!checked.ok) throw new Error(`${name} is not what it seems: ${checked.error.code}`)
    rmSync(checked.value.folder, { recursive: true })
    complete.push(name)
  }
  return { complete, unfinished: unfinished.length }
}

/** The desk is started again, which empties its private folder, and exports another bundle to the same stick. */
export async function exportAgain(world: ExportWorld, mode: ExportMode): Promise<void> {
  for (const name of readdirSync(world.at.temp)) rmSync(join(world.at.temp, name), { recursive: true })
  const result = await exportNow(world, mode, `again-${mode}`)()
  if (!result.ok) throw new Error(`the next export was refused: ${result.error.code}`)
}

export function emptyStick({ at }: ExportWorld): void {
  for (const name of readdirSync(at.stick)) rmSync(join(at.stick, name), { recursive: true })
}

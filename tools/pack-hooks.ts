import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Arch, buildSqlite, builtLibrary, tooNew } from './build-sqlite.ts'

/** As electron-builder hands it to a hook; 1 and 3 are its numbers for x64 and arm64. */
type PackContext = {
  readonly electronPlatformName: string
  readonly arch: number
  readonly appOutDir: string
}

const machines: Readonly<Record<string, Readonly<Record<Arch, number>>>> = {
  // e_machine of ELF, Machine of PE.
  linux: { x64: 62, arm64: 183 },
  win32: { x64: 0x8664, arm64: 0xaa64 },
}

/** Linux packages carry a library of their own making. */
export async function beforePack({ electronPlatformName, arch }: PackContext): Promise<void> {
  if (electronPlatformName === 'linux') await buildSqlite(archOf(arch), builtLibrary(archOf(arch)))
}

/** Lets no package out whose one native library is another platform's or asks for more than the desktops have. */
export async function afterPack({ electronPlatformName, arch, appOutDir }: PackContext): Promise<void> {
  const unpacked = join(appOutDir, 'resources', 'app.asar.unpacked')
  const names = await readdir(unpacked, { recursive: true }).catch(() => [])
  const libraries = names.filter((name) => name.endsWith('.node'))
  if (libraries.length !== 1)
    throw new Error(`native libraries in the package: ${libraries.join(', ') || 'none'}`)
  const library = await readFile(join(unpacked, libraries[0]!))
  const wanted = machines[electronPlatformName]?.[archOf(arch)]
  if (machineOf(library) !== wanted) throw new Error(`${libraries[0]} is for another kind of machine`)
  const left = electronPlatformName === 'linux' ? tooNew(library) : []
  if (left.length > 0)
    throw new Error(`${libraries[0]} needs ${left.join(', ')}, which domestic desktops lack`)
}

function archOf(number: number): Arch {
  return number === 3 ? 'arm64' : 'x64'
}

function machineOf(library: Buffer): number {
  const isElf = library.subarray(1, 4).toString('latin1') === 'ELF'
  return isElf ? library.readUInt16LE(18) : library.readUInt16LE(library.readUInt32LE(0x3c) + 4)
}

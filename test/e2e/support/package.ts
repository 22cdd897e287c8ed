import { execFile } from 'node:child_process'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../../tools/build.ts'

export const run = promisify(execFile)

const bin = join(root, 'node_modules', '.bin')
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

export type Packed = {
  /** Holds app.asar and what lies unpacked beside it. */
  readonly resources: string
  readonly executable: string
}

/** Packs the built program around a runtime that consists of its fuse wire only; throws what electron-builder says. */
export async function pack(options: {
  readonly system: 'linux' | 'win'
  readonly arch: 'x64' | 'arm64'
  /** The folder of native libraries that Linux packages take theirs from. */
  readonly libraries: string
  readonly folder: string
}): Promise<Packed> {
  const { system, arch, libraries, folder } = options
  const runtime = join(folder, `runtime-${system}`)
  await mkdir(join(runtime, 'locales'), { recursive: true })
  await mkdir(join(runtime, 'resources'), { recursive: true })
  for (const locale of ['de', 'en-US', 'zh-CN']) {
    await writeFile(join(runtime, 'locales', `${locale}.pak`), '')
  }
  await writeRuntime(system, runtime)
  const config = join(folder, 'electron-builder.yml')
  await writeFile(config, await forHere(libraries))
  const release = join(folder, `release-${system}-${arch}`)
  await run(
    join(bin, 'electron-builder'),
    [
      `--${system}`,
      'dir',
      `--${arch}`,
      '--config',
      config,
      `-c.electronDist=${runtime}`,
      `-c.directories.output=${release}`,
    ],
    { cwd: root },
  )
  const suffix = arch === 'x64' ? '' : `-${arch}`
  const unpacked = join(release, `${system}${suffix}-unpacked`)
  const name = system === 'win' ? '长三角评审工作台.exe' : 'delta-review-desk'
  return { resources: join(unpacked, 'resources'), executable: join(unpacked, name) }
}

/** The names in an archive. */
export async function listArchive(resources: string): Promise<readonly string[]> {
  const { stdout } = await run(join(bin, 'asar'), ['list', join(resources, 'app.asar')])
  return stdout.trim().split('\n')
}

export async function extractArchive(resources: string, to: string): Promise<void> {
  await run(join(bin, 'asar'), ['extract', join(resources, 'app.asar'), to])
}

/** The first eight fuses of an executable, as their states stand in it. */
export async function fuses(executable: string): Promise<string> {
  const text = await readFile(executable, 'latin1')
  return text.slice(text.indexOf(sentinel) + sentinel.length + 2).slice(0, 8)
}

/** The delivered configuration, except that libraries come from where the test put them and none is built. */
async function forHere(libraries: string): Promise<string> {
  const config = await readFile(join(root, 'electron-builder.yml'), 'utf8')
  const changed = config
    .replace('from: node_modules/.cache/sqlite/', `from: ${libraries}/`)
    .replace('beforePack: ./tools/pack-hooks.ts\n', '')
  if (changed.length === config.length) throw new Error('electron-builder.yml is not what this test knows')
  return changed
}

async function writeRuntime(system: 'linux' | 'win', folder: string): Promise<void> {
  const wire = `${sentinel}\x01\x0811111111 end`
  if (system === 'linux') {
    await writeFile(join(folder, 'electron'), `\x7fELF ${wire}`, { mode: 0o755, encoding: 'latin1' })
    return
  }
  // Resources are written into it: it has to be a program for Windows, whichever.
  const other = join(root, 'node_modules', 'electron-winstaller', 'vendor', '7z-x64.exe')
  const executable = join(folder, 'electron.exe')
  await copyFile(other, executable)
  await writeFile(executable, wire, { flag: 'a', encoding: 'latin1' })
}

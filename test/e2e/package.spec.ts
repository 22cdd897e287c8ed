import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { root } from '../../tools/build.ts'
import { buildSqlite, tooNew } from '../../tools/build-sqlite.ts'
import { afterPack } from '../../tools/pack-hooks.ts'
import { args, environment, runtime, startDesktop } from './support/electron.ts'
import { extractArchive, fuses, listArchive, type Packed, pack, run } from './support/package.ts'

let folder: string
let linux: Packed
let linuxOnArm: Packed
let windows: Packed

test.beforeAll(async () => {
  test.setTimeout(540_000)
  folder = await mkdtemp(join(tmpdir(), 'desk-package-'))
  const libraries = join(folder, 'sqlite')
  // Slow code is as good for this as fast code, and there in a tenth of the time.
  await buildSqlite('x64', join(libraries, 'linux-x64', 'better_sqlite3.node'), '-O0')
  await mkdir(join(libraries, 'linux-arm64'))
  await writeFile(
    join(libraries, 'linux-arm64', 'better_sqlite3.node'),
    asIfOlder(await prebuilt('linux-arm64')),
  )
  linux = await pack({ system: 'linux', arch: 'x64', libraries, folder })
  linuxOnArm = await pack({ system: 'linux', arch: 'arm64', libraries, folder })
  windows = await pack({ system: 'win', arch: 'x64', libraries, folder })
})

test.afterAll(() => rm(folder, { recursive: true, force: true }))

function prebuilt(name: string): Promise<Buffer> {
  return readFile(join(root, 'node_modules', 'better-sqlite3', 'prebuilds', `${name}.node`))
}

/** Stands in for a library that a cross compiler would have to build: the same file, asking for less. */
function asIfOlder(library: Buffer): Buffer {
  const text = library.toString('latin1').replace(/GLIBC_2\.(?:29|3\d)/g, 'GLIBC_2.17')
  return Buffer.from(text.replaceAll('GLIBCXX_3.4.29', 'GLIBCXX_3.4.21'), 'latin1')
}

/** What a package holds, with its one native library at `library`. */
async function expectProgramOnly({ resources }: Packed, library: string): Promise<void> {
  const files = await listArchive(resources)
  const tops = new Set(files.map((file) => file.split('/')[1]))
  expect(tops).toEqual(new Set(['migrations', 'node_modules', 'out', 'package.json']))
  for (const file of ['main.cjs', 'preload.cjs', 'backend.mjs', 'worker.mjs', 'renderer/index.html']) {
    expect(files).toContain(`/out/${file}`)
  }
  const packages = files.filter((file) => /^\/node_modules\/[^/]+$/.test(file))
  expect(packages).toEqual(['/node_modules/better-sqlite3'])
  expect(files.filter((file) => file.endsWith('.node'))).toEqual([library])
  expect(
    files.filter((file) => /\.(?:ts|tsx|c|cpp|h|hpp|gyp|gypi|map|md|spec\.\w+|test\.\w+)$/.test(file)),
  ).toEqual([])
  expect(files.filter((file) => /\/(?:test|tests|src|deps|tools)(?:\/|$)/.test(file))).toEqual([])
  const migrations = (await readdir(join(root, 'migrations'))).filter((file) => file.endsWith('.sql'))
  expect(files.filter((file) => file.startsWith('/migrations/'))).toEqual(
    migrations.sort().map((file) => `/migrations/${file}`),
  )
  // The system loads it from beside the archive, and only from there.
  const unpacked = await readdir(`${join(resources, 'app.asar')}.unpacked`, {
    recursive: true,
    withFileTypes: true,
  })
  expect(unpacked.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([
    library.split('/').at(-1),
  ])
}

test('a package holds the built program, the migrations and the one native library of its platform', async () => {
  await expectProgramOnly(linux, '/node_modules/better-sqlite3/build/Release/better_sqlite3.node')
  await expectProgramOnly(linuxOnArm, '/node_modules/better-sqlite3/build/Release/better_sqlite3.node')
  await expectProgramOnly(windows, '/node_modules/better-sqlite3/prebuilds/win32-x64.node')
})

test('the library made for Linux needs no newer system than domestic desktops are, and works', async () => {
  const file = join(
    linux.resources,
    'app.asar.unpacked/node_modules/better-sqlite3/build/Release/better_sqlite3.node',
  )
  expect(tooNew(await readFile(file))).toEqual([])
  const program = `
    const Database = require('better-sqlite3')
    const db = new Database(process.argv[2], { nativeBinding: process.argv[1] })
    db.exec("CREATE TABLE t (a, b); CREATE VIRTUAL TABLE f USING fts5 (x, tokenize = 'trigram')")
    db.prepare('INSERT INTO t VALUES (?, ?)').run('长三角', Math.PI)
    db.prepare('INSERT INTO f VALUES (?)').run('科学技术厅')
    const found = db.prepare("SELECT a, exp(ln(b)) e, (SELECT count(*) FROM f WHERE f MATCH '科学技') n FROM t").get()
    try { db.prepare('SELECT nonsense').get() } catch (error) { found.code = error.code }
    db.backup(process.argv[2] + '.copy').then(() => process.stdout.write(JSON.stringify(found)))`
  const { stdout } = await run(process.execPath, ['-e', program, file, join(folder, 'db.sqlite')], {
    cwd: root,
  })
  expect(JSON.parse(stdout)).toEqual({ a: '长三角', e: expect.closeTo(Math.PI), n: 1, code: 'SQLITE_ERROR' })
})

test('a package is not made with a library that is missing, foreign, or asks for a newer system', async () => {
  const made = async (libraries: readonly Buffer[], electronPlatformName: string, arch: number) => {
    const appOutDir = await mkdtemp(join(folder, 'made-'))
    const unpacked = join(appOutDir, 'resources', 'app.asar.unpacked')
    await mkdir(unpacked, { recursive: true })
    await Promise.all(libraries.map((library, at) => writeFile(join(unpacked, `${at}.node`), library)))
    return afterPack({ electronPlatformName, arch, appOutDir }).then(
      () => 'made',
      ({ message }: Error) => message,
    )
  }
  const [x64, arm64, win] = await Promise.all(['linux-x64', 'linux-arm64', 'win32-x64'].map(prebuilt))
  expect(await made([], 'linux', 1)).toContain('none')
  expect(await made([win!, win!], 'win32', 1)).toContain('0.node, 1.node')
  expect(await made([win!], 'linux', 1)).toContain('another kind of machine')
  expect(await made([asIfOlder(x64!)], 'linux', 3)).toContain('another kind of machine')
  expect(await made([x64!], 'linux', 1)).toContain('needs GLIBC_2.34, GLIBCXX_3.4.29')
  expect(await made([arm64!], 'linux', 3)).toContain('needs GLIBC_2.34, GLIBCXX_3.4.29')
  expect(await made([asIfOlder(arm64!)], 'linux', 3)).toBe('made')
  expect(await made([win!], 'win32', 1)).toBe('made')
})

test('both kinds of Linux machines get a deb and a tar, Windows an installer', async () => {
  const config = await readFile(join(root, 'electron-builder.yml'), 'utf8')
  expect(config).toContain('- { target: deb, arch: [x64, arm64] }')
  expect(config).toContain('- { target: tar.gz, arch: [x64, arm64] }')
  expect(config).toContain('- { target: nsis, arch: [x64] }')
})

test('the fuses are set: no Node by another name, no debugger, the program from its archive only', async () => {
  for (const { executable } of [linux, linuxOnArm, windows]) {
    // RunAsNode, cookie encryption, NODE_OPTIONS, --inspect, archive integrity, archive only, own snapshot, file: privileges.
    expect(await fuses(executable)).toBe('01001100')
  }
})

test('the program for Windows knows the digest of its archive', async () => {
  const archive = await readFile(join(windows.resources, 'app.asar'))
  const header = archive.subarray(16, 16 + archive.readUInt32LE(12))
  const value = createHash('sha256').update(header).digest('hex')
  const executable = await readFile(windows.executable, 'latin1')
  const known = [{ file: 'resources\\app.asar', alg: 'SHA256', value }]
  expect(executable).toContain(JSON.stringify(known))
})

test('a system that is too old is told so in Chinese before anything is opened', async () => {
  const program = await extracted('old')
  await writeFile(
    libraryIn(program),
    (await readFile(libraryIn(program))).toString('latin1').replace('GLIBC_2.14', 'GLIBC_2.99'),
    'latin1',
  )
  const home = join(folder, 'old-home')
  const ended = await run(process.execPath, [join(program, 'out', 'backend.mjs')], {
    env: { ...process.env, DESK_HOME: home },
  }).catch((error: { code: number; stderr: string }) => error)
  expect(ended).toMatchObject({
    code: 69,
    stderr: expect.stringMatching(/^本机操作系统.*2\.99 版.*desk\/system-too-old\n$/),
  })
  await expect(readdir(home)).rejects.toThrow('ENOENT')

  test.skip(!process.env.DESK_ELECTRON, 'no runtime of the desktop program')
  const window = spawn(runtime, [...args, program], { env: environment(join(folder, 'old-window'), program) })
  let said = ''
  window.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  await expect.poll(() => said).toContain('desk/system-too-old')
  window.kill('SIGKILL')
  await expect(readdir(join(folder, 'old-window', 'home'))).rejects.toThrow('ENOENT')
})

test('the packed program starts from its archive', async () => {
  test.setTimeout(360_000)
  test.skip(!process.env.DESK_ELECTRON, 'no runtime of the desktop program')
  // The runtime that there is cannot load the library: a Node beside it runs the backend, which reads no archives.
  const program = await extracted('backend')
  const archive = join(linux.resources, 'app.asar')
  const node = join(folder, 'node')
  const lines = [
    '#!/bin/bash',
    `exec ${process.execPath} "\${@/#${archive.replaceAll('/', '\\/')}/${program}}"`,
    '',
  ]
  await writeFile(node, lines.join('\n'), { mode: 0o755 })
  const { app, page } = await startDesktop(join(folder, 'packed'), archive, node)
  expect(await app.evaluate(({ app }) => app.getAppPath())).toBe(archive)
  await expect(page.getByText('江苏省科学技术厅')).toBeVisible()
  await app.close()
})

/** The archive of the Linux package as a folder, with its library. */
async function extracted(name: string): Promise<string> {
  const program = join(folder, name)
  await extractArchive(linux.resources, program)
  return program
}

function libraryIn(program: string): string {
  return join(program, 'node_modules', 'better-sqlite3', 'build', 'Release', 'better_sqlite3.node')
}

test('no source of the window ever hands an address to the system', async () => {
  const main = await readFile(join(root, 'out', 'main.cjs'), 'utf8')
  expect(main).not.toMatch(/openExternal|openPath|showItemInFolder|\bshell\b/)
})

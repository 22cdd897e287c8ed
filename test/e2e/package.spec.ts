import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { root } from '../../tools/build.ts'

const run = promisify(execFile)
const bin = join(root, 'node_modules', '.bin')
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

let folder: string
let resources: string

/** Packs the built program around a runtime that consists of its fuse wire only: eight fuses, all on. */
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-package-'))
  const runtime = join(folder, 'runtime')
  await mkdir(join(runtime, 'resources'), { recursive: true })
  await mkdir(join(runtime, 'locales'))
  for (const locale of ['de', 'en-US', 'zh-CN'])
    await writeFile(join(runtime, 'locales', `${locale}.pak`), '')
  await writeFile(join(runtime, 'electron'), `\x7fELF ${sentinel}\x01\x0811111111 end`, {
    mode: 0o755,
    encoding: 'latin1',
  })
  const args = [
    '--linux',
    'dir',
    '--x64',
    `-c.electronDist=${runtime}`,
    `-c.directories.output=${folder}/release`,
  ]
  await run(join(bin, 'electron-builder'), args, { cwd: root })
  resources = join(folder, 'release', 'linux-unpacked', 'resources')
})

test.afterAll(() => rm(folder, { recursive: true, force: true }))

test('the package holds the built program, the migrations and one native module, nothing else', async () => {
  const { stdout } = await run(join(bin, 'asar'), ['list', join(resources, 'app.asar')])
  const files = stdout.trim().split('\n')
  const tops = new Set(files.map((file) => file.split('/')[1]))
  expect(tops).toEqual(new Set(['migrations', 'node_modules', 'out', 'package.json']))
  for (const file of [
    '/out/main.cjs',
    '/out/preload.cjs',
    '/out/backend.mjs',
    '/out/worker.mjs',
    '/out/renderer/index.html',
  ]) {
    expect(files).toContain(file)
  }
  const native = files.filter(
    (file) => file.startsWith('/node_modules/') && /\/(?!lib\/)[^/]+\.\w+$/.test(file),
  )
  expect(new Set(native.map((file) => file.split('/')[2]))).toEqual(new Set(['better-sqlite3']))
  expect(files.filter((file) => file.endsWith('.node'))).toEqual([
    '/node_modules/better-sqlite3/prebuilds/linux-x64.node',
  ])
  expect(files.filter((file) => /\.(ts|tsx|c|h|gyp|map)$/.test(file))).toEqual([])
  const migrations = await readdir(join(root, 'migrations'))
  expect(files.filter((file) => file.startsWith('/migrations/')).length).toBe(migrations.length)
})

test('the native library lies beside the archive, where the system can load it', async () => {
  const unpacked = join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds')
  expect(await readdir(unpacked)).toEqual(['linux-x64.node'])
})

test('the fuses are set: no Node by another name, no debugger, the program from its archive only', async () => {
  const executable = await readFile(join(folder, 'release', 'linux-unpacked', 'delta-review-desk'), 'latin1')
  const wire = executable.slice(executable.indexOf(sentinel) + sentinel.length + 2)
  // RunAsNode, cookie encryption, NODE_OPTIONS, --inspect, archive integrity, archive only, own snapshot, file: privileges.
  expect(wire.slice(0, 8)).toBe('01001100')
})

test('no source of the window ever hands an address to the system', async () => {
  const main = await readFile(join(root, 'out', 'main.cjs'), 'utf8')
  expect(main).not.toMatch(/openExternal|openPath|\bshell\b/)
})

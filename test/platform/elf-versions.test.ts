import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tooOld } from '../../src-main/hosts/system-library.ts'
import { isNewer, neededVersions, versionOf } from '../../src-main/platform/elf-versions.ts'
import { root } from '../../tools/build.ts'
import { tooNew } from '../../tools/build-sqlite.ts'

const prebuilt = (name: string) =>
  readFileSync(join(root, 'node_modules', 'better-sqlite3', 'prebuilds', `${name}.node`))

describe('what a native library needs of the system', () => {
  it('is read out of the file, for both processors', () => {
    for (const name of ['linux-x64', 'linux-arm64']) {
      const needed = neededVersions(prebuilt(name))
      expect(needed.get('GLIBC')).toEqual([2, 34])
      expect(needed.get('GLIBCXX')).toEqual([3, 4, 29])
      expect(tooNew(prebuilt(name))).toEqual(['GLIBC_2.34', 'GLIBCXX_3.4.29'])
    }
  })

  it('is nothing of glibc’s on musl, Windows and macOS', () => {
    for (const name of ['linuxmusl-x64', 'win32-x64', 'darwin-arm64']) {
      expect(neededVersions(prebuilt(name)).has('GLIBC'), name).toBe(false)
    }
    expect(neededVersions(new Uint8Array(3)).size).toBe(0)
  })

  it('is never read past the end of a file that was cut', () => {
    const whole = prebuilt('linux-x64')
    expect(() => neededVersions(whole.subarray(0, 5000))).toThrow(RangeError)
  })

  it('is compared number by number', () => {
    expect(isNewer(versionOf('2.34'), versionOf('2.4'))).toBe(true)
    expect(isNewer(versionOf('2.28'), versionOf('2.28'))).toBe(false)
    expect(isNewer(versionOf('2.28'), versionOf('2.28.1'))).toBe(false)
  })
})

describe('a system that is too old', () => {
  let program: string

  beforeAll(async () => {
    program = await mkdtemp(join(tmpdir(), 'desk-program-'))
    const library = join(program, 'node_modules', 'better-sqlite3')
    await mkdir(join(library, 'prebuilds'), { recursive: true })
    await writeFile(join(program, 'package.json'), '{}')
    await writeFile(join(library, 'package.json'), '{"name":"better-sqlite3","version":"0.0.0"}')
    const built = await readFile(join(root, 'node_modules', 'better-sqlite3', 'prebuilds', 'linux-x64.node'))
    await writeFile(join(library, 'prebuilds', `${process.platform}-${process.arch}.node`), built)
  })
  afterAll(() => rm(program, { recursive: true, force: true }))

  it('is told so in Chinese, with what it has, what is needed, and what to do', () => {
    const words = tooOld(program, versionOf('2.28'))
    expect(words).toContain('2.28 版')
    expect(words).toContain('2.34 版')
    expect(words).toContain('数据没有受到影响')
    expect(words).toContain('代码 desk/system-too-old')
    expect(words).not.toContain(program)
  })

  it('is none from the needed version on, nor where there is no glibc', () => {
    expect(tooOld(program, versionOf('2.34'))).toBeNull()
    expect(tooOld(program, null)).toBeNull()
    expect(tooOld(root)).toBeNull()
  })
})

import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pinDigits } from '../../src-main/core/pin.ts'
import { ed25519Sha256 } from '../../src-main/platform/suites/ed25519-sha256.ts'
import { hasTool } from '../support/tools.ts'

const bundles = join(import.meta.dirname, '..', 'fixtures', 'bundles')
const golden = JSON.parse(readFileSync(join(bundles, 'v1.json'), 'utf8'))
// The code of the office's keys as two people would read it aloud, from the pin and not from the bundle.
const code = pinDigits(ed25519Sha256, { ...golden.pin, environment: golden.recipient.environment })
const folder = mkdtempSync(join(tmpdir(), 'desk-outsider-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The command line on a machine without any desk. */
function verify(...args: readonly string[]) {
  const temp = join(folder, 'temp')
  execFileSync('mkdir', ['-p', temp])
  const run = spawnSync(process.execPath, ['src-main/hosts/cli.ts', 'verify', ...args], {
    env: { ...process.env, DESK_HOME: join(folder, 'no-desk'), TMPDIR: temp },
    encoding: 'utf8',
  })
  expect(run.stderr).toBe('')
  expect(execFileSync('ls', ['-A', temp], { encoding: 'utf8' })).toBe('')
  return { exit: run.status, out: run.stdout }
}

describe('verifying without a desk', () => {
  it('says who, to whom, when, what, and what it could not check', () => {
    const { exit, out } = verify(join(bundles, 'v1.zip'))
    expect(exit).toBe(0)
    expect(out).toContain('文件完好')
    expect(out).toContain('谁写出：自称「江苏省科学技术厅」')
    expect(out).toContain(`核对码：${code}`)
    expect(out).toContain('写给谁：「上海市科学技术委员会」')
    expect(out).toContain('用途：演练')
    expect(out).toMatch(/何时：最新一条记录于 2026年1月3日/)
    expect(out).toContain('第 1–3 条，齐全')
    expect(out).toContain('附件：1 份')
    expect(out).toContain(golden.files[0].digest.slice(7))
    expect(out).toContain('无法在这里核对的')
    expect(out).toContain('逐组比较')
    expect(out).toContain('不是电子签章')
    expect(out).not.toMatch(/undefined|null|NaN|joins|waits/)
  })

  it('compares the code with the one that the office gave, however it is written', () => {
    for (const given of [code, code.replaceAll(' ', '-')]) {
      const { exit, out } = verify(join(bundles, 'v1.zip'), '--code', given)
      expect(out).toContain('一致')
      expect(out).not.toContain('不一致')
      expect(exit).toBe(0)
    }
    const { exit, out } = verify(
      join(bundles, 'v1.zip'),
      '--code',
      code.replace(/\d$/, (last) => String(9 - Number(last))),
    )
    expect(out).toContain('核对码与给出的不一致')
    expect(exit).toBe(1)
    expect(verify(join(bundles, 'v1.zip'), '--code', '1234')).toEqual({
      exit: 2,
      out: '核对码是 24 位数字。\n',
    })
  })

  it('finds what was altered, in words, with what to do and the code', () => {
    const expectations = JSON.parse(readFileSync(join(bundles, 'tampered', 'expectations.json'), 'utf8'))
    for (const reason of ['file-altered', 'signature-invalid', 'chain-short']) {
      expect(expectations.files.some(({ file }: { file: string }) => file === `${reason}.zip`)).toBe(true)
      const { exit, out } = verify(join(bundles, 'tampered', `${reason}.zip`))
      expect(out, reason).toMatch(/^核对没有通过：.+\n {2}怎么办：.+\n {2}代码：bundles\//u)
      expect(out).toContain(`bundles/${reason}`)
      expect(exit).toBe(1)
    }
  })

  it('sees from the code alone that somebody else made it, because all else is sound', () => {
    // By a device with a certificate that it made for itself: only who compares the code can know.
    const { exit, out } = verify(join(bundles, 'tampered', 'office-key-differs.zip'))
    expect(exit).toBe(0)
    const [, shown] = /核对码：([\d ]{29})/.exec(out)!
    expect(shown).not.toBe(code)
    expect(verify(join(bundles, 'tampered', 'office-key-differs.zip'), '--code', code).exit).toBe(1)
  })

  it('says that an encrypted one cannot be looked into here, and what can be compared', () => {
    const { exit, out } = verify(join(bundles, 'v1.zip.age'))
    expect(exit).toBe(2)
    expect(out).toContain('加密的数据交换包，只有收件单位能打开')
    const encrypted = golden.files.find(({ file }: { file: string }) => file.endsWith('.age'))
    expect(out).toContain(encrypted.digest.slice(7))
  })

  it('takes a set by any of its parts, and names what is missing or damaged', () => {
    const at = (name: string) => join(bundles, 'tampered', name)
    const whole = verify(at('good-set.zip.age.002'))
    expect(whole.exit).toBe(2)
    expect(whole.out).toContain('3 卷齐全')
    expect(verify(at('good-set.分卷校验.txt'))).toEqual(whole)
    expect(verify(at('part-missing.zip.age.003'))).toMatchObject({
      exit: 1,
      out: expect.stringContaining('缺少第 2 卷'),
    })
    expect(verify(at('part-damaged.zip.age.001'))).toMatchObject({
      exit: 1,
      out: expect.stringContaining('第 2 卷与校验值不符'),
    })
  })

  it('says what it needs when there is no file', () => {
    expect(verify()).toEqual({ exit: 2, out: '请给出数据交换包的文件。\n' })
    expect(verify(bundles)).toEqual({ exit: 2, out: '请给出数据交换包的文件。\n' })
  })
})

describe('what README tells outsiders', () => {
  const readme = readFileSync('README.md', 'utf8')
  const part = readme.slice(readme.indexOf('### For outsiders'))
  const commands = part.slice(part.indexOf('```') + 3, part.indexOf('```', part.indexOf('```') + 3)).trim()

  it.skipIf(!hasTool('unzip') || !hasTool('sha256sum'))('works as it stands there', () => {
    expect(commands).toContain('sha256sum -c manifest-sha256.txt')
    const here = mkdtempSync(join(folder, 'readme-'))
    copyFileSync(join(bundles, 'v1.zip'), join(here, 'bundle.zip'))
    const run = spawnSync(
      'sh',
      [
        '-e',
        '-c',
        commands.replaceAll(
          'npm run desk --',
          `"${process.execPath}" "${process.cwd()}/src-main/hosts/cli.ts"`,
        ),
      ],
      {
        cwd: here,
        env: { ...process.env, DESK_HOME: join(folder, 'no-desk') },
        encoding: 'utf8',
      },
    )
    expect(run.stderr).toBe('')
    expect(run.stdout.match(/: OK/g)?.length).toBe(4)
    expect(run.stdout).toContain('文件完好')
    expect(run.status).toBe(0)
  })
})

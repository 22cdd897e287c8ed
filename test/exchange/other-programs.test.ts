import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ageRecipient } from '../../src-main/platform/bundle/age.ts'
import { contentsOf, noise, send } from '../support/bundles.ts'
import { jiangsuToShanghai, js, sh } from '../support/jiangsu-to-shanghai.ts'
import { hasTool } from '../support/tools.ts'

const { at, shanghai, contentOf } = jiangsuToShanghai()
let plain: string
let encrypted: string

beforeAll(async () => {
  const { sender, content } = await contentOf(3, [noise('a', 3_000_000), noise('b', 10), Buffer.alloc(0)])
  plain = await send(at, sender, content)
  encrypted = await send(at, sender, content, sh)
})

test.skipIf(!hasTool('unzip') || !hasTool('sha256sum'))(
  'a plain bundle opens with unzip and its files with sha256sum -c',
  () => {
    const tested = execFileSync('unzip', ['-t', plain], { encoding: 'utf8' })
    expect(tested).toContain('No errors detected')
    const folder = join(at.root, 'unzipped')
    mkdirSync(folder)
    execFileSync('unzip', ['-q', plain, '-d', folder])
    const checked = execFileSync('sha256sum', ['-c', '--strict', 'manifest-sha256.txt'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(checked.trim().split('\n')).toHaveLength(6)
    expect(checked).not.toContain('FAILED')
    expect(contentsOf(folder).filter((name) => name !== 'headers' && name !== 'documents')).toHaveLength(7)
  },
)

test.skipIf(!hasTool('python3'))('a plain bundle is sound to another ZIP reader', () => {
  const script =
    'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(len(z.namelist()))'
  expect(execFileSync('python3', ['-c', script, plain], { encoding: 'utf8' }).trim()).toBe('7')
})

test.skipIf(!hasTool('age'))(
  'the age command line opens an encrypted bundle, and what is inside is a plain one',
  async () => {
    const identity = join(at.root, 'identity')
    writeFileSync(identity, sh.identity)
    const opened = join(at.stick, 'opened.zip')
    execFileSync('age', ['--decrypt', '-i', identity, '-o', opened, encrypted])
    expect(await shanghai.check({ ...at, temp: at.root }, opened)).toMatchObject({
      ok: true,
      value: { isEncrypted: false },
    })
    writeFileSync(identity, js.identity)
    expect(spawnSync('age', ['--decrypt', '-i', identity, encrypted]).status).not.toBe(0)
  },
)

test.skipIf(!hasTool('age'))('what the age command line encrypts to us is read', async () => {
  const path = join(at.stick, 'by-age.zip.age')
  execFileSync('age', ['-r', ageRecipient(sh.encryptionKey), '-o', path, plain])
  expect(await shanghai.check({ ...at, temp: at.root }, path)).toMatchObject({
    ok: true,
    value: { isEncrypted: true },
  })
  execFileSync('age', ['-r', ageRecipient(sh.encryptionKey), '-a', '-o', path, plain])
  expect(readFileSync(path, 'latin1')).toContain('BEGIN AGE ENCRYPTED FILE')
  expect(await shanghai.check(at, path)).toMatchObject({
    ok: false,
    error: { code: 'bundles/not-a-bundle' },
  })
})

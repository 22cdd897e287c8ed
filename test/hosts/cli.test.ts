import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { type Office, openOffice, password, pinEachOther, value } from '../support/office.ts'

let js: Office
let sh: Office
let bundle: string

beforeAll(async () => {
  js = await openOffice('JS')
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
  const stick = await js.folder('stick')
  const { file } = await value(
    js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: true }),
  )
  bundle = path.join(stick.path, file)
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

function desk(
  home: string,
  args: readonly string[],
  input = '',
): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, DESK_HOME: home }
    const child = spawn(process.execPath, ['src-main/hosts/cli.ts', ...args], { env })
    let out = ''
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString()
    })
    child.stdin.end(input)
    child.on('close', (code) => resolve({ code, out }))
  })
}

describe('the command line', () => {
  it('checks a desk while it is open', async () => {
    const { code, out } = await desk(js.home, ['check'])
    expect(out).toContain('数据库：完好')
    expect(out).toMatch(/JS 的记录链：\d+ 条.*完好/)
    expect(code).toBe(0)
  })

  it('verifies a bundle with a password from standard input, and says when it is none', async () => {
    const good = await desk(sh.home, ['verify', bundle], `${password}\n`)
    expect(good.out).toContain('完整性校验通过。来自 JS，给 SH')
    expect(good.code).toBe(0)
    const wrong = await desk(sh.home, ['verify', bundle], '不是口令不是\n')
    expect(wrong).toMatchObject({ code: 1, out: expect.stringContaining('口令不对') })
  })

  it('rebuilds the lists once the desk is closed, and finds a body that another tool changed', async () => {
    expect(await desk(js.home, ['rebuild'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('正在使用'),
    })
    await js.close()
    expect(await desk(js.home, ['rebuild'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('重新生成'),
    })
    const db = openSqlite(path.join(js.home, 'JS-training', 'desk.sqlite'))
    db.script("DROP TRIGGER bodies_are_never_changed; UPDATE bodies SET bytes = x'00' WHERE position = 2")
    db.close()
    expect(await desk(js.home, ['check'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('第 2 条起不可信（body）'),
    })
  })

  it('tells how it is used', async () => {
    expect(await desk(js.home, [])).toMatchObject({ code: 2, out: expect.stringContaining('用法') })
  })
})

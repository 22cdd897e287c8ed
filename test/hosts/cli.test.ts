import { spawn } from 'node:child_process'
import { cpSync, readdirSync, rmSync } from 'node:fs'
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
    expect(good.out).toContain('完整性校验通过')
    expect(good.out).toMatch(/谁写出：江苏省科学技术厅（JS），本机核对过核对码 (\d{4} ){5}\d{4}\n/)
    expect(good.out).toContain('写给谁：上海市科学技术委员会（SH）')
    expect(good.out).toContain('是否完整：完整，可以导入。')
    expect(good.out).toMatch(/记录：江苏省科学技术厅第 1–\d+ 条，其中新记录 \d+ 条；与本机已有的记录接得上/)
    expect(good.out).not.toMatch(/undefined|null|NaN|joins/)
    expect(good.code).toBe(0)
    const wrong = await desk(sh.home, ['verify', bundle], '不是口令不是\n')
    expect(wrong).toMatchObject({ code: 1, out: expect.stringContaining('口令不对') })
  })

  it('says in words which records are missing', async () => {
    const before = path.join(sh.home, '..', `${path.basename(sh.home)}-before`)
    cpSync(sh.home, before, { recursive: true })
    const passOn = async (from: Office, to: Office, name: string) => {
      const stick = await from.folder(name)
      const code = to === sh ? 'SH' : 'JS'
      const { file } = await value(
        from.desk.bundles.exportBundle({ to: code, folder: stick.token, withDocuments: false }),
      )
      const token = await to.token(path.join(stick.path, file))
      const { staged } = await value(to.desk.bundles.openBundle({ file: token }))
      await value(to.desk.bundles.acceptBundle({ staged }))
      return path.join(stick.path, file)
    }
    await passOn(js, sh, 'first')
    await passOn(sh, js, 'receipt')
    const second = await passOn(js, sh, 'second')
    const waiting = await desk(before, ['verify', second], `${password}\n`)
    expect(waiting.out).toContain('完整性校验通过')
    expect(waiting.out).toContain('是否完整：还缺前面的记录')
    expect(waiting.out).toMatch(/还缺：江苏省科学技术厅第 1–\d+ 条，请向江苏省科学技术厅索取/)
    expect(waiting.code).toBe(1)
    const known = await desk(sh.home, ['verify', second], `${password}\n`)
    expect(known).toMatchObject({ code: 0, out: expect.stringContaining('本机都已有，不需要再导入') })
    rmSync(before, { recursive: true })
  })

  it('takes a set of parts by any of them, and names the one that is missing', async () => {
    const late = path.join(sh.home, 'late')
    const stick = await js.folder('late')
    await value(
      js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: false, partSize: 20 }),
    )
    const names = readdirSync(stick.path).toSorted()
    expect(names).toHaveLength(2)
    for (const name of names) {
      const { code, out } = await desk(sh.home, ['verify', path.join(stick.path, name)], `${password}\n`)
      expect(out).toContain('是否完整：完整，可以导入。')
      expect(code).toBe(0)
    }
    cpSync(stick.path, late, { recursive: true })
    rmSync(path.join(late, names.find((name) => name.endsWith('.001'))!))
    const missing = await desk(
      sh.home,
      ['verify', path.join(late, names.find((name) => name.endsWith('.txt'))!)],
      `${password}\n`,
    )
    expect(missing).toMatchObject({ code: 1, out: expect.stringContaining('缺少第 1 卷') })
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

import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { code, type Office, openOffice, password, value } from '../support/office.ts'

let js: Office
let sh: Office

beforeAll(async () => {
  js = await openOffice('JS')
  sh = await openOffice('SH')
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

async function introduction(from: Office, change: (text: string) => string = (text) => text) {
  const stick = await from.folder(`stick-${Math.random()}`)
  const { name } = await value(from.desk.trust.writeIntroduction({ folder: stick.token }))
  const file = path.join(stick.path, name)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
  return js.token(file)
}

describe('pinning an office', () => {
  it('needs the digits that were read aloud and two people', async () => {
    const read = await value(js.desk.trust.readIntroduction({ file: await introduction(sh) }))
    const { code: heard } = await value(sh.desk.trust.identity(null))
    expect(read.code).toBe(heard)
    const { institution, suite, officeKey, encryptionKey } = read
    const input = { institution, suite, officeKey, encryptionKey, heard }
    expect(await code(js.desk.trust.pin(input))).toBe('desk/second-person-missing')
    const [person] = await value(js.desk.accounts.list(null))
    expect(await code(js.desk.trust.pin(input, { second: { person: person!.id, password } }))).toBe(
      'desk/second-person-is-the-first',
    )
    const wrong = { ...input, heard: heard.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10)) }
    expect(await code(js.desk.trust.pin(wrong, { second: js.second }))).toBe('trust/code-differs')
    await value(js.desk.trust.pin({ ...input, heard: heard.replaceAll(' ', '') }, { second: js.second }))
    expect(await value(js.desk.trust.pins(null))).toMatchObject([{ institution: 'SH', officeKey }])
  })

  it('shows other digits when a key was exchanged on the way', async () => {
    const own = await value(js.desk.trust.identity(null))
    const swapped = await introduction(sh, (text) =>
      text.replace(/"encryptionKey":"\w+"/, `"encryptionKey":"${own.encryptionKey}"`),
    )
    const read = await value(js.desk.trust.readIntroduction({ file: swapped }))
    expect(read.code).not.toBe((await value(sh.desk.trust.identity(null))).code)
    expect(read.earlier?.institution).toBe('SH')
  })

  it.each([
    ['another environment', (text: string) => text.replace('演练', '正式'), 'trust/other-environment'],
    ['our own name', (text: string) => text.replace('"SH"', '"JS"'), 'trust/own-introduction'],
    ['an office nobody knows', (text: string) => text.replace('"SH"', '"XX"'), 'trust/unknown-institution'],
    [
      'a small-order key',
      (text: string) => text.replace(/"officeKey":"\w+"/, `"officeKey":"01${'00'.repeat(31)}"`),
      'trust/key-not-allowed',
    ],
    [
      'a field twice',
      (text: string) => text.replace('{', '{"institution":"SH",'),
      'trust/not-an-introduction',
    ],
    ['something else', () => '你好', 'trust/not-an-introduction'],
  ])('refuses an introduction with %s', async (_, change, refusal) => {
    expect(await code(js.desk.trust.readIntroduction({ file: await introduction(sh, change) }))).toBe(refusal)
  })
})

describe('the recovery sheet', () => {
  it('is a PDF that can be written until somebody shows that it exists, and never again', async () => {
    expect(await value(js.desk.trust.recoveryPending(null))).toBe(true)
    const folder = await js.folder('sheet')
    const { name } = await value(js.desk.trust.writeRecoverySheet({ folder: folder.token }))
    expect(readFileSync(path.join(folder.path, name)).subarray(0, 5).toString()).toBe('%PDF-')
    expect(await code(js.desk.trust.confirmRecoverySheet({ lastGroup: '00000' }))).toBe(
      'trust/recovery-group-differs',
    )
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const pdf = await getDocument({ data: new Uint8Array(readFileSync(path.join(folder.path, name))) })
      .promise
    const content = await (await pdf.getPage(1)).getTextContent()
    const text = content.items.map((item) => ('str' in item ? item.str : '')).join(' ')
    const groups = /U）：(.*?)任何人/s.exec(text)![1]!.replaceAll(/\s/g, '').match(/.{5}/g)!
    expect(groups).toHaveLength(13)
    const results = await Promise.all(
      groups.map((lastGroup) => code(js.desk.trust.confirmRecoverySheet({ lastGroup }))),
    )
    expect(results).toContain('ok')
    expect(await value(js.desk.trust.recoveryPending(null))).toBe(false)
    const wal = readFileSync(path.join(js.home, 'JS-training', 'desk.sqlite-wal'))
    expect(wal.includes('office-seed')).toBe(false)
    expect(await code(js.desk.trust.writeRecoverySheet({ folder: folder.token }))).toBe(
      'trust/recovery-sheet-is-out',
    )
  })
})

describe('accounts', () => {
  it('in 正式 may not be administrator and reviewer at once, except the first', async () => {
    const real = await openOffice('ZJ', '正式')
    const [first] = await value(real.desk.accounts.list(null))
    expect(first?.roles).toEqual(['管理员', '经办人'])
    const mixed = { name: '王五', roles: ['管理员', '经办人'] as ('管理员' | '经办人')[], password }
    expect(await code(real.desk.accounts.open(mixed))).toBe('accounts/administrator-may-not-review')
    expect(await code(real.desk.accounts.setRoles({ person: first!.id, roles: ['经办人'] }))).toBe(
      'accounts/last-administrator',
    )
    await real.close()
  })

  it('log in with their own password, wait after five wrong ones, and end when they are closed', async () => {
    const opened = await value(
      js.desk.accounts.open({ name: '赵六', roles: ['监督'], password: '赵六的口令一二三' }),
    )
    const desk = await js.login(opened.person, { password: '赵六的口令一二三' })
    expect(await code(desk.batches.list(null))).toBe('ok')
    for (let i = 0; i < 5; i++) {
      expect(
        await code(desk.entry.login({ desk: 'JS-training', person: opened.person, password: '错' })),
      ).toBe('desk/wrong-password')
    }
    const right = { desk: 'JS-training', person: opened.person, password: '赵六的口令一二三' }
    expect(await code(desk.entry.login(right))).toBe('desk/login-wait')
    await value(js.desk.accounts.close({ person: opened.person, reason: '调离' }))
    expect(await code(desk.batches.list(null))).toBe('desk/not-logged-in')
  })

  it('get a new password from two colleagues, and may then not be a second person for a week', async () => {
    const { person } = await value(
      js.desk.accounts.open({ name: '钱七', roles: ['复核人'], password: '旧口令旧口令一二' }),
    )
    const reset = { person, password: '新口令新口令二三' }
    expect(await code(js.desk.accounts.resetPassword(reset))).toBe('desk/second-person-missing')
    await value(js.desk.accounts.resetPassword(reset, { second: js.second }))
    expect(
      await code(
        js.login(person, { password: reset.password }).then(() => ({ ok: true as const, value: null })),
      ),
    ).toBe('ok')
    const other = { person: (await value(js.desk.accounts.list(null)))[1]!.id, password: '又一个口令一二三' }
    const second = { person, password: reset.password }
    expect(await code(js.desk.accounts.resetPassword(other, { second }))).toBe('desk/second-person-was-reset')
  })

  it('change their own password only with the one they have', async () => {
    const { person } = await value(
      js.desk.accounts.open({ name: '孙八', roles: ['监督'], password: '孙八口令一二三四' }),
    )
    const own = await js.login(person, { password: '孙八口令一二三四' })
    const change = (current: string) =>
      code(own.accounts.changePassword({ current, password: '孙八新口令四五六' }))
    expect(await change('不是这个口令')).toBe('accounts/wrong-password')
    expect(await change('孙八口令一二三四')).toBe('ok')
    await js.login(person, { password: '孙八新口令四五六' })
  })
})

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testFolder } from '../support/log.ts'
import { code, type Office, openOffice, password, pinEachOther, value } from '../support/office.ts'
import { printed } from '../support/printed.ts'
import { seedOffice } from '../support/seed.ts'

let js: Office
let sh: Office
let bundle: string
let digest: string

const typed = {
  medium: '优盘 JS-2026-07',
  copies: 2,
  parts: null as number | null,
  handedOver: { by: '张经办', on: '2026-11-22' },
  received: { by: '', on: '' },
}

const target = { kind: 'preview' } as const

async function sheet(office: Office, record: string, patch: Partial<typeof typed> = {}) {
  const folder = await office.folder('sheets')
  const { name } = await value(
    office.desk.bundles.registerSheet({
      record,
      typed: { ...typed, ...patch },
      target: { kind: 'file', folder: folder.token, format: 'pdf' },
    }),
  )
  const pages = await printed(path.join(folder.path, name))
  return { file: name, pages: pages.length, text: pages.join('') }
}

beforeAll(async () => {
  js = (await seedOffice({ home: testFolder(), count: 4, documents: 2 })).office
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
  const stick = await js.folder('stick')
  const written = await value(
    js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: true }),
  )
  bundle = path.join(stick.path, written.file)
  digest = written.digest.slice('sha256:'.length)
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

describe('the register sheet of a bundle that was written', () => {
  it('says what was recorded and what was typed, with the digest to compare', async () => {
    const [record] = await value(js.desk.bundles.register(null))
    const { text, pages, file } = await sheet(js, record!.id)
    const { checkCode } = record!
    expect(file).toBe(`数据交换登记单-江苏至上海-${checkCode}.pdf`)
    for (const said of [
      '江苏省科学技术厅',
      '上海市科学技术委员会',
      record!.label.replaceAll(/\s/g, ''),
      readFileSync(bundle).length.toLocaleString('en-US'),
      '附件2份',
      '已加密',
      '优盘JS-2026-07',
      '2份',
      '非密',
      '交付人：张经办',
      '2026年11月22日',
      '演练',
      `校验码：${checkCode}`,
      digest,
      `${digest.slice(0, 8)}…${digest.slice(-8)}`,
    ]) {
      expect(text).toContain(said)
    }
    expect(pages).toBe(1)
  })

  it('has a line for each part of a file that was written in parts', async () => {
    const [record] = await value(js.desk.bundles.register(null))
    const { text } = await sheet(js, record!.id, { parts: 3 })
    expect(text).toMatch(/第1卷.*\.001.*第2卷.*\.002.*第3卷.*\.003/)
    expect(text).not.toContain('第4卷')
  })

  it('finds its record again by the check code, which is the beginning of the event’s id', async () => {
    const [record] = await value(js.desk.bundles.register(null))
    const { rows } = await value(js.desk.history.recent({ offset: 0, limit: 50 }))
    const event = rows.find(({ entry }) => entry?.type === 'BundleSent')!
    expect(event.id.slice('sha256:'.length)).toMatch(new RegExp(`^${record!.checkCode}`))
  })

  it('refuses days that do not exist, that run backwards, and records that are not ours', async () => {
    const [record] = await value(js.desk.bundles.register(null))
    const write = (patch: object, id = record!.id) =>
      code(js.desk.bundles.registerSheet({ record: id, typed: { ...typed, ...patch }, target }))
    expect(await write({ received: { by: '', on: '2026-02-30' } })).toBe('bundles/no-such-day')
    expect(await write({ received: { by: '', on: '2026-11-21' } })).toBe(
      'bundles/received-before-handed-over',
    )
    expect(await write({}, 'sent/00000000-1')).toBe('bundles/unknown-record')
  })
})

describe('the register sheet of a bundle that was taken in', () => {
  it('leaves open what a receipt does not know, until the sender’s own record has come', async () => {
    const open = async (file: string) =>
      value(
        sh.desk.bundles.acceptBundle({
          staged: (await value(sh.desk.bundles.openBundle({ file: await sh.token(file) }))).staged,
        }),
      )
    await open(bundle)
    const [record] = await value(sh.desk.bundles.register(null))
    const before = await sheet(sh, record!.id)
    expect(before.text).toContain('由接收人填写')
    expect(before.text).toContain(digest)
    expect(before.pages).toBe(1)
    const stick = await js.folder('stick')
    const next = await value(
      js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: false }),
    )
    await open(path.join(stick.path, next.file))
    const [newest] = await value(sh.desk.bundles.register(null))
    expect(newest!.id).not.toBe(record!.id)
    expect((await sheet(sh, newest!.id)).text).toContain('由接收人填写')
    const after = await sheet(sh, record!.id)
    expect(after.text).toContain(path.basename(bundle).split('.')[0])
    expect(after.text).toContain(readFileSync(bundle).length.toLocaleString('en-US'))
  })

  it('may be printed by the supervisor, not by somebody who sees no bundles', async () => {
    const [record] = await value(js.desk.bundles.register(null))
    const by = async (role: '监督' | '复核人') => {
      const { person } = await value(js.desk.accounts.open({ name: `只有${role}`, roles: [role], password }))
      const desk = await js.login(person)
      return code(desk.bundles.registerSheet({ record: record!.id, typed, target }))
    }
    expect(await by('复核人')).toBe('desk/not-permitted')
    expect(await by('监督')).toBe('ok')
  })
})

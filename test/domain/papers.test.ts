import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Paper } from '../../src-main/core/ports/papers.ts'
import { ok } from '../../src-main/core/result.ts'
import { hexOf } from '../../src-main/core/suite.ts'
import { history } from '../../src-main/domain/history/index.ts'
import { paperTask } from '../../src-main/domain/papers/paper-task.ts'
import { formatWan } from '../../src-main/domain/papers/rules.ts'
import { openFileTokens } from '../../src-main/hosts/backend/files.ts'
import { createPapers } from '../../src-main/platform/papers/create-papers.ts'
import { testFolder } from '../support/log.ts'
import { code, type Office, openOffice, password, pinEachOther, value } from '../support/office.ts'
import { paperFonts } from '../support/paper-fonts.ts'
import { printed } from '../support/printed.ts'
import { seedOffice } from '../support/seed.ts'
import { unzip } from '../support/zip.ts'

const typed = {
  medium: '',
  copies: 1,
  parts: null,
  handedOver: { by: '张经办', on: '2026-11-22' },
  received: { by: '', on: '' },
}

let js: Office
let sh: Office
let record: { readonly id: string; readonly checkCode: string }
let application: string

beforeAll(async () => {
  const seeded = await seedOffice({ home: testFolder(), count: 4, documents: 1 })
  js = seeded.office
  application = [...seeded.applications.values()][0]!
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
  const stick = await js.folder('stick')
  await value(js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: false }))
  const [sent] = await value(js.desk.bundles.register(null))
  record = sent!
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

describe('a paper', () => {
  it('is looked at, or written as PDF or DOCX, and says the same; nothing is recorded', async () => {
    const before = (await value(js.desk.history.recent({ offset: 0, limit: 1 }))).total
    const folder = await js.folder('papers')
    const make = (target: Parameters<typeof js.desk.bundles.registerSheet>[0]['target']) =>
      value(js.desk.bundles.registerSheet({ record: record.id, typed, target }))
    const preview = await make({ kind: 'preview' })
    const looked = path.join(testFolder(), 'looked.pdf')
    writeFileSync(looked, preview.kind === 'preview' ? preview.pdf : '')
    const written = []
    for (const format of ['pdf', 'docx'] as const) {
      written.push((await make({ kind: 'file', folder: folder.token, format })).name)
    }
    expect(readdirSync(folder.path).sort()).toEqual([...written].sort())
    const [page] = await printed(looked)
    const [printedPage] = await printed(path.join(folder.path, written[0]!))
    const parts = await unzip(readFileSync(path.join(folder.path, written[1]!)))
    const docx = `${parts.get('word/document.xml')}${parts.get('word/footer1.xml')}`
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s/g, '')
    for (const text of [page!, printedPage!, docx]) {
      expect(text).toContain('数据交换登记单')
      expect(text).toContain('上海市科学技术委员会')
      expect(text).toMatch(
        new RegExp(
          `操作人：张经办打印时间：\\d{4}-.*校验码：${record.checkCode}（江苏第\\d+条，见「全程留痕」）`,
        ),
      )
    }
    expect((await value(js.desk.history.recent({ offset: 0, limit: 1 }))).total).toBe(before)
  })

  it('has a file name that every system takes, whatever stands in a title', async () => {
    const folder = testFolder()
    const files = openFileTokens([folder])
    const paper: Paper = { name: '件', environment: '正式', watermark: null, footer: '', blocks: [] }
    const { token } = await files.grant(folder)
    const papers = createPapers({ fonts: paperFonts })
    for (const [fileName, kept] of [
      ['通知-a/b\\c:d*e?f"g<h>i|j\u0000k\u202el', '通知-a_b_c_d_e_f_g_h_i_j_k_l.docx'],
      ['题'.repeat(200), `${'题'.repeat(70)}.docx`],
    ] as const) {
      const make = paperTask({
        permission: 'signed-in',
        input: z.strictObject({}),
        paper: () => ok({ paper, fileName }),
      })
      const input = { target: { kind: 'file', folder: token, format: 'docx' } } as const
      expect(await make.run({ input, ports: { files, papers }, person: null } as never)).toEqual(
        ok({ kind: 'file', name: kept }),
      )
    }
  })

  it('has an amount in 万元 with two decimals', () => {
    expect([0, 5_000, 4_999, 123_456_700, 1_234_567_890_000, -2_000_000].map(formatWan)).toEqual([
      '0.00',
      '0.01',
      '0.00',
      '123.46',
      '1,234,567.89',
      '-2.00',
    ])
  })
})

describe('the check code of a paper', () => {
  it('finds the record that it tells of, in the story where it is read', async () => {
    const [found, ...others] = await value(js.desk.history.find({ code: record.checkCode }))
    expect(others).toEqual([])
    expect(found).toMatchObject({
      institution: 'JS',
      entry: { type: 'BundleSent', subject: record.id, actorName: '张经办' },
      story: { subject: record.id },
    })
    expect(hexOf(found!.id).startsWith(record.checkCode)).toBe(true)
  })

  it('finds an event of a review in the story of its application', async () => {
    await value(
      js.desk.formalReview.recordVerdict({
        application,
        code: 'F03',
        verdict: '符合',
        note: '盖章齐全',
        evidence: [],
      }),
    )
    const { rows } = await value(js.desk.history.recent({ offset: 0, limit: 20 }))
    const event = rows.find(({ entry }) => entry?.type === 'VerdictRecorded')!
    const [found] = await value(js.desk.history.find({ code: hexOf(event.id).slice(0, 8) }))
    expect(found).toMatchObject({ id: event.id, story: { subject: application } })
  })

  it('finds nothing where nothing is, and is asked for as eight digits', async () => {
    const missing = record.checkCode === '00000000' ? '00000001' : '00000000'
    expect(await value(js.desk.history.find({ code: missing }))).toEqual([])
    for (const odd of ['', record.checkCode.slice(1), `${record.checkCode}0`, '%_______', 'G0000000']) {
      expect(history.calls.find.input.safeParse({ code: odd }).success).toBe(false)
      expect(await value(js.desk.history.find({ code: odd }))).toEqual([])
    }
  })

  it('is not for the administrator, who sees no applications', async () => {
    const { person } = await value(js.desk.accounts.open({ name: '只管理', roles: ['管理员'], password }))
    const desk = await js.login(person)
    expect(await code(desk.history.find({ code: record.checkCode }))).toBe('desk/not-permitted')
  })

  it('finds records of chains in the national algorithms', async () => {
    const zj = await openOffice('ZJ', '演练', undefined, 'sm2-sm3')
    const { rows } = await value(zj.desk.history.recent({ offset: 0, limit: 1 }))
    expect(rows[0]!.id).toMatch(/^sm3:/)
    const found = await value(zj.desk.history.find({ code: hexOf(rows[0]!.id).slice(0, 8) }))
    expect(found.map(({ id }) => id)).toEqual([rows[0]!.id])
    await zj.close()
  })
})

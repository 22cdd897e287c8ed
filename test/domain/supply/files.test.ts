import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { testFolder } from '../../support/log.ts'
import { code, type Office, value } from '../../support/office.ts'
import { makePdf } from '../../support/pdf.ts'
import { printed } from '../../support/printed.ts'
import { seedOffice } from '../../support/seed.ts'

let office: Office
let application: string
let other: string

/** Local day, that many days from now. */
function dayFrom(days: number): string {
  const date = new Date(Date.now() + days * 86_400_000)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

beforeAll(async () => {
  const seeded = await seedOffice({ home: testFolder(), count: 3, documents: 1 })
  office = seeded.office
  ;[application, other] = [...seeded.applications.values()] as [string, string]
  const { desk } = office
  for (const each of ['F03', 'F21'] as const)
    await value(
      desk.formalReview.recordVerdict({
        application,
        code: each,
        verdict: '不符合',
        note: '缺少公章',
        evidence: [],
      }),
    )
  const { seen } = (await value(desk.formalReview.open(application)))!
  const input = { application, reason: '', seen, deadline: dayFrom(6) }
  await value(desk.formalReview.closeForMaterial(input))
  await value(desk.supply.confirmSent({ application, day: dayFrom(0), way: '书面', note: '' }))
}, 360_000)
afterAll(async () => {
  vi.useRealTimers()
  await office.close()
})

async function fileOf(name: string, text: string) {
  const file = path.join((await office.folder('came')).path, name)
  writeFileSync(file, await makePdf({ text }))
  return office.token(file)
}
const page = async () => (await value(office.desk.supply.open(application)))!
const receive = async (
  files: readonly Awaited<ReturnType<typeof fileOf>>[],
  over: { readonly application?: string; readonly day?: string } = {},
) =>
  office.desk.supply.receive({
    application,
    day: dayFrom(0),
    items: [{ code: 'F03', state: '收到', note: '快递' }],
    note: '快递送来',
    files: [...files],
    ...over,
  })

describe('files that come for a notice', () => {
  it('are refused before anything is copied where nothing was noticed', async () => {
    const before = await value(office.desk.applications.open(other))
    expect(await code(receive([await fileOf('甲.pdf', '补交')], { application: other }))).toBe(
      'supply/never-noticed',
    )
    expect(await code(receive([await fileOf('甲.pdf', '补交')], { day: dayFrom(1) }))).toBe(
      'supply/day-in-future',
    )
    expect(await value(office.desk.applications.open(other))).toEqual(before)
    expect((await page()).versions).toEqual([])
  })

  it('with a mark of secrecy stop everything: nothing of the delivery is recorded', async () => {
    const before = await page()
    const files = [await fileOf('好.pdf', '补交的申报书'), await fileOf('密.pdf', '机密★10年\n申报书')]
    expect(await code(receive(files))).toBe('applications/document-with-secrecy-mark')
    expect(await page()).toEqual(before)
  })

  it('become a version with the items they were sent for, in one act', async () => {
    const result = await value(receive([await fileOf('盖章件.pdf', '补交的申报书')]))
    expect(result).toEqual({ version: 1, attached: 1, doubtful: [] })
    const now = await page()
    expect(now.versions).toMatchObject([{ number: 1, note: '快递送来', documents: [{ name: '盖章件.pdf' }] }])
    expect(now.application.documents.map(({ name }) => name)).toContain('盖章件.pdf')
    expect(now.notices[0]!.items).toMatchObject([{ state: '收到', note: '快递' }, { state: '未收到' }])
    expect(now.notJoined).toBeNull()
  })

  it('are told on a receipt with places to sign', async () => {
    const made = await value(office.desk.supply.receiptSheet({ application, target: { kind: 'preview' } }))
    const file = path.join(testFolder(), 'receipt.pdf')
    writeFileSync(file, made.kind === 'preview' ? made.pdf : '')
    const text = (await printed(file)).join('')
    const shortly = (day: string) => {
      const [year, month, date] = day.split('-').map(Number)
      return `${year}年${month}月${date}日`
    }
    for (const told of [
      '补交材料接收单',
      `${shortly(dayFrom(0))}（书面）`,
      '收到',
      '未收到',
      '共2项，尚缺1项。',
      '补交1',
      '交件人',
      '接收人',
    ])
      expect(text).toContain(told)
    expect(
      await code(office.desk.supply.receiptSheet({ application: other, target: { kind: 'preview' } })),
    ).toBe('supply/never-noticed')
  })

  it('wait while the clock of the machine is behind the last record', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 3 * 86_400_000 })
    const before = await page()
    expect(await code(receive([]))).toBe('calendar/clock-behind')
    vi.useRealTimers()
    expect((await page()).versions).toEqual(before.versions)
  })
})

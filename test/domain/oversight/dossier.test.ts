import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judge } from '../../support/judged.ts'
import { testFolder } from '../../support/log.ts'
import { clientOf, type Office, password, value } from '../../support/office.ts'
import { makePdf } from '../../support/pdf.ts'
import { printed } from '../../support/printed.ts'
import { seedOffice } from '../../support/seed.ts'

let office: Office
let ids: readonly string[]

beforeAll(async () => {
  const seeded = await seedOffice({ home: testFolder(), count: 4, documents: 1 })
  office = seeded.office
  ids = [...seeded.applications.values()]
  await judge(office, ids[0]!, { outcome: '不予受理', failing: ['F04'] })
  const folder = await office.folder('more')
  const whole = await makePdf({ pages: 2, text: '补充' })
  const files: Readonly<Record<string, Buffer>> = {
    'locked.pdf': await makePdf({ encrypted: 'geheim' }),
    'broken.pdf': whole.subarray(0, Math.floor(whole.length / 3)),
    'note.txt': Buffer.from('说明'),
  }
  for (const [name, bytes] of Object.entries(files)) {
    writeFileSync(path.join(folder.path, name), bytes)
    const file = await office.token(path.join(folder.path, name))
    await value(office.desk.applications.attachDocuments([{ application: ids[0]!, file }]))
  }
}, 360_000)
afterAll(() => office.close())

async function write(applications: readonly string[]) {
  const folder = await office.folder(`dossiers-${Math.random()}`)
  const written = await value(
    office.desk.oversight.writeDossiers({ applications: [...applications], folder: folder.token }),
  )
  return { folder: folder.path, written }
}

describe('全过程卷宗', { timeout: 300_000 }, () => {
  it('is one PDF: cover, catalogue whose page numbers are true, every paper, every page of what can be bound', async () => {
    const { folder, written } = await write([ids[0]!])
    const [dossier] = written
    expect(readdirSync(folder)).toEqual([dossier!.name])
    const pages = await printed(path.join(folder, dossier!.name))
    expect(pages).toHaveLength(dossier!.pages)
    expect(pages[0]).toContain('全过程卷宗')
    for (const [i, page] of pages.entries()) expect(page).toContain(`${i + 1}/${pages.length}`)
    const catalogue = pages[1]!
    for (const [title, words] of [
      ['申报信息', '统一社会信用代码'],
      ['形式审查表', '审查结论不予受理'],
      ['不予受理通知', '不予受理的通知'],
      ['办理经过', '作出形式审查结论'],
    ] as const) {
      // Page numbers of this small dossier have one digit up to its documents.
      const first = Number(new RegExp(`${title}(\\d)`).exec(catalogue)![1])
      expect(pages.slice(first - 1, first + 2).join('')).toContain(words)
    }
    // The attached form of six pages is bound whole, at the end.
    expect(pages.slice(-6)[0]).toContain('项目申报书')
    expect(catalogue).toMatch(new RegExp(`附件：CSJ[^.]*\\.pdf${pages.length - 5}6`))
  })

  it('names what could not be bound and why, and never fails for it', async () => {
    const { folder, written } = await write([ids[0]!])
    expect(written[0]!.leftOut).toBe(3)
    const catalogue = (await printed(path.join(folder, written[0]!.name)))[1]!
    expect(catalogue).toContain('locked.pdf——未编入：文件设有密码，打不开')
    expect(catalogue).toContain('broken.pdf——未编入：文件已损坏，打不开')
    expect(catalogue).toContain('note.txt——未编入：不是PDF或图片，另行附卷')
  })

  it('holds the decision of an appeal as a paper, and what was handed in as it came', async () => {
    const { desk, key, backend } = office
    const scan = path.join((await office.folder('appeal')).path, '申诉书.pdf')
    writeFileSync(scan, await makePdf({ pages: 1, text: '申诉书正文' }))
    const today = new Date().toLocaleDateString('sv-SE')
    const said = { received: today, deadline: null, grounds: '营业执照显示为独立法人', broughtBy: '' }
    const { appeal } = await value(
      desk.appeals.receive({ application: ids[0]!, ...said, scan: await office.token(scan) }),
    )
    const open = async (name: string) =>
      (await value(desk.accounts.open({ name, roles: ['复核人'], password }))).person
    const [first, second] = [await open('钱复核'), await open('周复核')]
    const other = clientOf(backend.openSession({ kind: 'window' }))
    await value(other.entry.login({ desk: key, person: first, password }))
    const decision = { appeal, decision: '维持', reason: '执照已经注销' } as const
    await value(other.appeals.decide(decision, { second: { person: second, password } }))

    const { folder, written } = await write([ids[0]!])
    const pages = await printed(path.join(folder, written[0]!.name))
    const text = pages.join('')
    expect(pages[1]).toContain('申诉处理意见书')
    expect(text).toContain('三、处理意见：维持不予受理的结论。')
    expect(text).toContain('申诉书正文')
  })

  it('is written for a whole selection, one file each, also where there is no review yet', async () => {
    const { folder, written } = await write([ids[1]!, ids[2]!])
    expect(readdirSync(folder)).toHaveLength(2)
    const last = await printed(path.join(folder, written[1]!.name))
    expect(last[0]).toContain('未办结')
  })

  it('goes on record once a day for each person, and stands in the next one', async () => {
    const { folder, written } = await write([ids[3]!])
    expect((await printed(path.join(folder, written[0]!.name))).join('')).not.toContain('编成全过程卷宗')
    const again = await write([ids[3]!])
    const told = (await printed(path.join(again.folder, again.written[0]!.name))).join('')
    expect(told.match(/编成全过程卷宗/g)).toHaveLength(1)
    const { person } = await value(office.desk.accounts.open({ name: '赵监督', roles: ['监督'], password }))
    const supervisor = clientOf(office.backend.openSession({ kind: 'window' }))
    await value(supervisor.entry.login({ desk: office.key, person, password }))
    const folder2 = await office.folder('supervised')
    await value(supervisor.oversight.writeDossiers({ applications: [ids[3]!], folder: folder2.token }))
    const looks = (await value(office.desk.history.timeline(ids[3]!))).filter(
      ({ type }) => type === 'PersonalDataSeen',
    )
    expect(looks.map(({ actorName }) => actorName)).toEqual(['张经办', '赵监督'])
    expect(readFileSync(path.join(folder2.path, readdirSync(folder2.path)[0]!)).length).toBeGreaterThan(1000)
  })
})

describe('a look at the people of an application', () => {
  it('goes on record once a day, tells nothing of what was seen, and is read in the story of the application', async () => {
    for (let i = 0; i < 3; i++) await value(office.desk.applications.people(ids[2]!))
    const looks = (await value(office.desk.history.timeline(ids[2]!))).filter(
      ({ type, data }) =>
        type === 'PersonalDataSeen' && (data as { readonly kind: string }).kind === '人员信息',
    )
    expect(looks).toHaveLength(1)
    expect(Object.keys(looks[0]!.data as object).sort()).toEqual(['application', 'day', 'kind'])
    const recent = await value(office.desk.history.recent({ offset: 0, limit: 50 }))
    const row = recent.rows.find(({ id }) => id === looks[0]!.id)
    expect(row?.story?.subject).toBe(ids[2])
  })
})

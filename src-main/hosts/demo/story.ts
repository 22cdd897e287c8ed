import type { Backend } from '../rpc/session.ts'
import { type DemoClock, workDay } from './clock.ts'
import { type FirstDay, firstDayFiles, firstDayRows } from './first-day.ts'
import { attach, consortiumBatch, createBatch, importList, jointBatch } from './intake.ts'
import { consortiumFile, listFile, type Row } from './lists.ts'
import { materials, materialsFolder } from './materials.ts'
import { type DemoOffice, done, exportTo, foundOffice, pinEachOther, takeIn } from './office.ts'
import { inAllLists, makeOfficeLists } from './office-lists.ts'
import { consortia } from './organisations.ts'
import { letterPdf } from './pdf.ts'
import { applicationsOf, askForMaterial, judge, notAccept, pass, type Remark } from './reviews.ts'
import { makeTopics } from './titles.ts'

export type Surroundings = {
  /** On the data folder that is being made. */
  readonly backend: Backend
  /** On a data folder that is thrown away: for the machine that Anhui lost. */
  readonly lost: Backend
  /** Where the offices' own folders lie while the past is made. */
  readonly folder: string
  /** Where every desk backs itself up; outside of the data folder. */
  readonly backups: string
  readonly clock: DemoClock
  readonly today: string
  readonly font: Buffer
  /** Throws when the person cancelled. */
  step(step: string): void
}

const onFirstDay = 12

/** Makes the past of five offices through the calls that people use, from a month ago to yesterday. */
export async function tell(around: Surroundings): Promise<FirstDay> {
  const { clock, today, step } = around
  const year = Number(today.slice(0, 4))
  const topics = makeTopics(inAllLists + onFirstDay)
  const lists = makeOfficeLists(topics, year)

  step('demo-desks')
  clock.toWorkDay(22)
  const js = await found(around, 'JS')
  const sh = await found(around, 'SH')
  const zj = await found(around, 'ZJ')
  const zb = await found(around, 'ZB')
  clock.toWorkDay(21)
  for (const [a, b] of [
    [js, sh],
    [js, zj],
    [sh, zj],
    [js, zb],
  ] as const) {
    await pinEachOther(a, b)
    clock.pass(15)
  }

  step('demo-batches')
  clock.toWorkDay(20)
  const batch = await createBatch(js, jointBatch(year, today))
  const consortium = await createBatch(js, consortiumBatch(year, today))
  // Zhejiang had begun alone; its batch is linked when the joint one arrives.
  const early = await createBatch(zj, {
    ...jointBatch(year, today),
    title: `${year}年度联合攻关项目（浙江先行受理）`,
    host: 'ZJ',
  })

  step('demo-lists')
  clock.toWorkDay(19)
  const titleOf = (place: string) => `${year}年度长三角联合攻关项目申报汇总表（${place}）`
  await importList(js, batch, await listFile(titleOf('江苏省'), lists.JS), '江苏省申报汇总表.xlsx')
  await importList(zj, early, await listFile(titleOf('浙江省'), lists.ZJ), '浙江省申报汇总表.xlsx')
  const recommended = (place: string, one: (typeof consortia)[number]) =>
    consortiumFile(`${year}年度长三角创新联合体推荐表`, `LHT${year}-${place}-01`, one)
  await importList(js, consortium, await recommended('JS', consortia[0]), '联合体推荐表.xlsx')
  clock.toWorkDay(18)
  for (const to of [sh, zj, zb]) {
    await takeIn(to, await exportTo(js, to.code))
    clock.pass(20)
  }
  await done(zj.desk.batches.link({ batch: early, to: batch }))
  await importList(sh, batch, await listFile(titleOf('上海市'), lists.SH), '上海市申报汇总表.xlsx')
  await importList(sh, consortium, await recommended('SH', consortia[1]), '联合体推荐表.xlsx')

  step('demo-documents')
  clock.toWorkDay(17)
  await attach(around, js, batch, lists.JS.slice(0, 8))
  await attach(around, zj, early, lists.ZJ.slice(0, 3))
  await attach(around, sh, batch, lists.SH.slice(0, 2))

  step('demo-reviews')
  await reviewInJiangsu(around, js, await applicationsOf(js, batch), lists.JS)
  clock.toWorkDay(9)
  await reviewElsewhere(sh, await applicationsOf(sh, batch), lists.SH)
  await reviewElsewhere(zj, await applicationsOf(zj, early), lists.ZJ)

  step('demo-exchange')
  const anhui = { batch, rows: lists.AH, title: titleOf('安徽省'), year }
  await byLetter(around, js, anhui)
  clock.toWorkDay(4)
  for (const from of [sh, zj]) {
    await takeIn(js, await exportTo(from, 'JS'))
    clock.pass(25)
  }
  await handOut(js, batch)
  clock.toWorkDay(3)
  for (const to of [sh, zj, zb]) {
    await takeIn(to, await exportTo(js, to.code))
    clock.pass(25)
  }
  await takeIn(js, await exportTo(zb, 'JS'))
  const ah = await anhuiBeginsAgain(around, sh, anhui)

  step('demo-first-day')
  clock.toWorkDay(1)
  const latest = [...(await applicationsOf(zj, early)).values()].slice(8, 10)
  for (const application of latest) await pass(zj, application)
  await exportTo(zj, 'JS', materialsFolder, materials.fromZhejiang)
  const { prefix, rows } = firstDayRows(topics.slice(inAllLists), year)
  for (const { path, bytes } of await firstDayFiles(rows, year, around.font)) {
    await js.write(bytes, materialsFolder, ...path)
    step('demo-first-day')
  }
  await js.folder(materialsFolder, materials.toShanghai)

  step('demo-backups')
  for (const office of [js, sh, zj, ah, zb]) {
    const folder = await office.token(around.backups)
    await done(office.desk.recovery.chooseDailyBackup({ folder, keep: 14 }))
    await done(office.desk.recovery.backUp({ folder: null }))
  }
  return { prefix, number: rows[0]!.number, batch }
}

const people = {
  JS: ['李明', '王芳', '赵刚'],
  SH: ['沈洁', '陆志远', '顾文华'],
  ZJ: ['郑晓', '俞建平', '方敏'],
  AH: ['汪涛', '丁丽', '程立新'],
  ZB: ['徐航', '蒋一帆', '卢静'],
} as const

function found(
  { backend, folder }: Pick<Surroundings, 'backend' | 'folder'>,
  code: keyof typeof people,
): Promise<DemoOffice> {
  const [first, second, third] = people[code]
  return foundOffice(backend, folder, code, first, [
    { name: second, roles: ['复核人'] },
    { name: third, roles: code === 'ZB' ? ['评审秘书'] : ['监督'] },
  ])
}

/** Reviews in every state; deadlines that have passed, that are near, and that are far. */
async function reviewInJiangsu(
  { clock, today, step }: Surroundings,
  js: DemoOffice,
  ids: ReadonlyMap<string, string>,
  rows: readonly Row[],
): Promise<void> {
  const at = (row: number) => ids.get(rows[row]!.number)!
  const seal: Remark = { code: 'F03', verdict: '不符合', note: '第 4 页参与单位未盖章' }
  clock.toWorkDay(15)
  for (const row of [0, 1, 2]) {
    await pass(js, at(row))
    clock.pass(35)
  }
  await askForMaterial(js, at(10), workDay(today, -3), [])
  clock.toWorkDay(13)
  for (const row of [3, 4]) {
    await pass(js, at(row))
    clock.pass(40)
  }
  const notListed: Remark = { code: 'F06', verdict: '不符合', note: '云平台储备库中查无此项' }
  await notAccept(js, at(8), { remarks: [notListed], reason: '牵头单位未进入储备库' })
  clock.pass(30)
  const offGuide: Remark = { code: 'F04', verdict: '不符合', note: '属应用推广，不在指南的攻关任务之内' }
  await notAccept(js, at(9), { remarks: [offGuide], reason: '与指南任务不符' })
  step('demo-reviews')
  clock.toWorkDay(11)
  await askForMaterial(js, at(11), today, [])
  clock.pass(45)
  await askForMaterial(js, at(13), workDay(today, 2), [seal])
  clock.toWorkDay(10)
  await pass(js, at(5))
  clock.pass(40)
  await askForMaterial(js, at(12), workDay(today, 12), [
    seal,
    { code: 'F01', verdict: '不符合', note: '起止时间未填写' },
  ])
  for (const [nth, row] of [6, 14, 15].entries()) {
    clock.pass(20)
    await judge(js, at(row), [], 2 + nth * 2)
  }
}

async function reviewElsewhere(
  office: DemoOffice,
  ids: ReadonlyMap<string, string>,
  rows: readonly Row[],
): Promise<void> {
  const at = (row: number) => ids.get(rows[row]!.number)!
  for (const row of [0, 1]) await pass(office, at(row))
  await judge(office, at(2), [], 3)
}

type Anhui = {
  readonly batch: string
  readonly rows: readonly Row[]
  readonly title: string
  readonly year: number
}

/** Jiangsu has not compared codes with Anhui yet: Anhui's list comes on paper, as XLSX with a covering letter. */
async function byLetter(
  { clock, today, font }: Surroundings,
  js: DemoOffice,
  { batch, rows, title, year }: Anhui,
): Promise<void> {
  clock.toWorkDay(8)
  const letter = {
    institution: 'AH',
    office: '安徽省科学技术厅',
    number: `皖科函〔${year}〕118号（演练）`,
    date: workDay(today, -9),
  }
  const said = {
    to: '江苏省科学技术厅',
    from: letter.office,
    text: `现报送${title}，共${rows.length}项，请予汇总。`,
  }
  const scan = await js.write(await letterPdf({ ...letter, ...said }, font), 'lists', '安徽来函.pdf')
  const checked = await done(js.desk.applications.checkLetter({ fields: letter, scan: { file: scan } }))
  await importList(js, batch, await listFile(title, rows), '安徽省申报汇总表.xlsx', checked.letter)
}

async function handOut(js: DemoOffice, batch: string): Promise<void> {
  const folder = await js.folder('sticks', 'to-anhui')
  await done(js.desk.bundles.handOut({ to: 'AH', batch, scope: 'own', folder }))
}

/**
 * Anhui's first machine broke after it had confirmed what Shanghai sent, and there was no backup: on the new one Shanghai's
 * next bundle does not join, and waits.
 */
async function anhuiBeginsAgain(
  around: Surroundings,
  sh: DemoOffice,
  { rows, title, year }: Anhui,
): Promise<DemoOffice> {
  const { clock, lost, folder, today } = around
  const before = await found({ backend: lost, folder }, 'AH')
  await pinEachOther(before, sh)
  await takeIn(before, await exportTo(sh, 'AH'))
  await takeIn(sh, await exportTo(before, 'SH'))
  clock.toWorkDay(2)
  const ah = await found(around, 'AH')
  await pinEachOther(ah, sh)
  const own = await createBatch(ah, {
    ...jointBatch(year, today),
    title: `${year}年度联合攻关项目（安徽受理）`,
    host: 'AH',
  })
  await importList(ah, own, await listFile(title, rows), '安徽省申报汇总表.xlsx')
  await takeIn(ah, await exportTo(sh, 'AH'))
  clock.pass(20)
  await reviewElsewhere(ah, await applicationsOf(ah, own), rows)
  return ah
}

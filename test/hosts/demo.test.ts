import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import { createDemoClock, type DemoClock, workDay } from '../../src-main/hosts/demo/clock.ts'
import { codeOf } from '../../src-main/hosts/demo/lists.ts'
import { materials, materialsFolder } from '../../src-main/hosts/demo/materials.ts'
import { madeUp, published } from '../../src-main/hosts/demo/organisations.ts'
import { backupsOf, createDemo, finishDemo } from '../../src-main/hosts/demo/prepare.ts'
import { makeTopics } from '../../src-main/hosts/demo/titles.ts'
import { makeCreditCode } from '../support/credit-codes.ts'
import { expectSound, filesIn } from '../support/invariants.ts'
import { testFolder } from '../support/log.ts'
import {
  backendOptions,
  clientOf,
  code,
  type Machine,
  openMachine,
  openOffice,
  value,
} from '../support/office.ts'

const offices = ['AH', 'JS', 'SH', 'ZB', 'ZJ'] as const
const all = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
const byNumber = { column: 'number', descending: false } as const

/** The program on a data folder, told when a step begins. */
async function prepareOn(home: string, onStep: (step: string, cancel: () => void) => void = () => undefined) {
  const cancelled = new AbortController()
  const options = { ...backendOptions(home), open: openBackend }
  return createDemo(options).prepare({
    signal: cancelled.signal,
    progress: ({ step }) => onStep(step, () => cancelled.abort()),
  })
}

describe('the demonstration', () => {
  let machine: Machine
  const home = path.join(testFolder(), 'data')
  let before: Readonly<Record<string, string>>

  beforeAll(async () => {
    const real = await openOffice('SH', '正式', home)
    await real.close()
    before = filesIn(path.join(home, 'SH-real'))
    await value(prepareOn(home))
    machine = await openMachine(home)
  }, 360_000)
  afterAll(() => machine.close())

  async function enter(office: string) {
    const desk = clientOf(machine.backend.openSession({ kind: 'window' }))
    const people = await value(desk.entry.people({ desk: `${office}-training` }))
    const { found } = await value(desk.entry.demo(null))
    await value(
      desk.entry.login({ desk: `${office}-training`, person: people[0]!.id, password: found!.password }),
    )
    return { desk, people }
  }

  it('stands beside a 正式 desk without touching it', () => {
    expect(filesIn(path.join(home, 'SH-real'))).toEqual(before)
  })

  it('has five 演练 desks with people of several roles, each desk sound and backed up', async () => {
    const { desks } = await value(machine.desk.entry.state(null))
    const training = desks.filter(({ environment }) => environment === '演练')
    expect(training.map(({ key }) => key)).toEqual(offices.map((office) => `${office}-training`))
    for (const office of offices) {
      const { desk, people } = await enter(office)
      expect(people).toHaveLength(3)
      const { verdict } = await value(desk.integrity.verifyNow(null)).then(() =>
        value(desk.integrity.state(null)),
      )
      expect(verdict, office).toMatchObject({ database: 'ok', schema: [], projections: [] })
      expect(verdict!.chains.map(({ fault }) => fault)).toEqual(verdict!.chains.map(() => null))
      const state = await value(desk.integrity.state(null))
      expect(state, office).toMatchObject({
        condition: null,
        opened: { anchor: 'agrees', witness: 'agrees' },
      })
      const { daily, last, failed } = await value(desk.recovery.backups(null))
      expect([daily?.name, last?.isDaily, failed], office).toEqual(['演练备份', true, null])
      expectSound(path.join(home, `${office}-training`))
    }
  }, 180_000)

  it('holds sixty applications at Jiangsu by the leads of 2024, their reviews in every state', async () => {
    const { desk } = await enter('JS')
    const { rows } = await value(
      desk.formalReview.list({ filter: all, sort: byNumber, offset: 0, limit: 200 }),
    )
    const joint = rows.filter(({ number }) => number.startsWith('CSJ'))
    const by = (region: string) => joint.filter(({ leadRegion }) => leadRegion === region).length
    expect([joint.length, by('JS'), by('ZJ'), by('AH'), by('SH')]).toEqual([60, 25, 14, 15, 6])
    expect(rows.filter(({ number }) => number.startsWith('LHT'))).toHaveLength(2)
    expect(new Set(rows.map(({ state }) => state))).toEqual(
      new Set(['未开始', '审查中', '通过', '补交材料中', '不予受理']),
    )
    const today = new Date().toLocaleDateString('sv')
    const deadlines = rows.flatMap(({ deadline }) => deadline ?? [])
    expect([...deadlines].sort()).toEqual([workDay(today, -3), today, workDay(today, 2), workDay(today, 12)])
    expect(rows.filter(({ isUnverified }) => isUnverified)).toHaveLength(15)
    expect(joint.filter(({ documents }) => documents > 0)).toHaveLength(13)
    // Zhejiang's linked batch is counted where it is listed: the number opens a list of as many.
    const counts = await value(desk.formalReview.counts(null))
    for (const batch of new Set(counts.map((one) => one.batch))) {
      const said = counts.filter((one) => one.batch === batch).reduce((sum, { count }) => sum + count, 0)
      const filter = { ...all, batch }
      const listed = await value(desk.formalReview.list({ filter, sort: byNumber, offset: 0, limit: 1 }))
      expect(said).toBe(listed.total)
    }
  })

  it('never says anything bad of an organisation that exists', async () => {
    const { desk } = await enter('JS')
    const real = new Set(published.map(({ name }) => name))
    const states = ['补交材料中', '不予受理'] as const
    const { rows } = await value(
      desk.formalReview.list({
        filter: { ...all, states: [...states] },
        sort: byNumber,
        offset: 0,
        limit: 99,
      }),
    )
    expect(rows.length).toBeGreaterThan(4)
    expect(rows.filter(({ lead }) => real.has(lead))).toEqual([])
    const codes = [...published, ...madeUp].map(codeOf)
    expect(new Set(codes).size).toBe(codes.length)
    // The maker of codes in the tests knows the standard by itself.
    const js = madeUp.find(({ region, kind }) => region === 'JS' && kind === '企业')!
    const counter = Number(codeOf(js).slice(10, 16))
    expect(codeOf(js)).toBe(makeCreditCode('320500', counter))
  })

  it('has exchanged bundles, a hand-out on paper, and at Anhui a bundle that waits', async () => {
    const js = await enter('JS')
    const table = await value(js.desk.bundles.exchange(null))
    const row = (office: string) => table.find(({ institution }) => institution === office)!
    for (const office of ['SH', 'ZJ', 'ZB']) expect(row(office).pinned, office).toBe(true)
    expect(row('SH').received).not.toBeNull()
    expect(row('ZB').confirmed).toBeGreaterThan(0)
    expect(row('AH')).toMatchObject({ pinned: false })
    expect(row('AH').paper).not.toBeNull()
    const ah = await enter('AH')
    const [waiting] = await value(ah.desk.bundles.inbox(null))
    expect(waiting).toMatchObject({ sender: 'SH', missing: [{ institution: 'SH', from: 1 }] })
    const zj = await enter('ZJ')
    const linked = (await value(zj.desk.batches.list(null))).filter(({ linkedTo }) => linkedTo !== null)
    expect(linked).toHaveLength(1)
  })

  it('keeps the materials where the file picker shows them first', async () => {
    const { desk } = await enter('JS')
    const places = await value(desk.files.browse({ folder: null }))
    expect(places.entries[0]!.name).toBe(materialsFolder)
    const inside = await value(desk.files.browse({ folder: places.entries[0]!.token }))
    expect(inside.entries.map(({ name }) => name).sort()).toEqual(Object.values(materials).sort())
  })

  it('is refused beside 演练 desks of the same offices, and changes nothing', async () => {
    const before = readdirSync(home)
    expect(await code(machine.desk.entry.prepareDemo(null))).toBe('demo/desks-exist')
    expect(readdirSync(home)).toEqual(before)
  })
})

describe('making it', () => {
  it('leaves nothing when it is cancelled', async () => {
    const home = path.join(testFolder(), 'data')
    const cancelled = await prepareOn(home, (step, cancel) => step === 'demo-batches' && cancel()).then(
      () => 'made',
      (error: Error) => error.name,
    )
    expect(cancelled).toBe('AbortError')
    expect(readdirSync(home)).toEqual([])
    expect(existsSync(path.dirname(backupsOf(home)))).toBe(false)
  })

  it('is put in its place after a kill between the first and the last desk', () => {
    const home = path.join(testFolder(), 'data')
    for (const name of [
      '.demo-whole/SH-training',
      '.demo-whole/ZJ-training',
      '.demo-99999999',
      'JS-training',
    ])
      mkdirSync(path.join(home, name), { recursive: true })
    finishDemo(home, path.join(home, '..', 'witness'))
    expect(readdirSync(home).sort()).toEqual(['JS-training', 'SH-training', 'ZJ-training'])
  })

  it('leaves nothing once the program was killed in the middle of it and is started again', () => {
    const home = path.join(testFolder(), 'data')
    mkdirSync(path.join(home, '.demo-99999999', 'data', 'JS-training'), { recursive: true })
    writeFileSync(path.join(home, '.demo-99999999', 'backups-are-new'), '')
    mkdirSync(backupsOf(home), { recursive: true })
    finishDemo(home, path.join(home, '..', 'witness'))
    expect(readdirSync(home)).toEqual([])
    expect(existsSync(path.dirname(backupsOf(home)))).toBe(false)
  })

  it('has topics enough, none twice', () => {
    const titles = makeTopics(90).map(({ title }) => title)
    expect(new Set(titles).size).toBe(90)
  })

  it('tells its past on working days, never going back', () => {
    const clock: DemoClock = createDemoClock('2026-11-23')
    clock.toWorkDay(1)
    expect(clock.world.today()).toBe('2026-11-20')
    clock.pass(30)
    const late = clock.world.now()
    clock.toWorkDay(5)
    expect(clock.world.now()).toBe(late)
  })
})

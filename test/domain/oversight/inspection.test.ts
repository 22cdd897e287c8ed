import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { execute, queryContext } from '../../../src-main/core/execute.ts'
import type { Command, Person } from '../../../src-main/core/module.ts'
import { modules } from '../../../src-main/domain/index.ts'
import { longestFrame } from '../../../src-main/domain/oversight/inspection/commands.ts'
import { draw, type FrameRow } from '../../../src-main/domain/oversight/inspection/draw.ts'
import { protocolOf } from '../../../src-main/domain/oversight/inspection/protocol.ts'
import { readInspection, replayed } from '../../../src-main/domain/oversight/inspection/queries.ts'
import { sha256 } from '../../../src-main/domain/oversight/inspection/sha256.ts'
import { expectNothingRecorded } from '../../support/invariants.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { multiply, takeIn } from '../../support/reviews.ts'
import { twoBatches } from '../../support/two-batches.ts'

const { freezeInspection, freezeInspectionAgain, drawInspection, recordFinding, ...calls } =
  modules.oversight.calls
const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const supervisor: Person = { id: 'person/aaaaaaaa-9', name: '赵监督', roles: ['监督'] }
const dice = ['12345612', '66665555', '31415261']
const parties = ['监督', '业务处', '第三方']

let desk: LogDesk
let both: ReturnType<typeof twoBatches>
let key = 0

beforeEach(async () => {
  desk = await openLogDesk('JS')
  both = twoBatches(desk)
})

function run<I, O>(command: Command<I, O>, input: I, person = supervisor) {
  const second = command.secondPermission ? desk.second : null
  return execute(desk, command, { key: `inspection-${++key}`, call: 'test', input, person, second })
}

function tryToFreeze(over: object = {}) {
  const size = { kind: 'count', value: 3 } as const
  const input = { batch: both.batch, states: [], regions: [], strata: 'none', size, ...over } as const
  return run(freezeInspection, input as never)
}

function freeze(over: object = {}) {
  const answer = tryToFreeze(over)
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value.inspection
}

describe('SHA-256 in the domain', () => {
  it('is the one that everybody has', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(hash(text.toWellFormed()))
      }),
    )
  })
})

describe('a random sample', () => {
  it('is what anybody gets who follows the protocol with other tools', () => {
    const inspection = freeze()
    expect(run(drawInspection, { inspection, parties, dice }).ok).toBe(true)
    const { frozen, drawn } = readInspection(desk.db, inspection)!
    const rows = ['B-1', 'B-2', 'B-3', 'B-4', 'B-5', 'B-6', 'B-7']
    expect(frozen.rows.map(({ number }) => number)).toEqual(rows)
    const list = hash(rows.map((number, i) => `${i + 1}\t${number}\t\n`).join(''))
    const digest = hash(`desk/inspection/v1\n${both.batch}\n1\ncount\n3\n${list}\n`)
    const seed = hash(`${digest}\n${dice.join('\n')}\n`)
    const ranked = rows
      .map((_, i) => ({ row: i + 1, rank: hash(`${seed}\n${i + 1}\n`) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    expect(frozen.digest).toBe(digest)
    expect(drawn).toMatchObject({ seed, drawn: ranked.slice(0, 3).map(({ row }) => row) })
    const paper = JSON.stringify(protocolOf(readInspection(desk.db, inspection)!, paperContext()))
    for (const words of [...dice.map((one) => one.slice(0, 4)), seed, '怎样核对'])
      expect(paper).toContain(words)
  })

  it('is drawn once: no second throw, whoever asks, and the first stands', () => {
    const inspection = freeze()
    run(drawInspection, { inspection, parties, dice })
    const before = readInspection(desk.db, inspection)!.drawn
    const again = run(drawInspection, { inspection, parties, dice: ['11111111', dice[1]!, dice[2]!] })
    expect(again).toMatchObject({ ok: false, error: { code: 'oversight/drawn-before' } })
    expect(readInspection(desk.db, inspection)!.drawn).toEqual(before)
  })

  it('of a batch that had one takes a reason and a second person, and is counted for ever', () => {
    freeze()
    const size = { kind: 'percent', value: 10 } as const
    const input = { batch: both.batch, states: [], regions: [], strata: 'none' as const, size }
    expect(run(freezeInspection, input)).toMatchObject({
      error: { code: 'oversight/frozen-before', count: 1 },
    })
    const more = run(freezeInspectionAgain, { ...input, reason: '名单有误' })
    if (!more.ok) throw new Error(more.error.code)
    const { frozen } = readInspection(desk.db, more.value.inspection)!
    expect(frozen).toMatchObject({ round: 2, again: { reason: '名单有误', second: desk.second.id } })
    expect(
      JSON.stringify(protocolOf(readInspection(desk.db, more.value.inspection)!, paperContext())),
    ).toContain('名单有误')
    expect(run(freezeInspectionAgain, { ...input, batch: both.batchBefore, reason: '试' })).toMatchObject({
      error: { code: 'oversight/never-frozen' },
    })
  })

  it.each([
    ['more than all of it', { size: { kind: 'percent', value: 101 } }, 'oversight/more-than-all'],
    ['nothing', { states: ['已撤回'] }, 'oversight/nothing-to-inspect'],
  ])('is not taken of %s', (_, over, code) => {
    expectNothingRecorded(desk.db, () => tryToFreeze(over), code)
    expect(tryToFreeze({ size: { kind: 'percent', value: 100 } }).ok).toBe(true)
  })

  it('is not taken of a longer list than one record holds, but of a part of it', () => {
    multiply(desk, both.own[5]!, longestFrame - both.own.length + 1)
    expectNothingRecorded(desk.db, () => tryToFreeze(), 'oversight/frame-too-long')
    expect(tryToFreeze({ regions: ['other'] }).ok).toBe(true)
  })

  it('of another office is neither drawn nor judged here, even where that office sent it', async () => {
    const inspection = freeze()
    const other = await openLogDesk('SH')
    other.receive(desk, { indiscreet: true })
    expect(readInspection(other.db, inspection)).toMatchObject({ institution: 'JS', drawn: null })
    const asked = { inspection, parties, dice }
    const finding = { inspection, application: both.own[0]!, result: '有问题', note: '印章不符' } as const
    const at = <I, O>(command: Command<I, O>, input: I) =>
      execute(other, command, {
        key: `other-${++key}`,
        call: 'test',
        input,
        person: supervisor,
        second: null,
      })
    expectNothingRecorded(other.db, () => at(drawInspection, asked), 'oversight/other-office')
    expectNothingRecorded(other.db, () => at(recordFinding, finding), 'oversight/other-office')
  })

  it('that was changed afterwards is found by its replay', () => {
    const inspection = freeze()
    run(drawInspection, { inspection, parties, dice })
    const found = readInspection(desk.db, inspection)!
    const sound = { digestAgrees: true, seedAgrees: true, drawnAgrees: true }
    expect(replayed(found)).toMatchObject(sound)
    const { frozen, drawn } = found
    const [first, ...others] = frozen.rows
    const swapped = { ...frozen, rows: [{ ...first!, number: 'B-9' }, ...others] }
    expect(replayed({ ...found, frozen: swapped })).toMatchObject({ digestAgrees: false })
    const otherDice = { ...drawn!, dice: ['22222222', ...drawn!.dice.slice(1)] }
    expect(replayed({ ...found, drawn: otherDice })).toMatchObject({ seedAgrees: false })
    const other = { ...drawn!, drawn: [...drawn!.drawn].reverse() }
    expect(replayed({ ...found, drawn: other })).toMatchObject({ ...sound, drawnAgrees: false })
  })

  it('takes of every part of a divided list, percents rounded up', () => {
    const inspection = freeze({ strata: 'region', size: { kind: 'percent', value: 50 } })
    run(drawInspection, { inspection, parties, dice })
    const { frozen, drawn } = readInspection(desk.db, inspection)!
    const parts = Map.groupBy(drawn!.drawn, (row) => frozen.rows[row - 1]!.stratum)
    // 江苏 has three, 上海 two, 外省 one, one has no region: 2, 1, 1 and 1.
    expect([...parts].map(([part, rows]) => [part, rows.length]).sort()).toEqual(
      [
        ['上海', 1],
        ['外省', 1],
        ['所在地未录入', 1],
        ['江苏', 2],
      ].sort(),
    )
  })

  it('never draws twice or more than there are', () => {
    const rows = fc
      .array(fc.constantFrom('甲', '乙'), { minLength: 1, maxLength: 40 })
      .map((parts): FrameRow[] => parts.map((stratum, i) => ({ row: i + 1, number: `N${i}`, stratum })))
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 60 }), fc.string(), (list, value, seed) => {
        const drawn = draw(list, { kind: 'count', value }, seed).map(({ row }) => row)
        expect(new Set(drawn).size).toBe(drawn.length)
        const parts = Map.groupBy(list, ({ stratum }) => stratum)
        const expected = [...parts.values()].reduce((sum, own) => sum + Math.min(own.length, value), 0)
        expect(drawn).toHaveLength(expected)
      }),
    )
  })

  it('has findings for what was drawn only, in words where something was found', () => {
    const inspection = freeze()
    const finding = { inspection, application: both.own[0]!, result: '有问题', note: '' } as const
    expect(run(recordFinding, finding)).toMatchObject({ error: { code: 'oversight/not-drawn' } })
    run(drawInspection, { inspection, parties, dice })
    const { frozen, drawn } = readInspection(desk.db, inspection)!
    const [row] = drawn!.drawn
    const { application } = frozen.rows[row! - 1]!
    const not = both.own.find(
      (one) => !drawn!.drawn.some((place) => frozen.rows[place - 1]!.application === one),
    )
    expect(run(recordFinding, { ...finding, application: not! })).toMatchObject({
      error: { code: 'oversight/not-drawn' },
    })
    expect(run(recordFinding, { ...finding, application })).toMatchObject({
      error: { code: 'oversight/finding-needs-words' },
    })
    expect(run(recordFinding, { ...finding, application, note: '印章不符' }).ok).toBe(true)
    expect(readInspection(desk.db, inspection)!.findings).toMatchObject([{ application, note: '印章不符' }])
  })

  it('is seen by supervisors only', () => {
    freeze()
    expect(run(freezeInspection, {} as never, desk.clerk)).toMatchObject({ ok: false })
    const story = modules.history.calls.recent.read(
      queryContext(desk, { offset: 0, limit: 3 }, desk.clerk),
    ).rows
    expect(story.find(({ unshown }) => unshown === 'not-permitted')).toBeDefined()
  })
})

describe('the supervisor finds', () => {
  it('an organisation by its name in all batches', () => {
    const found = calls.organisationAcross.read(queryContext(desk, '上海交通大学', supervisor))
    expect(found.takings.map(({ number }) => number).sort()).toEqual(
      ['A-1', 'A-2', 'B-1', 'B-2', 'B-3', 'B-4', 'B-5', 'B-6', 'B-7'].sort(),
    )
    expect(new Set(found.takings.map(({ batch }) => batch)).size).toBe(2)
    expect(calls.organisationAcross.read(queryContext(desk, '没有这家单位', supervisor)).takings).toEqual([])
  })

  it('a person where people are here, and each look goes on record', () => {
    const found = run(calls.personAcross, '王某')
    expect(found.ok && found.value).toHaveLength(9)
    const looks = desk.db.sql('SELECT application FROM personal_data_looks WHERE person = ?', supervisor.id)
    expect(looks).toHaveLength(9)
    run(calls.personAcross, '王某')
    expect(
      desk.db.sql('SELECT application FROM personal_data_looks WHERE person = ?', supervisor.id),
    ).toHaveLength(9)
  })

  it('a person in no more applications than can be told, and no look goes on record when there are more', () => {
    const [application] = takeIn(desk, [{ number: 'M-1' }], 'joint', { title: '又一批' })
    multiply(desk, application!, 190)
    const found = run(calls.personAcross, '王某')
    expect(found.ok && found.value).toHaveLength(200)
    takeIn(desk, [{ number: 'M-2' }], 'joint', { title: '再一批' })
    expectNothingRecorded(desk.db, () => run(calls.personAcross, '王某'), 'oversight/too-many-people')
  })
})

function paperContext() {
  return {
    ...queryContext(desk, null, supervisor),
    person: supervisor,
    now: () => '2026-11-22T08:00:00.000Z',
  }
}

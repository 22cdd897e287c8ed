import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Result } from '../../src-main/core/result.ts'
import type { ListFilter } from '../../src-main/domain/formal-review/list-filter.ts'
import { sortColumns } from '../../src-main/domain/formal-review/list-sort.ts'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { type Office, openOffice, value } from '../support/office.ts'
import { makeXlsx } from '../support/tables.ts'
import { measure, ms, type Row, row } from './measure.ts'

export const all: ListFilter = {
  batch: null,
  states: [],
  regions: [],
  institutions: [],
  field: null,
  search: '',
}
export const byNumber = { column: 'number' as const, descending: false }

type SortColumn = (typeof sortColumns)[number]

/** An office whose batch holds so many lists of 10,000 applications each, and how long taking them in took. */
export async function fillOffice(scale: number, lists = 10) {
  const each = Math.round(10_000 * scale)
  const office = await openOffice('JS')
  const { desk } = office
  const { batch } = await value(desk.batches.create(jointBatch()))
  const times = { read: [] as number[], take: [] as number[] }
  let longest = 0
  const heartbeat = watch((pause) => {
    longest = Math.max(longest, pause)
  })
  for (let part = 0; part < lists; part++) {
    const token = await writeList(office, each, part)
    // What making the fixture took is no pause of the desk.
    await new Promise((resolve) => setTimeout(resolve, 50))
    longest = part === 0 ? 0 : longest
    heartbeat.restart()
    const began = performance.now()
    const read = await value(desk.applications.readList({ file: token, sheet: null, batch, mapping: null }))
    times.read.push(performance.now() - began)
    const started = performance.now()
    await value(desk.applications.importList({ staged: read.staged!, leaveOut: [...read.blockedRows] }))
    times.take.push(performance.now() - started)
    await new Promise((resolve) => setTimeout(resolve, 50))
    heartbeat.pause()
  }
  heartbeat.stop()
  return { office, batch, each, times, longest }
}

/** A list of applications that stand in no other part, as a token; as a later version every other one has a new title. */
export async function writeList(office: Office, rows: number, part: number, version = 1) {
  const { path: folder } = await office.folder('lists')
  const file = path.join(folder, `${part}-${version}.xlsx`)
  const isChanged = (row: number) => version > 1 && row % 2 === 0
  const cells = makeApplicationRows(rows, part).map((row, at) =>
    row.map((cell, i) =>
      i === 1 ? `${cell}-P${part}` : i === 2 && isChanged(at) ? `${cell}（第 ${version} 版）` : cell,
    ),
  )
  writeFileSync(file, makeXlsx([listHeadings, ...cells]))
  return office.token(file)
}

/** Import of 10,000 applications, lists and searches over 100,000. */
export async function applicationBench(scale: number): Promise<readonly Row[]> {
  const { office, batch, each, times, longest } = await fillOffice(scale)
  const { desk } = office
  const total = each * 10
  const page = (filter: Partial<ListFilter>, column: SortColumn = 'number', descending = false, offset = 0) =>
    desk.formalReview.list({
      filter: { ...all, ...filter },
      sort: { column, descending },
      offset,
      limit: 200,
    })
  const [some] = (await value(page({}, 'number', false, Math.round(total / 2)))).rows
  const place = { filter: all, sort: byNumber, application: some!.id }
  const asked: readonly (readonly [what: string, ask: () => Promise<Result<unknown>>])[] = [
    [`first page of ${total} applications`, () => page({})],
    ['last page', () => page({}, 'number', false, total - 200)],
    ...sortColumns.map((column) => [`first page by ${column}`, () => page({}, column, true)] as const),
    ['first page of a batch by title', () => page({ batch }, 'title', true)],
    ['not begun', () => page({ states: ['未开始'] })],
    ['of two regions', () => page({ regions: ['SH', 'ZJ'] })],
    ['of one field', () => page({ field: some!.field })],
    ['search by one character', () => page({ search: '光' })],
    ['search by two characters', () => page({ search: '光刻' })],
    ['search by a rare pair of characters', () => page({ search: '龘靐' })],
    ['search by four digits', () => page({ search: '4321' })],
    ['search by two words', () => page({ search: '光刻胶 交通' })],
    ['search by initials', () => page({ search: 'njdx' })],
    ['search by check code', () => desk.history.find({ code: '0123 4567' })],
    ['counts by batch and state', () => desk.formalReview.counts(null)],
    ['newest records of the work bench', () => desk.history.recent({ offset: 0, limit: 20 })],
    ['previous and next in the list', () => desk.formalReview.neighbours(place)],
    ['one application', () => desk.applications.open(some!.id)],
    ['its time line', () => desk.history.timeline(some!.id)],
    ['its review, compared with the whole batch', () => desk.formalReview.open(some!.id)],
  ]
  const answers: Row[] = []
  for (const [what, ask] of asked) {
    const figure = await measure(7, () => value(ask()))
    answers.push(row(what, ms(figure), '< 50 ms', scale === 1 ? figure.median < 50 : null))
  }
  await office.close()
  const median = (list: readonly number[]) =>
    `${list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!.toFixed(0)} ms`
  return [
    row(`read, map and check a list of ${each} applications`, median(times.read)),
    row(`take in ${each} applications (one transaction)`, median(times.take)),
    row('longest pause of the backend meanwhile', `${longest.toFixed(0)} ms`),
    ...answers,
  ]
}

function watch(onPause: (pause: number) => void) {
  let last = performance.now()
  let isPaused = true
  const timer = setInterval(() => {
    const now = performance.now()
    if (!isPaused) onPause(now - last - 20)
    last = now
  }, 20)
  return {
    stop: () => clearInterval(timer),
    pause() {
      isPaused = true
    },
    restart() {
      last = performance.now()
      isPaused = false
    },
  }
}

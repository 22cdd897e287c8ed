import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ListFilter } from '../../src-main/domain/formal-review/list.ts'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { openOffice, value } from '../support/office.ts'
import { makeXlsx } from '../support/tables.ts'
import { measure, ms, type Row, row } from './measure.ts'

const all: ListFilter = { batch: null, states: [], regions: [], institutions: [], field: null, search: '' }
const byNumber = { column: 'number' as const, descending: false }

/** An office whose batch holds ten lists of 10,000 applications each, and how long taking them in took. */
export async function fillOffice(scale: number) {
  const each = Math.round(10_000 * scale)
  const office = await openOffice('JS')
  const { desk } = office
  const { batch } = await value(desk.batches.create(jointBatch()))
  const folder = await office.folder('lists')
  const times = { read: [] as number[], take: [] as number[] }
  let longest = 0
  const heartbeat = watch((pause) => {
    longest = Math.max(longest, pause)
  })
  for (let part = 0; part < 10; part++) {
    const rows = makeApplicationRows(each, part).map((cells) =>
      cells.map((cell, i) => (i === 1 ? `${cell}-P${part}` : cell)),
    )
    const file = path.join(folder.path, `${part}.xlsx`)
    writeFileSync(file, makeXlsx([listHeadings, ...rows]))
    const token = await office.token(file)
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

/** Import of 10,000 applications, lists and searches over 100,000. */
export async function applicationBench(scale: number): Promise<readonly Row[]> {
  const { office, batch, each, times, longest } = await fillOffice(scale)
  const { desk } = office
  const total = each * 10
  const first = await measure(7, () =>
    value(desk.formalReview.list({ filter: all, sort: byNumber, offset: 0, limit: 200 })),
  )
  const last = await measure(7, () =>
    value(desk.formalReview.list({ filter: all, sort: byNumber, offset: total - 200, limit: 200 })),
  )
  const ofBatch = await measure(7, () =>
    value(
      desk.formalReview.list({
        filter: { ...all, batch },
        sort: { column: 'title', descending: true },
        offset: 0,
        limit: 200,
      }),
    ),
  )
  const search = await measure(7, () =>
    value(
      desk.formalReview.list({
        filter: { ...all, search: '光刻胶 交通' },
        sort: byNumber,
        offset: 0,
        limit: 200,
      }),
    ),
  )
  const counts = await measure(7, () => value(desk.formalReview.counts(null)))
  await office.close()
  const under50 = (figure: { readonly median: number }) => (scale === 1 ? figure.median < 50 : null)
  const median = (list: readonly number[]) =>
    `${list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!.toFixed(0)} ms`
  return [
    row(`read, map and check a list of ${each} applications`, median(times.read)),
    row(`take in ${each} applications (one transaction)`, median(times.take)),
    row('longest pause of the backend meanwhile', `${longest.toFixed(0)} ms`),
    row(`first page of ${total} applications`, ms(first), '< 50 ms', under50(first)),
    row('last page', ms(last), '< 50 ms', under50(last)),
    row('first page of a batch by title', ms(ofBatch), '< 50 ms', under50(ofBatch)),
    row('search by two words, first page', ms(search), '< 50 ms', under50(search)),
    row('counts by batch and state', ms(counts), '< 50 ms', under50(counts)),
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

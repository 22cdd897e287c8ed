import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import { jointBatch } from '../support/batches.ts'
import { type Office, openOffice, value } from '../support/office.ts'
import { wordyProse } from '../support/prose.ts'
import { makeXlsx } from '../support/tables.ts'
import { measure, ms, type Row, row } from './measure.ts'

/** Characters of a summary, as lists of the offices have them. */
const summary = 700
const lists = 4

/** Comparing the texts of 10,000 applications and checking all of them, against reading their contents alone. */
export async function evidenceBench(scale: number): Promise<readonly Row[]> {
  const office = await openOffice('JS')
  const { desk } = office
  const { batch } = await value(desk.batches.create(jointBatch()))
  const total = Math.round(10_000 * scale)
  for (let part = 0; part < lists; part++) await takeIn(office, batch, total / lists, part)
  const [some] = (
    await value(
      desk.formalReview.list({
        filter: { batch, states: [], regions: [], institutions: [], field: null, search: '' },
        sort: { column: 'number', descending: false },
        offset: Math.floor(total / 2),
        limit: 1,
      }),
    )
  ).rows

  let longest = 0
  const beat = heartbeat((pause) => {
    longest = Math.max(longest, pause)
  })
  const began = performance.now()
  await value(desk.duplicates.compareAll(null))
  const compared = performance.now() - began
  const checked = await measure(3, () => value(desk.machineChecks.checkAll(batch)))
  beat.stop()
  const opened = await measure(7, () => value(desk.formalReview.open(some!.id)))
  const listed = await measure(7, () =>
    value(
      desk.machineChecks.list({
        batch,
        filter: { rule: null, exactly: null, isClean: false },
        sort: { column: 'fails', descending: true },
        offset: 0,
        limit: 100,
      }),
    ),
  )
  await office.close()
  const reading = await measure(3, () => readContents(office))
  const times = (took: number) => `${(took / reading.median).toFixed(1)} x`
  const at = (took: number) => `${(took / 1000).toFixed(1)} s`
  return [
    row(`reading ${total} contents alone`, ms(reading)),
    row(
      `duplicates: titles and texts of ${total} applications`,
      at(compared),
      '< 10 s',
      full(scale, compared < 10_000),
    ),
    row('that reading', times(compared)),
    row(
      `machine checks of ${total} applications`,
      at(checked.median),
      '< 20 s',
      full(scale, checked.median < 20_000),
    ),
    row('that reading', times(checked.median)),
    row(
      'longest pause of the backend meanwhile',
      `${longest.toFixed(0)} ms`,
      '< 200 ms',
      full(scale, longest < 200),
    ),
    row('one review among them', ms(opened), '< 50 ms', full(scale, opened.median < 50)),
    row('first page of what was found', ms(listed), '< 50 ms', full(scale, listed.median < 50)),
  ]
}

const full = (scale: number, isReached: boolean) => (scale === 1 ? isReached : null)

async function takeIn(office: Office, batch: string, count: number, part: number): Promise<void> {
  const { path: folder } = await office.folder('lists')
  const file = path.join(folder, `${part}.xlsx`)
  const rows = makeApplicationRows(count, part).map((cells, i) => [
    ...cells.map((cell, column) => (column === 1 ? `${cell}-P${part}` : cell)),
    textOf(part * count + i),
  ])
  writeFileSync(file, makeXlsx([[...listHeadings, '主要研究内容'], ...rows]))
  const token = await office.token(file)
  const read = await value(
    office.desk.applications.readList({ file: token, sheet: null, batch, mapping: null }),
  )
  await value(office.desk.applications.importList({ staged: read.staged!, leaveOut: [...read.blockedRows] }))
}

/** Every fiftieth repeats another. */
function textOf(seed: number): string {
  return wordyProse(summary, seed % 50 === 0 ? 1 : seed)
}

function readContents({ home, key }: Office): number {
  const db = openSqlite(path.join(home, key, 'desk.sqlite'), { readOnly: true })
  try {
    let sum = 0
    for (const { content } of db.sql<{ content: string }>('SELECT content FROM application_contents')) {
      sum += (JSON.parse(content) as { title: string }).title.length
    }
    return sum
  } finally {
    db.close()
  }
}

function heartbeat(onPause: (pause: number) => void) {
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    onPause(now - last - 20)
    last = now
  }, 20)
  return { stop: () => clearInterval(timer) }
}

import { spawnSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type ChainInfo, openLog } from '../../src-main/core/log.ts'
import { type SuiteId, suiteIds } from '../../src-main/core/suite.ts'
import { verifyChain } from '../../src-main/core/verify.ts'
import { moduleList, world } from '../../src-main/hosts/backend/desk.ts'
import { migrate, readMigrations } from '../../src-main/platform/migrate.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { device, office } from '../support/bundles.ts'
import { testFolder } from '../support/log.ts'
import { hasTool } from '../support/tools.ts'
import { alternate, compare, figureOf, medianRatio, ms, type Row, row } from './measure.ts'
import { type ChainEvent, reviewChain } from './review-chain.ts'

/** Verifying a chain of 100,000 events, and making all projections anew from 1,000,000. */
export async function logBench(scale: number): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const suite of suiteIds) rows.push(...(await chainRows(suite, 100_000 * scale)))
  rows.push(...(await rebuildRows(1_000_000 * scale, scale === 1)))
  return rows
}

async function chainRows(suiteId: SuiteId, events: number): Promise<readonly Row[]> {
  const { folder, db, chain } = await filled(suiteId, events)
  const file = join(folder, 'bytes')
  const fd = openSync(file, 'w')
  for (const { header, bytes } of db.sql<{ header: Uint8Array; bytes: Uint8Array }>(
    'SELECT e.header, b.bytes FROM events e JOIN bodies b ON b.position = e.position ORDER BY e.position',
  )) {
    writeSync(fd, header)
    writeSync(fd, bytes)
  }
  closeSync(fd)
  const verify = () => {
    const began = performance.now()
    const steps = verifyChain(db, chain, suiteOf(suiteId))
    let step = steps.next()
    while (!step.done) step = steps.next()
    if (step.value.fault !== null || step.value.events !== events) throw new Error('the chain does not hold')
    return performance.now() - began
  }
  const sum = () => {
    const began = performance.now()
    spawnSync('sha256sum', [file])
    return performance.now() - began
  }
  const times = await alternate(5, { verify, sum: hasTool('sha256sum') && sum })
  db.close()
  rmSync(folder, { recursive: true, force: true })
  const figure = figureOf(times.verify!)
  const isFull = events === 100_000 && suiteId === suiteIds[0]
  return [
    row(
      `${suiteId}: verify a chain of ${events} events`,
      ms(figure),
      '< 2 s',
      isFull ? figure.median < 2000 : null,
    ),
    times.sum
      ? row(
          '  against sha256sum of the same bytes',
          `${medianRatio(times.verify!, times.sum).toFixed(1)} x of ${ms(figureOf(times.sum))}`,
        )
      : row('  against sha256sum of the same bytes', 'absent'),
  ]
}

async function rebuildRows(events: number, isFull: boolean): Promise<readonly Row[]> {
  const { folder, db, log } = await filled(suiteIds[0], events)
  const { work, yardstick, ratio } = await compare(
    3,
    () => db.transaction(() => log.projections.rebuildAll()),
    () => {
      const page = 5000
      for (let after = 0, read = page; read === page; ) {
        const rows = db.sql<{ position: number }>(
          `SELECT e.position, e.id, e.seq, c.device, c.institution, e.header, b.type, b.bytes
           FROM bodies b JOIN events e ON e.position = b.position JOIN chains c ON c.number = e.chain
           WHERE e.position > ? ORDER BY e.position LIMIT ${page}`,
          after,
        )
        read = rows.length
        after = rows.at(-1)?.position ?? after
      }
    },
  )
  db.close()
  rmSync(folder, { recursive: true, force: true })
  return [
    row(
      `rebuild all projections from ${events} events`,
      ms(work),
      '< 15 s',
      isFull ? work.median < 15_000 : null,
    ),
    row('  against reading the log alone', `${ratio.toFixed(1)} x of ${ms(yardstick)}`, '<= 8 x', ratio <= 8),
  ]
}

/** A database with the modules of the desk, and a chain of another office in it. */
async function filled(suiteId: SuiteId, events: number) {
  const folder = testFolder()
  const db = openSqlite(join(folder, 'desk.sqlite'))
  const migrated = await migrate(db, readMigrations('migrations'), null)
  if (!migrated.ok) throw new Error(migrated.error.code)
  const log = openLog(db, moduleList, suiteOf, world)
  const by = await device(office('JS', '演练', '', suiteId), 'bench')
  const own = await device(office('SH', '演练', '', suiteId), 'bench')
  const add = (one: typeof by, institution: string, isOwn: boolean): ChainInfo =>
    log.addChain({
      device: one.id,
      institution,
      suite: suiteId,
      publicKey: one.key,
      certificate: one.certificate,
      own: isOwn,
    })
  const chain = db.transaction(() => {
    log.projections.refresh()
    add(own, 'SH', true)
    return add(by, 'JS', false)
  })
  const store = (batch: readonly ChainEvent[]) =>
    db.transaction(() => {
      log.receiveHeaders(
        chain,
        batch.map(({ header }) => header),
      )
      log.receiveBodies(batch.map(({ id, bytes }) => ({ event: id, bytes })))
    })
  let batch: ChainEvent[] = []
  for (const event of reviewChain(by, events)) {
    batch.push(event)
    if (batch.length < 10_000) continue
    store(batch)
    batch = []
  }
  store(batch)
  return { folder, db, log, chain }
}

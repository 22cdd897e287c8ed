import { fileURLToPath } from 'node:url'
import { openLog, readChains } from '../../core/log.ts'
import { verdictOf, verifyChain } from '../../core/verify.ts'
import { readAnchor } from '../../platform/anchor.ts'
import { type DeskFolder, lockWriter } from '../../platform/home.ts'
import { openSqlite, type Sqlite } from '../../platform/sqlite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import { moduleList, openDatabase, world } from '../backend/desk.ts'
import { say } from './words.ts'

function verdict(text: string, code: number): number {
  say(text)
  return code
}

/** Checks the data of a desk: database, chains, bodies, anchor. 0 sound, 1 not. */
export function check(folder: DeskFolder): number {
  const { institution, environment } = folder
  say(`${institution}（${environment}）`)
  const db = openSqlite(folder.database, { readOnly: true })
  try {
    db.script('BEGIN')
    const integrity = db.raw.pragma('integrity_check', { simple: true })
    let worst = verdict(`  数据库：${integrity === 'ok' ? '完好' : '损坏'}`, integrity === 'ok' ? 0 : 1)
    for (const chain of readChains(db)) {
      const { events, bodies, fault } = verdictOf(verifyChain(db, chain, suiteOf(chain.suite)))
      const holds = fault ? `第 ${fault.seq} 条起不可信（${fault.reason}）` : '完好'
      worst = Math.max(
        worst,
        verdict(`  ${chain.institution} 的记录链：${events} 条，内容 ${bodies} 条，${holds}`, fault ? 1 : 0),
      )
    }
    return Math.max(worst, checkAnchor(folder, db))
  } finally {
    db.close()
  }
}

function checkAnchor(folder: DeskFolder, db: Sqlite): number {
  const remembered = readAnchor(folder.anchor)?.head ?? null
  if (!remembered) return verdict('  链外锚点：没有', 1)
  const [row] = db.sql<{ id: string }>(
    'SELECT e.id FROM events e JOIN chains c ON c.number = e.chain WHERE c.own = 1 AND e.seq = ?',
    remembered.seq,
  )
  if (row?.id === remembered.id) return verdict(`  链外锚点：一致（第 ${remembered.seq} 条）`, 0)
  return verdict(`  链外锚点：不一致，记录曾到第 ${remembered.seq} 条。请勿继续使用，先从备份核对。`, 1)
}

/** Makes all projections anew from the log. 1 while the desk is open, or when it cannot be opened. */
export async function rebuild(folder: DeskFolder): Promise<number> {
  const lock = lockWriter(folder.lock)
  if (!lock) return verdict(`${folder.institution}：工作台正在使用，请先关闭。`, 1)
  try {
    const opened = await openDatabase(folder, fileURLToPath(new URL('../../../migrations', import.meta.url)))
    if (!opened.ok) return verdict(`${folder.institution}：无法打开（${opened.error.code}）`, 1)
    const db = opened.value
    const log = openLog(db, moduleList, suiteOf, world)
    db.transaction(() => {
      log.projections.refresh()
      log.projections.rebuildAll()
    })
    const [count] = db.sql<{ n: number }>('SELECT count(*) AS n FROM events')
    db.close()
    return verdict(`${folder.institution}（${folder.environment}）：已由 ${count!.n} 条记录重新生成。`, 0)
  } finally {
    lock.release()
  }
}

import { existsSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openLog, readChains } from '../core/log.ts'
import { verifyChain } from '../core/verify.ts'
import { checkBundleFor } from '../jobs/bundles/check.ts'
import { openAnchor } from '../platform/anchor.ts'
import { type DeskFolder, listDesks, lockWriter } from '../platform/home.ts'
import { openSqlite, type Sqlite } from '../platform/sqlite.ts'
import { suiteOf } from '../platform/suites/suite-of.ts'
import { openKeys } from '../platform/vault.ts'
import { moduleList, openDatabase, world } from './backend/desk.ts'
import { deskHome } from './places.ts'

const usage = `用法：npm run desk -- <命令> [--desk 名称]
  check            核对本机数据：数据库、记录链、记录内容、链外锚点
  rebuild          由记录重新生成全部列表（先关闭工作台）
  verify <文件>    核对一个数据交换包：来自谁、给谁、是否完整（不导入）
数据文件夹由环境变量 DESK_HOME 指定。`

const { positionals, values } = parseArgs({ allowPositionals: true, options: { desk: { type: 'string' } } })
const [name, file] = positionals
process.exitCode = await run()

async function run(): Promise<number> {
  if (name === undefined || !['check', 'rebuild', 'verify'].includes(name)) return say(usage, 2)
  const desks = listDesks(deskHome())
  const wanted = desks.filter(({ root }) => values.desk === undefined || root.endsWith(values.desk))
  if (wanted.length === 0) return say('没有找到工作台数据（DESK_HOME）。', 2)
  switch (name) {
    case 'check':
      return Math.max(...wanted.map(check))
    case 'rebuild':
      return Math.max(...(await Promise.all(wanted.map(rebuild))))
    default:
      if (wanted.length > 1) return say('本机有几套数据，请用 --desk 指定其中一套。', 2)
      if (!file || !existsSync(file)) return say('请给出数据交换包的文件。', 2)
      return verify(wanted[0]!, file)
  }
}

function say(text: string, code: number): number {
  process.stdout.write(`${text}\n`)
  return code
}

function check(folder: DeskFolder): number {
  const { institution, environment } = folder
  say(`${institution}（${environment}）`, 0)
  const db = openSqlite(folder.database, { readOnly: true })
  try {
    db.script('BEGIN')
    const integrity = db.raw.pragma('integrity_check', { simple: true })
    let worst = say(`  数据库：${integrity === 'ok' ? '完好' : '损坏'}`, integrity === 'ok' ? 0 : 1)
    for (const chain of readChains(db)) {
      const steps = verifyChain(db, chain, suiteOf(chain.suite))
      let step = steps.next()
      while (!step.done) step = steps.next()
      const { events, bodies, fault } = step.value
      const verdict = fault ? `第 ${fault.seq} 条起不可信（${fault.reason}）` : '完好'
      worst = Math.max(
        worst,
        say(`  ${chain.institution} 的记录链：${events} 条，内容 ${bodies} 条，${verdict}`, fault ? 1 : 0),
      )
    }
    return Math.max(worst, checkAnchor(folder, db))
  } finally {
    db.close()
  }
}

function checkAnchor(folder: DeskFolder, db: Sqlite): number {
  const anchor = openAnchor(folder.anchor)
  const remembered = anchor.read()
  anchor.close()
  if (!remembered) return say('  链外锚点：没有', 1)
  const [row] = db.sql<{ id: string }>(
    'SELECT e.id FROM events e JOIN chains c ON c.number = e.chain WHERE c.own = 1 AND e.seq = ?',
    remembered.seq,
  )
  if (row?.id === remembered.id) return say(`  链外锚点：一致（第 ${remembered.seq} 条）`, 0)
  return say(`  链外锚点：不一致，记录曾到第 ${remembered.seq} 条。请勿继续使用，先从备份核对。`, 1)
}

async function rebuild(folder: DeskFolder): Promise<number> {
  const lock = lockWriter(folder.lock)
  if (!lock) return say(`${folder.institution}：工作台正在使用，请先关闭。`, 1)
  try {
    const opened = await openDatabase(folder, fileURLToPath(new URL('../../migrations', import.meta.url)))
    if (!opened.ok) return say(`${folder.institution}：无法打开（${opened.error.code}）`, 1)
    const db = opened.value
    const log = openLog(db, moduleList, suiteOf, world)
    db.transaction(() => {
      log.projections.refresh()
      log.projections.rebuildAll()
    })
    const [count] = db.sql<{ n: number }>('SELECT count(*) AS n FROM events')
    db.close()
    return say(`${folder.institution}（${folder.environment}）：已由 ${count!.n} 条记录重新生成。`, 0)
  } finally {
    lock.release()
  }
}

async function verify(folder: DeskFolder, path: string): Promise<number> {
  const secret = await encryptionSecret(folder)
  if (!secret) return say('口令不对。', 1)
  const { database, documents, staging, institution, environment } = folder
  const places = { database, documents, staging, institution, environment }
  const signal = { aborted: false, throwIfAborted: () => undefined }
  const checked = await checkBundleFor(
    { places, path, encryptionSecret: secret },
    { signal, progress: () => undefined },
  )
  if (!checked.ok) return say(`不可信或不完整：${checked.error.code}`, 1)
  const { summary } = checked.value
  say(`完整性校验通过。来自 ${summary.sender}，给 ${summary.to}（${summary.environment}）。`, 0)
  for (const { institution: of, from, to, new: fresh, state } of summary.ranges)
    say(`  ${of}：第 ${from} 至 ${to} 条，其中新记录 ${fresh} 条（${state}）`, 0)
  for (const [type, count] of Object.entries(summary.types)) say(`  ${type}：${count}`, 0)
  say(`  未随包提供的内容 ${summary.withheld} 条；附件 ${summary.documents.count} 份`, 0)
  for (const { from, to } of summary.missing) say(`  还缺第 ${from} 至 ${to} 条`, 0)
  rmSync(checked.value.folder, { recursive: true, force: true })
  return summary.outcome === 'waiting' ? 1 : 0
}

/** Asks for the password of anybody of this desk; from standard input, so that it stands in no history. */
async function encryptionSecret(folder: DeskFolder): Promise<Uint8Array | null> {
  const db = openSqlite(folder.database, { readOnly: true })
  const credentials = db.sql<{ person: string; kdf: string; sealed: Uint8Array }>(
    "SELECT person, kdf, sealed FROM credentials WHERE person LIKE 'person/%'",
  )
  db.close()
  const input = createInterface({ input: process.stdin, output: process.stderr })
  const password = await input.question('任一账号的口令：')
  input.close()
  for (const credential of credentials) {
    const keys = await openKeys(credential, password)
    if (keys) return keys.encryptionKey
  }
  return null
}

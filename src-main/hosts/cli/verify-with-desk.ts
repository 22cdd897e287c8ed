import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { pinDigits } from '../../core/pin.ts'
import type { BundleChecked } from '../../core/ports/bundles.ts'
import type { SuiteId } from '../../core/suite.ts'
import { readOwnKeys, readPin } from '../../domain/trust/pins.ts'
import { checkBundleFor } from '../../jobs/bundles/check.ts'
import type { DeskFolder } from '../../platform/home.ts'
import { openSqlite } from '../../platform/sqlite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import { openKeys } from '../../platform/vault.ts'
import { followKeyring } from '../backend/keyring.ts'
import { unwatched } from '../unwatched.ts'
import {
  bytesInWords,
  fact,
  nameAndCode,
  nameOf,
  newestInWords,
  notASeal,
  nothingOfSender,
  placesOf,
  say,
  sayPurpose,
  sayRefused,
  sayTypes,
  sayWithheld,
  standings,
} from './words.ts'

/**
 * Checks a bundle as this desk would before taking it in, and says it in words; changes nothing. 0 sound and complete,
 * 1 refused, set aside, or still waiting for earlier records.
 */
export async function verifyWithDesk(
  folder: DeskFolder,
  path: string,
  digits: string | null,
): Promise<number> {
  const secrets = await encryptionSecrets(folder)
  if (!secrets) {
    say('口令不对。')
    return 1
  }
  const { database, documents, staging, institution, environment } = folder
  const checked = await checkBundleFor(
    { places: { database, documents, staging, institution, environment }, path, encryptionSecrets: secrets },
    unwatched,
  )
  if (!checked.ok) return sayRefused(checked.error)
  rmSync(checked.value.folder, { recursive: true, force: true })
  return report(checked.value.summary, codeOf(folder, checked.value.summary.sender), digits)
}

const outcomes: { readonly [outcome in BundleChecked['outcome']]: string } = {
  acceptable: '完整，可以导入。',
  'already-imported': '完整；内容本机都已有，不需要再导入。',
  waiting: '还缺前面的记录，接不上的部分暂时不能导入。',
  'nothing-joins': '没有可以导入的内容：新的记录都要隔离或来自没有核对过的单位。',
}

function report(summary: Omit<BundleChecked, 'staged'>, code: string | null, digits: string | null): number {
  const { sender, to, environment, outcome, newestAt, documents, withheld, odd, types, size, digest } =
    summary
  const isAsGiven = digits === null || digits === code
  say(isAsGiven ? '完整性校验通过：内容齐全，写出之后没有被改动。' : '核对码与给出的不一致，请不要采用。')
  fact('谁写出', `${nameAndCode(sender)}，本机核对过核对码${code === null ? '' : ` ${code}`}`)
  sayPurpose({ digits, isAsGiven, to, environment })
  fact('何时', newestAt ? newestInWords(newestAt) : nothingOfSender)
  fact('是否完整', outcomes[outcome])
  for (const range of summary.ranges) {
    const fresh = range.new > 0 ? `，其中新记录 ${range.new} 条` : ''
    fact('记录', `${nameOf(range.institution)}${placesOf(range)}${fresh}；${standings[range.state]}`)
  }
  for (const missing of summary.missing)
    fact('还缺', `${nameOf(missing.institution)}${placesOf(missing)}，请向${nameOf(sender)}索取`)
  if (summary.unplaced > 0) fact('还缺', `${summary.unplaced} 条内容所属的记录`)
  sayTypes('新的内容', types)
  sayWithheld(withheld)
  if (odd > 0) fact('不显示', `${odd} 条，由更新版本的程序记录或内容有疑问`)
  fact('附件', documents.count === 0 ? '没有' : `${documents.count} 份，共 ${bytesInWords(documents.bytes)}`)
  fact(
    '文件',
    `${summary.encrypted ? '加密' : '未加密'}，${bytesInWords(size)}，SHA-256 ${digest.slice('sha256:'.length)}`,
  )
  say(`  ${notASeal}`)
  const isSound = outcome === 'acceptable' || outcome === 'already-imported'
  return isAsGiven && isSound ? 0 : 1
}

function codeOf({ database, institution, environment }: DeskFolder, sender: string): string | null {
  const db = openSqlite(database, { readOnly: true })
  try {
    const [own] = db.sql<{ device: string; suite: SuiteId }>('SELECT device, suite FROM chains WHERE own = 1')
    const pin =
      sender === institution && own
        ? { institution, suite: own.suite, ...readOwnKeys(db, own.device) }
        : readPin(db, institution, sender)
    return pin ? pinDigits(suiteOf(pin.suite), { ...pin, environment }) : null
  } finally {
    db.close()
  }
}

/** Asks for the password of anybody of this desk; from standard input, so that it stands in no history. */
async function encryptionSecrets(folder: DeskFolder): Promise<readonly Uint8Array[] | null> {
  const db = openSqlite(folder.database, { readOnly: true })
  const credentials = db.sql<{ person: string; kdf: string; sealed: Uint8Array }>(
    "SELECT person, kdf, sealed FROM credentials WHERE person LIKE 'person/%'",
  )
  const input = createInterface({ input: process.stdin, output: process.stderr })
  const password = await input.question('任一账号的口令：')
  input.close()
  try {
    for (const credential of credentials) {
      const keys = await openKeys(credential, password)
      if (keys) return followKeyring(db, keys).encryptionKeys
    }
    return null
  } finally {
    db.close()
  }
}

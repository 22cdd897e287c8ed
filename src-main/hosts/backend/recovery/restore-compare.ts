import type { DeskCondition } from '../../../core/condition.ts'
import type { Db } from '../../../core/db.ts'
import { readChains } from '../../../core/log.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { verdictOf, verifyChain } from '../../../core/verify.ts'
import { readSetting } from '../../../domain/settings/index.ts'
import type { BackupFacts } from '../../../platform/backup/layout.ts'
import { type DeskFolder, hasDatabase } from '../../../platform/home.ts'
import { peekSqlite } from '../../../platform/sqlite.ts'
import { suiteOf } from '../../../platform/suites/suite-of.ts'
import { conditionSetting } from '../desk.ts'

/** The desk whose place a backup would take; it stays beside under another name. */
export type HereNow = {
  /** How far its chain holds; null when its database cannot be read. */
  readonly seq: number | null
  /** It was never the desk of this backup: another set of records. */
  readonly isAnother: boolean
}

/**
 * Whether a backup may take the place of what is here. Refused, with nothing touched: a backup of another institution or
 * environment than the desk that was chosen, one for which no place was given although there is a desk
 * (`recovery/desk-is-here`), and one that holds no more than the sound desk that is here (`recovery/backup-older`).
 */
export function compareWithHere(
  place: DeskFolder,
  insteadOf: DeskFolder | null,
  facts: BackupFacts,
): Result<HereNow | null> {
  if (insteadOf) {
    const { institution, environment } = insteadOf
    if (institution !== facts.institution)
      return refuse('recovery/backup-of-another-institution', { institution: facts.institution })
    if (environment !== facts.environment)
      return refuse('recovery/backup-of-other-environment', { environment: facts.environment })
  }
  if (!hasDatabase(place)) return ok(null)
  if (!insteadOf) return refuse('recovery/desk-is-here')
  const now = lookAt(place, facts)
  if (now === null) return ok({ seq: null, isAnother: false })
  const { seq, isAnother, isSound } = now
  if (!isAnother && isSound && seq >= facts.seq)
    return refuse('recovery/backup-older', { seq: facts.seq, here: seq })
  return ok({ seq, isAnother })
}

type Found = { readonly seq: number; readonly isAnother: boolean; readonly isSound: boolean }

function lookAt({ database }: DeskFolder, facts: BackupFacts): Found | null {
  let db: ReturnType<typeof peekSqlite> | null = null
  try {
    db = peekSqlite(database)
    return judge(db, facts)
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('SQLITE_')) return null
    throw error
  } finally {
    db?.close()
  }
}

function judge(
  db: Db & { readonly raw: { pragma(text: string, options: object): unknown } },
  facts: BackupFacts,
): Found {
  const chains = readChains(db)
  const own = chains.find((chain) => chain.own)
  const its = chains.find(({ device }) => device === facts.device)
  if (!own || !its) return { seq: 0, isAnother: true, isSound: false }
  const verdict = verdictOf(verifyChain(db, its, suiteOf(its.suite)))
  const condition = readSetting(db, conditionSetting) as DeskCondition | undefined
  const isWhole = db.raw.pragma('integrity_check', { simple: true }) === 'ok'
  const seq = verdict.fault ? verdict.fault.seq - 1 : verdict.events
  return {
    seq,
    isAnother: false,
    isSound: isWhole && !verdict.fault && condition?.reason !== 'damaged',
  }
}

import { z } from 'zod'
import type { DeskCondition } from '../../core/condition.ts'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import { type Account, hasLogin, readAccounts } from '../accounts/queries.ts'
import { may } from '../accounts/rules.ts'
import { readSetting } from '../settings/index.ts'
import { isSecretKept } from '../trust/recovery-sheet.ts'
import { type ChainLoss, type PastEnd, readLoss, readPastEnds } from './loss.ts'
import { type DailySetting, type FailedBackup, hasSecond, type LastBackup } from './rules.ts'

/** Accounts of the office with which somebody can log in at this desk. */
export function colleagues(db: Db, institution: string): readonly Account[] {
  return readAccounts(db, institution).filter(({ id }) => hasLogin(db, id))
}

export const dailySetting = 'backup/daily'
export const lastBackupSetting = 'backup/last'
export const failedBackupSetting = 'backup/failed'

export type BackupsStanding = {
  /** Name of the folder of the daily backup; null while there is none. */
  readonly daily: { readonly name: string; readonly keep: number } | null
  readonly last: LastBackup | null
  /** Of the daily one, until it succeeds again. */
  readonly failed: FailedBackup | null
}

/** How it stands with backups; everybody may know, because everybody's work depends on it. */
export const backups = query({
  permission: may('signed-in'),
  input: z.null(),
  read({ db }): BackupsStanding {
    const daily = readSetting(db, dailySetting) as DailySetting | null | undefined
    return {
      daily: daily ? { name: daily.name, keep: daily.keep } : null,
      last: (readSetting(db, lastBackupSetting) as LastBackup | undefined) ?? null,
      failed: (readSetting(db, failedBackupSetting) as FailedBackup | undefined) ?? null,
    }
  },
})

export type RecoveryStanding = {
  readonly condition: DeskCondition | null
  /** The secret of the office is not here any more: it must be typed in from the printed sheet. */
  readonly needsSheet: boolean
  readonly needsSecond: boolean
  readonly loss: ChainLoss | null
  readonly pastEnds: readonly PastEnd[]
}

/** What is wrong with this desk, what is lost and what came back, and what the way out asks for. */
export const standing = query({
  permission: may('signed-in'),
  input: z.null(),
  read({ db, desk, person }): RecoveryStanding {
    return {
      condition: desk.condition,
      needsSheet: !isSecretKept(db),
      needsSecond: hasSecond(colleagues(db, desk.institution), person?.id ?? ''),
      loss: readLoss(db, desk),
      pastEnds: readPastEnds(db, desk.institution),
    }
  },
})

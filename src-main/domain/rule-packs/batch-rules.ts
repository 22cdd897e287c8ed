import type { Db } from '../../core/db.ts'
import { readBatch } from '../batches/index.ts'
import { type KnownPack, readRulePack } from './known-packs.ts'
import { type AppliedRule, appliedRules, type RuleCode, type RuleSetting } from './pack.ts'
import { rulePacksTables as k } from './projection.ts'

export type Settings = Readonly<Partial<Record<RuleCode, RuleSetting>>>

/** The pack of a batch with its basis as this office confirmed it, and the rules as the batch plan sets them. */
export type BatchRules = {
  readonly pack: KnownPack
  readonly settings: Settings
  readonly rules: readonly AppliedRule[]
}

/** Which version of which pack a batch has, whether or not it is here. */
export type NamedPack = { readonly pack: string; readonly version: number; readonly settings: Settings }

/** What the plan of a batch says; the batch's own pack while there is no plan. */
export function readPlan(db: Db, batch: string): NamedPack | undefined {
  const planned = db.get(k.selectFrom('batch_rules').selectAll().where('subject', '=', batch))
  if (planned) return { ...planned, settings: JSON.parse(planned.settings) as Settings }
  const begun = readBatch(db, batch)
  return begun && { pack: begun.rulePack, version: begun.rulePackVersion, settings: {} }
}

/** A batch keeps the version of its pack until its office adopts another; undefined while that version is not here. */
export function readBatchRules(db: Db, batch: string, institution: string): BatchRules | undefined {
  const plan = readPlan(db, batch)
  const pack = plan && readRulePack(db, plan.pack, plan.version, institution)
  return pack && { pack, settings: plan.settings, rules: appliedRules(pack, plan.settings) }
}

import { z } from 'zod'
import { type Db, tables } from '../../core/db.ts'
import { command, event, happened, on, query } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readBatch } from '../batches/index.ts'
import {
  type AppliedRule,
  appliedRules,
  type BasisConfirmation,
  isParameterValue,
  listLimits,
  type RuleCode,
  type RulePack,
  type RuleSetting,
  ruleCodes,
  rulePack,
  rulePacks,
} from './rules.ts'

const text = z.string().max(listLimits.length)
const setting = z.strictObject({
  on: z.boolean().optional(),
  parameters: z
    .record(z.string().max(40), z.union([z.int(), text, z.array(text).max(listLimits.texts)]))
    .optional(),
})
const settings = z.partialRecord(z.enum(ruleCodes), setting)
const basis = z.strictObject({
  pack: z.string(),
  version: z.int(),
  title: z.string().trim().min(4).max(200),
  number: z.string().trim().min(2).max(60),
})

/**
 * The plan of a batch (评审方案) switches rules of its pack and sets their parameters; replaces the earlier plan. Version 2
 * lets lists of the office's own be longer.
 */
const batchRulesSet = event({
  type: 'BatchRulesSet',
  version: 2,
  audience: 'members',
  data: z.strictObject({ pack: z.string(), version: z.int(), settings }),
  upcast: { 1: (data) => data },
})

/** Two people of this office compared title and 文号 of the text with the issued paper. */
const basisConfirmed = event({
  type: 'BasisConfirmed',
  version: 1,
  audience: 'members',
  data: basis.extend({ second: z.string() }),
})

type RulePacksTables = {
  batch_rules: { subject: string; pack: string; version: number; settings: string }
  confirmed_bases: {
    subject: string
    institution: string
    pack: string
    version: number
    title: string
    number: string
    at: string
  }
}

const k = tables<RulePacksTables>()

type Settings = Readonly<Partial<Record<RuleCode, RuleSetting>>>

/** The pack of a batch with its basis as this office confirmed it, and the rules as the batch plan sets them. */
export type BatchRules = {
  readonly pack: RulePack
  readonly settings: Settings
  readonly rules: readonly AppliedRule[]
}

export function readBatchRules(db: Db, batch: string, institution: string): BatchRules | undefined {
  const planned = db.get(k.selectFrom('batch_rules').selectAll().where('subject', '=', batch))
  const set = planned ? (JSON.parse(planned.settings) as Settings) : {}
  const begun = planned ? undefined : readBatch(db, batch)
  const named = begun ? { pack: begun.rulePack, version: begun.rulePackVersion } : planned
  const pack = named && readRulePack(db, named.pack, named.version, institution)
  return pack && { pack, settings: set, rules: appliedRules(pack, set) }
}

/** Exactly this version of a pack, with its basis as this office confirmed it; undefined when it is not here. */
export function readRulePack(db: Db, id: string, version: number, institution: string): RulePack | undefined {
  const pack = rulePack(id, version)
  return pack && withBasis(db, pack, institution)
}

function withBasis(db: Db, pack: RulePack, institution: string): RulePack {
  const row = db.get(
    k
      .selectFrom('confirmed_bases')
      .selectAll()
      .where('pack', '=', pack.id)
      .where('version', '=', pack.version)
      .where('institution', '=', institution)
      .orderBy('at', 'desc'),
  )
  if (!row) return pack
  const confirmed: BasisConfirmation = { title: row.title, number: row.number, date: row.at.slice(0, 10) }
  return { ...pack, basis: { ...pack.basis, confirmed } }
}

const list = query({
  permission: may('signed-in'),
  input: z.null(),
  read: ({ db, desk }): readonly RulePack[] => rulePacks.map((pack) => withBasis(db, pack, desk.institution)),
})

const ofBatch = query({
  permission: may('batches:read'),
  input: z.string(),
  read: ({ input, db, desk }): BatchRules | null => readBatchRules(db, input, desk.institution) ?? null,
})

const setBatchRules = command({
  permission: may('rule-packs:edit'),
  input: z.strictObject({ batch: z.string(), pack: z.string(), version: z.int(), settings }),
  decide({ input, db, desk }) {
    const batch = readBatch(db, input.batch)
    const pack = readRulePack(db, input.pack, input.version, desk.institution)
    if (!batch) return refuse('batches/unknown')
    if (!pack || pack.kind !== batch.kind) return refuse('rule-packs/not-for-this-kind')
    for (const [code, one] of Object.entries(input.settings)) {
      const rule = pack.rules.find((known) => known.code === code)
      if (!rule) return refuse('rule-packs/unknown-rule', { rule: code })
      for (const [name, value] of Object.entries(one?.parameters ?? {})) {
        const parameter = rule.parameters.find((known) => known.name === name)
        if (!parameter || !isParameterValue(parameter, value))
          return refuse('rule-packs/bad-parameter', { rule: code, parameter: name })
      }
    }
    const data = { pack: pack.id, version: pack.version, settings: input.settings }
    return ok({ events: [happened(batchRulesSet, input.batch, data)], value: null })
  },
})

const confirmBasis = command({
  permission: may('rule-packs:edit'),
  secondPermission: may('rule-packs:second'),
  input: basis,
  decide({ input, db, desk, second, newSubject }) {
    if (!readRulePack(db, input.pack, input.version, desk.institution)) return refuse('rule-packs/unknown')
    const data = { ...input, second: second!.id }
    return ok({ events: [happened(basisConfirmed, newSubject('basis'), data)], value: null })
  },
})

/** What is checked and under which text: versioned data, parametrised per batch, the basis confirmed by the office. */
export const rulePacksModule = {
  name: 'rule-packs',
  events: [batchRulesSet, basisConfirmed],
  projection: {
    revision: 1,
    tables: ['batch_rules', 'confirmed_bases'],
    ddl: `CREATE TABLE batch_rules (
        subject TEXT PRIMARY KEY, pack TEXT NOT NULL, version INTEGER NOT NULL, settings TEXT NOT NULL
      ) STRICT;
      CREATE TABLE confirmed_bases (
        subject TEXT PRIMARY KEY, institution TEXT NOT NULL, pack TEXT NOT NULL, version INTEGER NOT NULL,
        title TEXT NOT NULL, number TEXT NOT NULL, at TEXT NOT NULL
      ) STRICT;`,
    handlers: [
      on(batchRulesSet, (db, { subject, data }) => {
        const values = { pack: data.pack, version: data.version, settings: JSON.stringify(data.settings) }
        db.run(
          k
            .insertInto('batch_rules')
            .values({ subject, ...values })
            .onConflict((conflict) => conflict.column('subject').doUpdateSet(values)),
        )
      }),
      on(basisConfirmed, (db, { subject, institution, at, data }) => {
        const { pack, version, title, number } = data
        db.run(
          k.insertInto('confirmed_bases').values({ subject, institution, pack, version, title, number, at }),
        )
      }),
    ],
  },
  calls: { list, ofBatch, setBatchRules, confirmBasis },
} as const

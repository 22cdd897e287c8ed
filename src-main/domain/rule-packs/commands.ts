import { z } from 'zod'
import { command, happened } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readBatch } from '../batches/index.ts'
import { admitPack } from './admit-pack.ts'
import { readPlan } from './batch-rules.ts'
import { carriedSettings } from './comparison.ts'
import { basisConfirmed, basisSchema, batchRulesSet, rulePackImported, settingsSchema } from './events.ts'
import { readRulePack } from './known-packs.ts'
import { isParameterValue, type RulePack } from './pack.ts'
import { packSchema } from './pack-schema.ts'

type Given = { readonly parameters?: Readonly<Record<string, unknown>> | undefined }

function checkSettings(
  { rules }: RulePack,
  settings: Readonly<Record<string, Given | undefined>>,
): Result<undefined> {
  for (const [code, one] of Object.entries(settings)) {
    const rule = rules.find((known) => known.code === code)
    if (!rule) return refuse('rule-packs/unknown-rule', { rule: code })
    for (const [name, value] of Object.entries(one?.parameters ?? {})) {
      const parameter = rule.parameters.find((known) => known.name === name)
      if (!parameter || !isParameterValue(parameter, value))
        return refuse('rule-packs/bad-parameter', { rule: code, parameter: name })
    }
  }
  return ok(undefined)
}

const setBatchRules = command({
  permission: may('rule-packs:edit'),
  input: z.strictObject({
    batch: z.string(),
    pack: z.string(),
    version: z.int(),
    settings: settingsSchema,
  }),
  decide({ input, db, desk }) {
    const batch = readBatch(db, input.batch)
    if (!batch) return refuse('batches/unknown')
    const pack = readRulePack(db, input.pack, input.version, desk.institution)
    if (pack?.kind !== batch.kind) return refuse('rule-packs/not-for-this-kind')
    const checked = checkSettings(pack, input.settings)
    if (!checked.ok) return checked
    const data = { pack: pack.id, version: pack.version, settings: input.settings }
    return ok({ events: [happened(batchRulesSet, input.batch, data)], value: null })
  },
})

/**
 * Applies another version of its pack to a batch, with as much of the plan as that version knows. Open reviews are checked
 * by it from then on, closed ones keep theirs. Refused when the plan is not the one that was compared.
 */
const adopt = command({
  permission: may('rule-packs:edit'),
  input: z.strictObject({
    batch: z.string(),
    pack: z.string(),
    version: z.int(),
    seen: z.strictObject({ pack: z.string(), version: z.int() }),
  }),
  decide({ input, db, desk }) {
    const batch = readBatch(db, input.batch)
    const plan = readPlan(db, input.batch)
    if (!batch || !plan) return refuse('batches/unknown')
    const { seen } = input
    if (plan.pack !== seen.pack || plan.version !== seen.version)
      return refuse('rule-packs/changed-meanwhile')
    const pack = readRulePack(db, input.pack, input.version, desk.institution)
    if (pack?.kind !== batch.kind) return refuse('rule-packs/not-for-this-kind')
    if (pack.id === plan.pack && pack.version === plan.version) return refuse('rule-packs/is-in-use')
    const carried = carriedSettings(plan.settings, pack)
    const settings = carried.settings as z.output<typeof settingsSchema>
    const data = { pack: pack.id, version: pack.version, settings }
    return ok({ events: [happened(batchRulesSet, input.batch, data)], value: null })
  },
})

const confirmBasis = command({
  permission: may('rule-packs:edit'),
  secondPermission: may('rule-packs:second'),
  input: basisSchema,
  decide({ input, db, desk, second, newSubject }) {
    if (!readRulePack(db, input.pack, input.version, desk.institution)) return refuse('rule-packs/unknown')
    const data = { ...input, second: second!.id }
    return ok({ events: [happened(basisConfirmed, newSubject('basis'), data)], value: null })
  },
})

/** Takes a pack in that was read out of a file; other offices get it with the next bundle. */
const importPack = command({
  permission: may('rule-packs:edit'),
  input: z.strictObject({ pack: packSchema }),
  decide({ input: { pack }, db, desk, newSubject }) {
    const admitted = admitPack(db, desk.institution, pack)
    if (!admitted.ok) return admitted
    return ok({ events: [happened(rulePackImported, newSubject('rule-pack'), { pack })], value: null })
  },
})

export const rulePackCommands = { setBatchRules, adopt, confirmBasis, importPack }

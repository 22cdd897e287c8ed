import { z } from 'zod'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { type BatchRules, readBatchRules } from './batch-rules.ts'
import { rulePackCommands } from './commands.ts'
import { basisConfirmed, batchRulesSet, rulePackImported } from './events.ts'
import { type KnownPack, type PackSetAside, readPacksSetAside, readRulePacks } from './known-packs.ts'
import { readPackFile, writePackFile } from './pack-file.ts'
import { projection } from './projection.ts'

export { type BatchRules, readBatchRules } from './batch-rules.ts'
export {
  type KnownPack,
  type PackSetAside,
  type PackSource,
  readRulePack,
  readRulePacks,
} from './known-packs.ts'

const list = query({
  permission: may('signed-in'),
  input: z.null(),
  read: ({ db, desk }): readonly KnownPack[] => readRulePacks(db, desk.institution),
})

/** Versions that came from other offices and are not used here. */
const setAside = query({
  permission: may('rule-packs:read'),
  input: z.null(),
  read: ({ db, desk }): readonly PackSetAside[] => readPacksSetAside(db, desk.institution),
})

const ofBatch = query({
  permission: may('batches:read'),
  input: z.string(),
  read: ({ input, db, desk }): BatchRules | null => readBatchRules(db, input, desk.institution) ?? null,
})

/** What is checked and under which text: versioned data, parametrised per batch, the basis confirmed by the office. */
export const rulePacksModule = {
  name: 'rule-packs',
  events: [batchRulesSet, basisConfirmed, rulePackImported],
  projection,
  calls: { list, setAside, ofBatch, ...rulePackCommands, readPackFile, writePackFile },
} as const

import type { Db } from '../../core/db.ts'
import { ok, refuse } from '../../core/result.ts'
import { checkPack } from './check-pack.ts'
import { readRulePacks } from './known-packs.ts'
import { type StoredPack, saysTheSame, storedPack } from './pack-schema.ts'

/** Whether a pack may be taken in beside those that are here; a released version is never replaced. */
export function admitPack(db: Db, institution: string, pack: StoredPack) {
  const { findings } = checkPack(pack)
  if (findings.length > 0) {
    return refuse('rule-packs/file-is-wrong', {
      count: findings.length,
      codes: findings.map(({ code }) => code).slice(0, 50),
    })
  }
  const versions = readRulePacks(db, institution).filter(({ id }) => id === pack.id)
  const same = versions.find(({ version }) => version === pack.version)
  if (same) {
    const { source: _, ...said } = same
    return saysTheSame(storedPack(said), pack)
      ? refuse('rule-packs/already-here', { version: pack.version })
      : refuse('rule-packs/same-version-differs', { version: pack.version })
  }
  const newest = versions.at(-1)
  if (newest && newest.kind !== pack.kind)
    return refuse('rule-packs/kind-is-fixed', { version: newest.version })
  if (newest && newest.version > pack.version) {
    return refuse('rule-packs/older-than-present', { version: pack.version, present: newest.version })
  }
  return ok(undefined)
}

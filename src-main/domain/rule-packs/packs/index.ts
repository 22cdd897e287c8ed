import type { RulePack } from '../pack.ts'
import { consortium2025 } from './consortium-2025.ts'
import { joint2023 } from './joint-2023.ts'
import { jointDraft } from './joint-draft.ts'

/** The packs that come with the program. A new version is a new entry; released ones stay as they are. */
export const rulePacks: readonly RulePack[] = [jointDraft, joint2023, consortium2025]

/** A pack by id, in its newest version or in the one that is named. */
export function rulePack(id: string, version?: number): RulePack | undefined {
  return rulePacks
    .filter((pack) => pack.id === id && (version === undefined || pack.version === version))
    .sort((a, b) => b.version - a.version)[0]
}

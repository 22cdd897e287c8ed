import type { RulePack } from '../pack.ts'
import { consortium2025 } from './consortium-2025.ts'
import { joint2023 } from './joint-2023.ts'
import { jointDraft } from './joint-draft.ts'
import { secondVersion } from './second-version.ts'

const first: readonly RulePack[] = [jointDraft, joint2023, consortium2025]

/** The packs that come with the program. A new version is a new entry; released ones stay as they are. */
export const rulePacks: readonly RulePack[] = [...first, ...first.map(secondVersion)]

/** The newest version of each, in the order in which they come first. */
export function newestOf<Pack extends Pick<RulePack, 'id' | 'version'>>(
  packs: readonly Pack[],
): readonly Pack[] {
  const ids = [...new Set(packs.map(({ id }) => id))]
  return ids.map((id) =>
    packs.filter((pack) => pack.id === id).reduce((a, b) => (b.version > a.version ? b : a)),
  )
}

/** A pack by id, in its newest version or in the one that is named. */
export function rulePack(id: string, version?: number): RulePack | undefined {
  return rulePacks
    .filter((pack) => pack.id === id && (version === undefined || pack.version === version))
    .sort((a, b) => b.version - a.version)[0]
}

import type { RulePack } from '../../src-main/domain/rule-packs/rules.ts'

type Named = Pick<RulePack, 'id' | 'title' | 'version'>

/** 「联合攻关（草案）　第 2 版」 */
export function packName({ title, version }: Pick<Named, 'title' | 'version'>): string {
  return `${title}　第 ${version} 版`
}

/** Tells versions of packs apart in a list to choose from. */
export function packKey({ id, version }: Pick<Named, 'id' | 'version'>): string {
  return `${id} ${version}`
}

import { type Region, regionShortLabel } from '../../../src-main/domain/organisations/rules.ts'
import styles from './region-chips.module.css'

const letters: Readonly<Record<Region, string>> = {
  SH: '沪',
  JS: '苏',
  ZJ: '浙',
  AH: '皖',
  other: '外',
  abroad: '境',
}

/** The regions of an application's organisations, the lead's first and framed. */
export function RegionChips({
  lead,
  regions,
}: {
  readonly lead: string | null
  readonly regions: readonly string[]
}) {
  const ordered = inOrder(lead, regions)
  if (ordered.length === 0) return <span className={styles.none}>未录入</span>
  return (
    <span className={styles.chips} title={regionsInWords(lead, regions)}>
      {ordered.map((region) => (
        <span key={region} className={styles.chip} data-lead={region === lead || undefined}>
          {letters[region]}
        </span>
      ))}
    </span>
  )
}

/** The same in words: 「江苏（牵头）、上海」. */
export function regionsInWords(lead: string | null, regions: readonly string[]): string {
  return inOrder(lead, regions)
    .map((region) => (region === lead ? `${regionShortLabel(region)}（牵头）` : regionShortLabel(region)))
    .join('、')
}

function inOrder(lead: string | null, regions: readonly string[]): readonly Region[] {
  return regions
    .filter((region): region is Region => region in letters)
    .toSorted((a, b) => Number(b === lead) - Number(a === lead))
}

import type { PackDifference } from '../../../src-main/domain/rule-packs/rules.ts'
import { SmallTable } from '../../ui/small-table.tsx'
import { differenceLines } from './difference-words.ts'
import styles from './rule-packs.module.css'

/** What another version of a pack does differently, rule by rule. */
export function DifferencesTable({ differences }: { readonly differences: readonly PackDifference[] }) {
  if (differences.length === 0) return <p className={styles.hint}>规则、参数和依据都没有变化。</p>
  const lines = differenceLines(differences)
  return (
    <SmallTable
      label="规则的变化"
      head={['规则', '变化']}
      rows={lines.map(({ key, about, text }, i) => ({
        key,
        // A rule with several lines is named once.
        cells: [lines[i - 1]?.about === about ? '' : about, text],
      }))}
    />
  )
}

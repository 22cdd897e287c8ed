import type { Comparison } from '../../../src-main/domain/supply/queries.ts'
import { applicationFieldLabels } from '../../text/application-fields.ts'
import { factOf } from '../formal-review/facts.ts'
import styles from './compare.module.css'
import { differingPart } from './differing-part.ts'

/** Field by field: what differs stands first and is marked, the rest is folded away. */
export function CompareFields({
  comparison: { before, after, fields },
  labels,
}: {
  readonly comparison: Comparison
  readonly labels: readonly [string, string]
}) {
  const rows = fields.map(({ field, isChanged }) => ({
    field,
    isChanged,
    was: factOf(before.content, field),
    is: factOf(after.content, field),
  }))
  const changed = rows.filter(({ isChanged }) => isChanged)
  const same = rows.filter(({ isChanged, is }) => !isChanged && is !== null)
  const absent = rows.length - changed.length - same.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles.fields} aria-label="申报信息对照" tabIndex={0}>
      {changed.length === 0 && <p className={styles.quiet}>申报信息没有改动。</p>}
      {changed.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">{labels[0]}</th>
              <th scope="col">{labels[1]}</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(({ field, was, is }) => (
              <tr key={field}>
                <th scope="row">{applicationFieldLabels[field]}</th>
                <td>
                  <Said text={was} other={is} tone="was" />
                </td>
                <td>
                  <Said text={is} other={was} tone="is" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <details className={styles.same}>
        <summary>
          相同的 {same.length} 项{absent > 0 ? `，都未录入的 ${absent} 项` : ''}
        </summary>
        <table className={styles.table}>
          <tbody>
            {same.map(({ field, is }) => (
              <tr key={field}>
                <th scope="row">{applicationFieldLabels[field]}</th>
                <td>{is}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}

function Said({
  text,
  other,
  tone,
}: {
  readonly text: string | null
  readonly other: string | null
  readonly tone: 'was' | 'is'
}) {
  if (text === null) return <span className={styles.quiet}>未录入</span>
  const [start, part, end] = differingPart(text, other ?? '')
  return (
    <>
      {start}
      {part !== '' && <mark className={styles[tone]}>{part}</mark>}
      {end}
    </>
  )
}

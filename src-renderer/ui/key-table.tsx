import { type KeyGroup, type KeyLine, keyGroups } from '../text/keys.ts'
import styles from './key-table.module.css'

/** What keys do, group by group. */
export function KeyTables({ groups }: { readonly groups: readonly KeyGroup[] }) {
  return groups.map((group) => {
    const { title, lines }: { readonly title: string; readonly lines: readonly KeyLine[] } = keyGroups[group]
    return (
      <table key={group} className={styles.keys}>
        <caption>{title}</caption>
        <tbody>
          {lines.map(([names, what]) => (
            <tr key={what}>
              <th scope="row">
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )
  })
}

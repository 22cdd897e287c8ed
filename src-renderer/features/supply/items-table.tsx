import type { SupplyItem } from '../../../src-main/domain/supply/read.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import styles from './supply-page.module.css'

/** The items of a notice and what came of them. */
export function ItemsTable({
  items,
  reason,
}: {
  readonly items: readonly SupplyItem[]
  /** What the notice says beside the items. */
  readonly reason: string
}) {
  return (
    <>
      {items.length === 0 ? (
        <p className={styles.quiet}>
          这份通知没有逐项记录，清单见下面的说明；收到的文件可以整批登记为一个版本。
        </p>
      ) : (
        <table className={styles.itemsTable}>
          <thead>
            <tr>
              <th scope="col" className={styles.place}>
                序号
              </th>
              <th scope="col">材料</th>
              <th scope="col" className={styles.state}>
                情况
              </th>
              <th scope="col" className={styles.state}>
                收到日期
              </th>
              <th scope="col" className={styles.said}>
                说明
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map((item, i) => (
              <tr key={item.code}>
                <td>{i + 1}</td>
                <th scope="row">
                  {item.sentence} <span className={styles.code}>{item.code}</span>
                </th>
                <td>
                  <StateTag state={item.state} />
                </td>
                <td className={styles.day}>
                  {item.day ?? ''}
                  {item.isLate && <div className={styles.late}>期满后收到</div>}
                </td>
                <td>
                  {item.note}
                  {item.corrections > 0 && (
                    <div className={styles.quiet}>更正过 {item.corrections} 次，原记录见时间线</div>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {reason !== '' && <p className={styles.quiet}>通知中的补充说明：{reason}</p>}
    </>
  )
}

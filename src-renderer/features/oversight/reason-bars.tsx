import { type ReasonCount, shareInWords, totalOf } from '../../../src-main/domain/formal-review/rules.ts'
import { states } from '../../text/states.ts'
import type { OpenedFrom } from '../applications/opened-from.ts'
import { Before, Legend } from './figures-table.tsx'
import { ListLink, type Part } from './list-link.tsx'
import styles from './oversight.module.css'

/** The state in which an outcome leaves an application. */
const stateOf = { 通知补交材料: '补交材料中', 不予受理: '不予受理' } as const

/** Reasons by how often they occur: a bar of 补交材料 and 不予受理 each, its numbers, and those of the batch before. */
export function ReasonBars({
  batch,
  reasons,
  notPassed,
  before,
  part = {},
  from,
}: {
  readonly batch: string
  readonly reasons: readonly ReasonCount[]
  /** Applications that were not passed: what shares are shares of. */
  readonly notPassed: number
  readonly before: {
    readonly batch: string
    readonly reasons: readonly ReasonCount[]
    readonly notPassed: number
  } | null
  /** What of the batch is looked at. */
  readonly part?: Omit<Part, 'batch'>
  readonly from: OpenedFrom
}) {
  if (reasons.length === 0) return <p>还没有补交材料或不予受理的申报。</p>
  const most = Math.max(...reasons.map(totalOf), 1)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label="未通过原因" tabIndex={0}>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">审查项（一项申报可有几项）</th>
            <th scope="col" className={styles.barHead}>
              次数
            </th>
            <th scope="col">
              <Legend state="补交材料中" word="补交材料" />
            </th>
            <th scope="col">
              <Legend state="不予受理" />
            </th>
            <th scope="col">合计</th>
            <th scope="col">占未通过</th>
            {before && <th scope="col">上一批</th>}
          </tr>
        </thead>
        <tbody>
          {reasons.map((reason) => {
            const { code, title } = reason
            const own = { ...part, reason: code }
            const was = before?.reasons.find((one) => one.code === code)
            return (
              <tr key={code}>
                <th scope="row">
                  {code}　{title}
                </th>
                <td className={styles.barCell}>
                  <span
                    className={styles.bar}
                    style={{ width: `${(100 * totalOf(reason)) / most}%` }}
                    aria-hidden="true"
                  >
                    {(['通知补交材料', '不予受理'] as const).map((outcome) =>
                      reason[outcome] === 0 ? null : (
                        <span
                          key={outcome}
                          className={styles.swatch}
                          data-tone={states[stateOf[outcome]].tone}
                          style={{ flexGrow: reason[outcome] }}
                        />
                      ),
                    )}
                  </span>
                </td>
                <td>
                  <ListLink
                    part={{ batch, ...own, states: ['补交材料中'] }}
                    count={reason.通知补交材料}
                    label={`${code} 补交材料`}
                    from={from}
                  />
                </td>
                <td>
                  <ListLink
                    part={{ batch, ...own, states: ['不予受理'] }}
                    count={reason.不予受理}
                    label={`${code} 不予受理`}
                    from={from}
                  />
                </td>
                <td>
                  <ListLink
                    part={{ batch, ...own }}
                    count={totalOf(reason)}
                    label={`${code} 合计`}
                    from={from}
                  />
                </td>
                <td>{shareInWords(totalOf(reason), notPassed)}</td>
                {before && (
                  <td>
                    <Before>
                      <ListLink
                        part={{ batch: before.batch, ...own }}
                        count={was ? totalOf(was) : 0}
                        label={`上一批 ${code}`}
                        from={from}
                      />{' '}
                      {shareInWords(was ? totalOf(was) : 0, before.notPassed)}
                    </Before>
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

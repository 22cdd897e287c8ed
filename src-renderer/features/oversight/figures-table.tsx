import type { ReactNode } from 'react'
import type { Figures, ReviewState } from '../../../src-main/domain/formal-review/rules.ts'
import { states } from '../../text/states.ts'
import { Money } from '../../ui/money.tsx'
import type { OpenedFrom } from '../applications/opened-from.ts'
import { stateOrder } from '../formal-review/review-list.ts'
import { ListLink, type Part } from './list-link.tsx'
import styles from './oversight.module.css'

export type FiguresRow = {
  readonly key: string
  readonly label: string
  /** Shown instead of the label. */
  readonly title?: ReactNode
  readonly figures: Figures
  readonly before?: Figures | null
  readonly part: Part
  readonly beforePart?: Part | null
}

/**
 * Where applications stand, a bar and a line of numbers each: the bar repeats the numbers for the eye, in colours and
 * patterns, and is as long as there are applications. Every number opens its list; grey ones are of an earlier batch.
 */
export function FiguresTable({
  title,
  rows,
  total,
  withMoney,
  from,
}: {
  /** What the lines are: 「牵头单位所在地」. */
  readonly title: string
  readonly rows: readonly FiguresRow[]
  readonly total?: FiguresRow
  readonly withMoney: boolean
  readonly from: OpenedFrom
}) {
  const longest = Math.max(...rows.map(({ figures }) => figures.total), 1)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={title} tabIndex={0}>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className={styles.barHead}>
              进展
            </th>
            <th scope="col">申报</th>
            {stateOrder.map((state) => (
              <th key={state} scope="col">
                <Legend state={state} />
              </th>
            ))}
            {withMoney && <th scope="col">申请支持（万元）</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.key} row={row} longest={longest} withMoney={withMoney} from={from} />
          ))}
          {total && <Line row={total} longest={total.figures.total} withMoney={withMoney} from={from} />}
        </tbody>
      </table>
    </section>
  )
}

function Line({
  row,
  longest,
  withMoney,
  from,
}: {
  readonly row: FiguresRow
  readonly longest: number
  readonly withMoney: boolean
  readonly from: OpenedFrom
}) {
  const { label, title, figures, before, part, beforePart } = row
  const number = (of: string, own: number, was: number | undefined, states: readonly ReviewState[]) => (
    <td>
      <ListLink part={{ ...part, states }} count={own} label={`${label} ${of}`} from={from} />
      {was !== undefined && beforePart && (
        <Before>
          <ListLink
            part={{ ...beforePart, states }}
            count={was}
            label={`上一批 ${label} ${of}`}
            from={from}
          />
        </Before>
      )}
    </td>
  )
  return (
    <tr>
      <th scope="row">{title ?? label}</th>
      <td className={styles.barCell}>
        <StateBar figures={figures} longest={longest} />
      </td>
      {number('申报', figures.total, before?.total, [])}
      {stateOrder.map((state) => (
        <Cell key={state}>{number(state, figures.states[state], before?.states[state], [state])}</Cell>
      ))}
      {withMoney && (
        <td>
          <Money fen={figures.requested} />
          {before && (
            <Before>
              <Money fen={before.requested} />
            </Before>
          )}
        </td>
      )}
    </tr>
  )
}

/** Gives a cell its key; it draws nothing itself. */
function Cell({ children }: { readonly children: ReactNode }) {
  return children
}

/** What a pattern of the bars stands for. */
export function Legend({ state, word = state }: { readonly state: ReviewState; readonly word?: string }) {
  return (
    <span className={styles.legend}>
      <span className={styles.swatch} data-tone={states[state].tone} aria-hidden="true" />
      {word}
    </span>
  )
}

/** A figure of the batch before, grey beside the one of today. */
export function Before({ children }: { readonly children: ReactNode }) {
  return <span className={styles.before}>{children}</span>
}

function StateBar({ figures, longest }: { readonly figures: Figures; readonly longest: number }) {
  const width = (count: number) => `${(100 * count) / longest}%`
  const words = stateOrder.flatMap((state) =>
    figures.states[state] > 0 ? [`${state} ${figures.states[state]}`] : [],
  )
  return (
    <span
      className={styles.bar}
      style={{ width: width(figures.total) }}
      title={words.join('，')}
      aria-hidden="true"
    >
      {stateOrder.map((state) =>
        figures.states[state] === 0 ? null : (
          <span
            key={state}
            className={styles.swatch}
            data-tone={states[state].tone}
            style={{ flexGrow: figures.states[state] }}
          />
        ),
      )}
    </span>
  )
}

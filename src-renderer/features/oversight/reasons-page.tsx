import { Segmented } from 'antd'
import { useState } from 'react'
import {
  type FigureCell,
  notPassedIn,
  type ReasonCell,
  rankReasons,
  sumUp,
  totalOf,
} from '../../../src-main/domain/formal-review/rules.ts'
import type { Overview } from '../../../src-main/domain/oversight/overview.ts'
import { Section } from '../../ui/page.tsx'
import { BatchOverviewPage } from './batch-choice.tsx'
import { ListLink } from './list-link.tsx'
import styles from './oversight.module.css'
import { byField, byRegion, type Division } from './overview-rows.ts'
import { ofBatch, reasonsPath } from './paths.ts'
import { ReasonBars } from './reason-bars.tsx'

/** Why applications of a batch were not passed: by rule, by where the lead sits, by field, against the batch before. */
export function ReasonsPage() {
  return (
    <BatchOverviewPage title="未通过原因" path={reasonsPath}>
      {(overview) => <Reasons overview={overview} />}
    </BatchOverviewPage>
  )
}

const divisions = { 各地: byRegion, 各领域: byField } as const
type Way = keyof typeof divisions

const everything = '全部'

function Reasons({ overview }: { readonly overview: Overview }) {
  const { batch, cells, reasons, before } = overview
  const [way, setWay] = useState<Way>('各地')
  const [chosen, setChosen] = useState<string | null>(null)
  const division = divisions[way]
  const from = { to: ofBatch(reasonsPath, batch.id), title: '未通过原因' }
  const keys = keysOf(reasons, division)
  const isIn = (cell: FigureCell | ReasonCell) => chosen === null || division.of(cell) === chosen
  const notPassed = (all: readonly FigureCell[]) => notPassedIn(sumUp(all.filter(isIn)))
  return (
    <>
      <div className={styles.ways}>
        <Segmented
          aria-label="分类"
          options={Object.keys(divisions)}
          value={way}
          onChange={(next) => {
            setWay(next as Way)
            setChosen(null)
          }}
        />
        <Segmented
          aria-label="范围"
          options={[everything, ...keys.map((key) => ({ value: key, label: division.label(key) }))]}
          value={chosen ?? everything}
          onChange={(next) => setChosen(next === everything ? null : next)}
        />
      </div>
      <Section title={chosen === null ? '全批排行' : `${division.label(chosen)}排行`}>
        <ReasonBars
          batch={batch.id}
          reasons={rankReasons(reasons.filter(isIn))}
          notPassed={notPassed(cells)}
          before={
            before && before.cells.length > 0
              ? {
                  batch: before.batch.id,
                  reasons: rankReasons(before.reasons.filter(isIn)),
                  notPassed: notPassed(before.cells),
                }
              : null
          }
          part={chosen === null ? {} : division.part(chosen)}
          from={from}
        />
      </Section>
      {keys.length > 0 && (
        <Section title={`${way}对照`}>
          <Across overview={overview} division={division} keys={keys} title={way} />
        </Section>
      )}
    </>
  )
}

function keysOf(reasons: readonly ReasonCell[], { of, order }: Division): readonly string[] {
  const keys = [...new Set(reasons.map(of))]
  return order ? keys.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)) : keys.toSorted()
}

/** How often which rule was a reason where. */
function Across({
  overview: { batch, reasons },
  division,
  keys,
  title,
}: {
  readonly overview: Overview
  readonly division: Division
  readonly keys: readonly string[]
  readonly title: string
}) {
  const from = { to: ofBatch(reasonsPath, batch.id), title: '未通过原因' }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label={`${title}对照`} tabIndex={0}>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">审查项</th>
            {keys.map((key) => (
              <th key={key} scope="col">
                {division.label(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rankReasons(reasons).map(({ code, title: about }) => (
            <tr key={code}>
              <th scope="row">
                {code}　{about}
              </th>
              {keys.map((key) => {
                const own = reasons.filter((cell) => cell.code === code && division.of(cell) === key)
                const count = rankReasons(own).reduce((sum, one) => sum + totalOf(one), 0)
                return (
                  <td key={key}>
                    <ListLink
                      part={{ batch: batch.id, reason: code, ...division.part(key) }}
                      count={count}
                      label={`${division.label(key)} ${code}`}
                      from={from}
                    />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

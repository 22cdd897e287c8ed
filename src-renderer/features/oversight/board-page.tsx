import { Button } from 'antd'
import { useLocation } from 'wouter'
import { undecidedStates } from '../../../src-main/domain/formal-review/rules.ts'
import type { Overview } from '../../../src-main/domain/oversight/overview.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Section } from '../../ui/page.tsx'
import { BatchOverviewPage } from './batch-choice.tsx'
import { DueDays } from './due-days.tsx'
import { FiguresTable } from './figures-table.tsx'
import { ListLink } from './list-link.tsx'
import styles from './oversight.module.css'
import { byField, byOffice, byRegion, type Division, rowsOf, wholeRow } from './overview-rows.ts'
import { boardPath, ofBatch, onePagePath, reasonsPath } from './paths.ts'
import { StatisticsButton } from './statistics-button.tsx'

/** 批次看板: where the applications of a batch stand, as a picture and in numbers. */
export function BoardPage() {
  const [, navigate] = useLocation()
  return (
    <BatchOverviewPage
      title="批次看板"
      path={boardPath}
      actions={({ batch }) => (
        <>
          <StatisticsButton batch={batch.id} />
          <Button onClick={() => navigate(ofBatch(onePagePath, batch.id))}>处长一页纸</Button>
          <Button onClick={() => navigate(ofBatch(reasonsPath, batch.id))}>未通过原因</Button>
        </>
      )}
    >
      {(overview) => <Board overview={overview} />}
    </BatchOverviewPage>
  )
}

function Board({ overview }: { readonly overview: Overview }) {
  const nameOf = useOfficeName()
  const from = { to: ofBatch(boardPath, overview.batch.id), title: '批次看板' }
  const withMoney = overview.batch.kind === 'joint'
  const table = (title: string, division: Division) => (
    <FiguresTable
      title={title}
      rows={rowsOf(overview, division)}
      total={wholeRow(overview)}
      withMoney={withMoney}
      from={from}
    />
  )
  return (
    <>
      <Section title="各审查单位">
        {table(
          '审查单位',
          byOffice((code) => nameOf(code)),
        )}
      </Section>
      <Section title="未办结的，导入以来已有几个工作日">
        <Ages overview={overview} />
      </Section>
      <Section title="补交材料的期限">
        <DueDays overview={overview} from={from} />
      </Section>
      <Section title="各地">{table('牵头单位所在地', byRegion)}</Section>
      <Section title="各领域">{table('领域', byField)}</Section>
    </>
  )
}

/** The undecided by how many working days ago they were taken in here. */
function Ages({ overview: { batch, ages } }: { readonly overview: Overview }) {
  const from = { to: ofBatch(boardPath, batch.id), title: '批次看板' }
  const most = Math.max(...ages.map(({ count }) => count), 1)
  return (
    <ul className={styles.ages} aria-label="未办结的申报，按接收后的工作日">
      {ages.map(({ label, days, count }) => (
        <li key={label}>
          <span className={styles.ageLabel}>{label}</span>
          <span className={styles.ageRoom} aria-hidden="true">
            <span className={styles.ageBar} style={{ width: `${(100 * count) / most}%` }} />
          </span>
          <span className={styles.ageCount}>
            <ListLink
              part={{ batch: batch.id, states: undecidedStates, taken: days }}
              count={count}
              label={`接收${label}、未办结`}
              from={from}
            />
            {' 项'}
          </span>
        </li>
      ))}
    </ul>
  )
}

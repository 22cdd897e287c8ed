import { Button } from 'antd'
import { notPassedIn, rankReasons, sumUp } from '../../../src-main/domain/formal-review/rules.ts'
import type { Overview } from '../../../src-main/domain/oversight/overview.ts'
import { useDesk } from '../../app/desk.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { formatWan } from '../../ui/money.tsx'
import { Section } from '../../ui/page.tsx'
import { PaperDialog } from '../../ui/paper-dialog.tsx'
import { BatchOverviewPage, useCompareWith } from './batch-choice.tsx'
import { DueDays } from './due-days.tsx'
import { Before, FiguresTable } from './figures-table.tsx'
import { ListLink, type Part } from './list-link.tsx'
import styles from './oversight.module.css'
import { byRegion, rowsOf, wholeRow } from './overview-rows.ts'
import { ofBatch, onePagePath } from './paths.ts'
import { ReasonBars } from './reason-bars.tsx'

/** 处长一页纸 on screen: the same figures as on paper, each opening its list. */
export function OnePage() {
  return (
    <BatchOverviewPage
      title="处长一页纸"
      path={onePagePath}
      actions={(overview) => <PrintButton overview={overview} />}
    >
      {(overview) => <Figures overview={overview} />}
    </BatchOverviewPage>
  )
}

function PrintButton({ overview: { batch } }: { readonly overview: Overview }) {
  const desk = useDesk()
  const show = useDialogs()
  const compare = useCompareWith(batch.id)
  const input = { batch: batch.id, ...(compare === undefined ? {} : { compare }) }
  return (
    <Button
      type="primary"
      onClick={() =>
        void show<void>((done) => (
          <PaperDialog
            title="形式审查一页纸"
            make={(target, options) => desk.oversight.onePage({ ...input, target }, options)}
            onClose={done}
          />
        ))
      }
    >
      打印一页纸…
    </Button>
  )
}

const shownReasons = 6

function Figures({ overview }: { readonly overview: Overview }) {
  const { batch, cells, reasons, before } = overview
  const figures = sumUp(cells)
  const was = before && before.cells.length > 0 ? sumUp(before.cells) : null
  const from = { to: ofBatch(onePagePath, batch.id), title: '处长一页纸' }
  const { 通过, 补交材料中, 不予受理, 未开始, 审查中 } = figures.states
  const wasOpen = was && was.states.未开始 + was.states.审查中
  const isJoint = batch.kind === 'joint'
  const numbers: readonly (readonly [string, number, number | null | undefined, Omit<Part, 'batch'>])[] = [
    ['申报', figures.total, was?.total, {}],
    ['通过', 通过, was?.states.通过, { states: ['通过'] }],
    ['补交材料', 补交材料中, was?.states.补交材料中, { states: ['补交材料中'] }],
    ['不予受理', 不予受理, was?.states.不予受理, { states: ['不予受理'] }],
    ['未办结', 未开始 + 审查中, wasOpen, { states: ['未开始', '审查中'] }],
  ]
  return (
    <>
      <ul className={styles.headline} aria-label="总体情况">
        {numbers.map(([label, count, earlier, part]) => (
          <li key={label}>
            <span className={styles.bigNumber}>
              <ListLink part={{ batch: batch.id, ...part }} count={count} label={label} from={from} />
            </span>
            <span>{label}</span>
            {earlier != null && before && (
              <Before>
                上一批{' '}
                <ListLink
                  part={{ batch: before.batch.id, ...part }}
                  count={earlier}
                  label={`上一批 ${label}`}
                  from={from}
                />
              </Before>
            )}
          </li>
        ))}
        {isJoint && (
          <li>
            <span className={styles.bigNumber}>{formatWan(figures.requested)}</span>
            <span>申请支持（万元）{figures.absent > 0 && `，${figures.absent} 项未录入`}</span>
            {was && <Before>上一批 {formatWan(was.requested)}</Before>}
          </li>
        )}
      </ul>
      <Section title="各地">
        <FiguresTable
          title="牵头单位所在地"
          rows={rowsOf(overview, byRegion)}
          total={wholeRow(overview)}
          withMoney={isJoint}
          from={from}
        />
      </Section>
      <Section title="期限">
        <DueDays overview={overview} from={from} />
      </Section>
      <Section title="未通过的主要原因">
        <ReasonBars
          batch={batch.id}
          reasons={rankReasons(reasons).slice(0, shownReasons)}
          notPassed={notPassedIn(figures)}
          before={
            before && was
              ? { batch: before.batch.id, reasons: rankReasons(before.reasons), notPassed: notPassedIn(was) }
              : null
          }
          from={from}
        />
      </Section>
    </>
  )
}

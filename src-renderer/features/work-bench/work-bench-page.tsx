import { Button } from 'antd'
import { Link, useLocation } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { kindNames } from '../../text/batches.ts'
import { dayOf, withWeekday } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { BatchCounts } from '../batches/batch-counts.tsx'
import { Countdown } from '../batches/countdown.tsx'
import { intakeState } from '../batches/intake.ts'
import { batchPath } from '../batches/paths.ts'
import { TodoList } from './todo-list.tsx'
import styles from './work-bench.module.css'

/** What needs me today, and where each batch stands. */
export function WorkBenchPage() {
  const { name } = usePerson()
  const may = useMay()
  const today = dayOf(new Date())
  return (
    <Page title="工作台" remark={`${name}，今天是 ${withWeekday(today)}`}>
      <Section title="需要我办的">
        <TodoList />
      </Section>
      {may('batches:read') && <Batches today={today} />}
    </Page>
  )
}

function Batches({ today }: { readonly today: string }) {
  const desk = useDesk()
  const may = useMay()
  const [, navigate] = useLocation()
  const batches = useQueryOf(desk.batches.list, null)
  const create = may('batches:edit') && <Button onClick={() => navigate('/batches/new')}>新建批次</Button>
  return (
    <Section title="各批次进展" actions={create}>
      <Loaded query={batches}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title="还没有批次">
              {create ? '先新建一个批次，再导入申报清单。' : '批次建立或随数据交换包到来后，进展显示在这里。'}
            </EmptyState>
          ) : (
            <ul>
              {all.map((batch) => (
                <BatchLine key={batch.id} batch={batch} today={today} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function BatchLine({ batch, today }: { readonly batch: Batch; readonly today: string }) {
  return (
    <li className={styles.batch}>
      <div className={styles.batchHead}>
        <Link to={batchPath(batch.id)} className={styles.batchTitle ?? ''}>
          {batch.title}
        </Link>
        <span>{kindNames[batch.kind]}</span>
        <StateTag state={intakeState(batch, today)} />
        <Countdown batch={batch} today={today} />
      </div>
      <BatchCounts batch={batch} />
    </li>
  )
}

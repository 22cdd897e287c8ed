import { useState } from 'react'
import { useLocation } from 'wouter'
import type { ListedAppeal } from '../../../src-main/domain/appeals/queries.ts'
import { type AppealState, appealStates } from '../../../src-main/domain/appeals/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Choices } from '../../ui/choices.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, rowsHere, type Sorting, sortRows } from '../../ui/table-columns.ts'
import { BatchSelect } from '../applications/batch-select.tsx'
import { chooseBatch } from '../applications/list-state.ts'
import { useBatches } from '../applications/use-batches.ts'
import { Deadline, daysLeft } from '../formal-review/deadline.tsx'
import { reviewPath } from '../formal-review/paths.ts'
import styles from './appeals.module.css'

/** 申诉: what came against 不予受理, until when, and how it ended; the numbers say how many succeeded. */
export function AppealsPage() {
  const desk = useDesk()
  const { query: batches, all, batch } = useBatches()
  const query = useQueryOf(desk.appeals.list, { batch: batch?.id ?? null })
  return (
    <Page
      title="申诉"
      fills
      remark="对「不予受理」的申诉。登记在该项申报的审查页面；由没有参加过审查的两人处理。"
    >
      <Loaded query={batches}>
        {() => (
          <>
            <div className={styles.head}>
              <BatchSelect
                batches={all}
                value={batch?.id ?? null}
                onChange={chooseBatch}
                allowsAll
                className={styles.batch ?? ''}
              />
            </div>
            <Loaded query={query}>{(rows) => <List rows={rows} />}</Loaded>
          </>
        )}
      </Loaded>
    </Page>
  )
}

function List({ rows }: { readonly rows: readonly ListedAppeal[] }) {
  const [, navigate] = useLocation()
  const [state, setState] = useState<AppealState | null>(null)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const shown = sortRows(
    rows.filter((row) => state === null || row.state === state),
    columns,
    sorting,
  )
  return (
    <>
      <Choices<AppealState | null>
        label="按状态筛选"
        choices={[
          { value: null, label: '全部', count: rows.length },
          ...appealStates.map((one) => ({
            value: one,
            label: one,
            count: rows.filter((row) => row.state === one).length,
          })),
        ]}
        value={state}
        onChange={setState}
      />
      <DataTable
        label="申诉"
        name="appeals"
        columns={columns}
        source={rowsHere(shown)}
        rowKey={({ id }) => id}
        sorting={sorting}
        onSort={setSorting}
        onOpen={({ application }) => navigate(reviewPath(application))}
        empty={
          shown.length === 0 && (
            <EmptyState title={state === null ? '还没有申诉' : '没有这种状态的申诉'}>
              收到申诉时，打开该项申报的审查页面，点「登记申诉」。
            </EmptyState>
          )
        }
      />
    </>
  )
}

const columns: readonly Column<ListedAppeal>[] = [
  { key: 'number', title: '编号', width: 160, text: ({ number }) => number },
  { key: 'title', title: '名称', width: 220, grows: true, text: ({ title }) => title },
  {
    key: 'state',
    title: '状态',
    width: 116,
    text: ({ state }) => state,
    render: ({ state }) => <StateTag state={state} />,
  },
  { key: 'received', title: '收到', width: 104, text: ({ received }) => received },
  {
    key: 'deadline',
    title: '处理期限',
    width: 180,
    text: ({ deadline }) => (deadline === null ? '' : `${deadline} ${daysLeft(deadline)}`),
    render: ({ deadline, state }) =>
      state !== '申诉待处理' ? deadline : deadline === null ? '未定' : <Deadline day={deadline} />,
  },
  { key: 'grounds', title: '申诉事由', width: 260, text: ({ grounds }) => grounds },
  { key: 'reason', title: '处理理由', width: 220, text: ({ reason }) => reason ?? '' },
  { key: 'lead', title: '牵头单位', width: 170, text: ({ lead }) => lead },
  {
    key: 'institution',
    title: '受理单位',
    width: 90,
    text: ({ institution }) => institution,
    render: ({ institution }) => <OfficeChip code={institution} />,
  },
]

import { Button } from 'antd'
import { useEffect } from 'react'
import { useLocation, useParams } from 'wouter'
import type { CheckedRow, CheckSummary } from '../../../src-main/domain/machine-checks/index.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page.tsx'
import { usePagedRows } from '../../ui/paged-rows.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { chooseBatch } from '../applications/list-state.ts'
import { useBatches } from '../applications/use-batches.ts'
import { batchOfPath } from '../batches/paths.ts'
import { reviewPath } from '../formal-review/paths.ts'
import { checkColumns } from './check-columns.tsx'
import { type CheckWalk, useCheckList } from './check-list.ts'
import styles from './machine-checks.module.css'
import { RuleFilter } from './rule-filter.tsx'
import { useCheckRun } from './use-check-run.ts'

/** 机器核对: what the machine finds in a whole batch; each number opens its list, and review begins from there. */
export function MachineChecksPage() {
  const { query, all, batch } = useBatches()
  const { batch: part } = useParams<{ batch?: string }>()
  useEffect(() => {
    if (part !== undefined) chooseBatch(batchOfPath(part))
  }, [part])
  const chosen = batch ?? all[0] ?? null
  return (
    <Page title="机器核对" fills>
      <Loaded query={query}>
        {() =>
          chosen === null ? (
            <EmptyState title="还没有批次">先在「申报受理」中建立批次、导入申报清单，再来核对。</EmptyState>
          ) : (
            <>
              <div className={styles.head}>
                <BatchSelect
                  batches={all}
                  value={chosen.id}
                  onChange={chooseBatch}
                  className={styles.batch ?? ''}
                />
              </div>
              <Checked key={chosen.id} batch={chosen.id} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Checked({ batch }: { readonly batch: string }) {
  const desk = useDesk()
  const query = useQueryOf(desk.machineChecks.summary, batch, { keepPrevious: true })
  const { start, isRunning, refusal } = useCheckRun(batch)
  return (
    <>
      <RefusalNote refusal={refusal} />
      <Loaded query={query}>
        {(summary) =>
          summary === null ? (
            <EmptyState
              title="这个批次还没有机器核对过"
              action={
                <Button type="primary" loading={isRunning} onClick={start}>
                  机器核对全部
                </Button>
              }
            >
              机器按评审方案逐项核对本批次全部申报，一万项约需几秒到十几秒；不写入任何审查意见。
            </EmptyState>
          ) : (
            <>
              <Standing summary={summary} isRunning={isRunning} onStart={start} />
              <RuleFilter batch={batch} summary={summary} />
              <List batch={batch} />
            </>
          )
        }
      </Loaded>
    </>
  )
}

function Standing({
  summary: { at, hasChanged, applications },
  isRunning,
  onStart,
}: {
  readonly summary: CheckSummary
  readonly isRunning: boolean
  readonly onStart: () => void
}) {
  const again = (
    <Button size="small" type={hasChanged ? 'primary' : 'default'} loading={isRunning} onClick={onStart}>
      重新核对
    </Button>
  )
  const told = `${minuteOf(at)} 核对了 ${applications.toLocaleString('en-US')} 项。`
  return hasChanged ? (
    <Note tone="warn" actions={again}>
      {told}有变化，重新核对：此后申报、附件、方案有变动，或已不是当天。
    </Note>
  ) : (
    <Note actions={again}>{told}机器只提建议，结论由人作出；已有结论的按当时冻结的核对结果计。</Note>
  )
}

function List({ batch }: { readonly batch: string }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const { filter, sort } = useCheckList()
  const { source, total, refusal } = usePagedRows({
    call: desk.machineChecks.list,
    inputOf: (offset, limit) => ({ batch, filter, sort, offset, limit }) as Input,
    pageOf: ({ rows, total: all }): { rows: readonly CheckedRow[]; total: number } => ({ rows, total: all }),
  })
  if (refusal) return <RefusalNote refusal={refusal} />
  return (
    <DataTable
      label="机器核对结果"
      name="machine-checks"
      columns={checkColumns}
      source={source}
      rowKey={({ id }) => id}
      sorting={{ column: sort.column, direction: sort.descending ? 'down' : 'up' }}
      onSort={(sorting) =>
        useCheckList.setState({
          sort: sorting
            ? { column: sorting.column as typeof sort.column, descending: sorting.direction === 'down' }
            : { column: 'fails', descending: true },
        })
      }
      onOpen={({ id }) => {
        const walk: CheckWalk = { checkedBatch: batch, filter, sort }
        navigate(reviewPath(id), { state: walk })
      }}
      empty={total === 0 && <EmptyState title="没有符合条件的申报">换一个条件，或点「全部」。</EmptyState>}
    />
  )
}

type Input = Parameters<ReturnType<typeof useDesk>['machineChecks']['list']>[0]

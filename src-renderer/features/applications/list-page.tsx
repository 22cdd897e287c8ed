import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useChosenColumns } from '../../ui/chosen-columns.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded, Waiting } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { usePagedRows } from '../../ui/paged-rows.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useSavedViews } from '../../ui/saved-views.ts'
import { SavedViewsBar } from '../../ui/saved-views-bar.tsx'
import type { Column, RowSource } from '../../ui/table-columns.ts'
import { WriteDossiersButton } from '../oversight/write-dossiers.tsx'
import styles from './list.module.css'
import { columnsWithDesk, listColumns, type PlacedRow } from './list-columns.tsx'
import { ListFilters } from './list-filters.tsx'
import { useListSelection } from './list-selection.ts'
import { clearFilter, isFiltered, sortFrom, sortingOf, useListState } from './list-state.ts'
import { type ListView, readView, stateOf, usualView, viewOf } from './list-view.ts'
import { openedFrom } from './opened-from.ts'
import { applicationPath, attachPath, importPath, importsPath } from './paths.ts'
import { TemplateButton } from './template-button.tsx'
import { useBatches } from './use-batches.ts'
import { useOfficeDesks } from './use-desks.ts'
import { useHandOver } from './use-hand-over.tsx'

const pageSize = 200
/** Dossiers that are written in one go. */
const mostDossiers = 500

/** 申报受理: every application known here, of a batch or of all, own ones and those that came from other offices. */
export function ListPage() {
  const { query, all, batch } = useBatches()
  const may = useMay()
  const [, navigate] = useLocation()
  const [back] = useState(() => openedFrom(window.history.state))
  const canEdit = may('applications:edit')
  const actions = all.length > 0 && (
    <>
      <Button onClick={() => navigate(importsPath)}>历次导入</Button>
      {canEdit && <Button onClick={() => navigate(attachPath)}>按编号附上文件</Button>}
      {canEdit && (
        <Button type="primary" onClick={() => navigate(importPath)}>
          导入申报清单
        </Button>
      )}
    </>
  )
  return (
    <Page title="申报清单" fills actions={actions} {...(back ? { back } : {})}>
      <Loaded query={query}>
        {() =>
          all.length === 0 ? (
            <NoBatch />
          ) : (
            <Arranged>
              {(arrangement) => (
                <>
                  <ListFilters batches={all} batch={batch} />
                  <List {...arrangement} />
                </>
              )}
            </Arranged>
          )
        }
      </Loaded>
    </Page>
  )
}

function NoBatch() {
  const may = useMay()
  const [, navigate] = useLocation()
  const action = may('batches:edit') && (
    <Button type="primary" onClick={() => navigate('/batches/new')}>
      新建批次
    </Button>
  )
  return (
    <EmptyState title="还没有批次" action={action}>
      申报归在批次之下。请先建立批次，再导入申报清单；别的单位建立的批次和申报会随数据交换包过来。
    </EmptyState>
  )
}

type Arrangement = {
  readonly columns: readonly Column<PlacedRow>[]
  readonly chooser: ReactNode
  readonly views: ReactNode
}

/** Columns and saved views; the list waits for what this person had left it with. */
function Arranged({ children }: { readonly children: (arrangement: Arrangement) => ReactNode }) {
  const { id } = usePerson()
  const { areSeveral } = useOfficeDesks()
  const { columns, chooser, layout, isReady, change } = useChosenColumns(
    'applications',
    areSeveral ? columnsWithDesk : listColumns,
  )
  const state = useListState()
  const now = viewOf(state, layout)
  const saved = useSavedViews<ListView>({
    list: 'applications',
    now,
    read: readView,
    restore(last) {
      const { person } = useListState.getState()
      if (person !== id) useListState.setState({ ...stateOf(last ?? usualView), person: id })
    },
  })
  function apply(view: ListView) {
    useListState.setState(stateOf(view))
    change(view.columns)
  }
  if (!isReady || !saved.isReady || state.person !== id) return <Waiting />
  const usual = { ...usualView, batch: now.batch }
  const views = <SavedViewsBar saved={saved} now={now} usual={usual} apply={apply} />
  return children({ columns, chooser, views })
}

function List({ columns, chooser, views }: Arrangement) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const { batch } = useBatches()
  const { filter, sort } = useListState()
  const whole = { ...filter, batch: batch?.id ?? null }
  const { source, total, refusal } = usePagedRows({
    call: desk.formalReview.list,
    inputOf: (offset, limit) => ({ filter: whole, sort, offset, limit }),
    pageOf: ({ rows, total: all }): { rows: readonly ListRow[]; total: number } => ({ rows, total: all }),
    pageSize,
  })
  const { rowCount, rowAt, onRangeNeeded } = source
  const placed = useMemo((): RowSource<PlacedRow> => {
    const at = (index: number) => {
      const row = rowAt(index)
      return row && { ...row, place: index + 1 }
    }
    return { rowCount, rowAt: at, ...(onRangeNeeded ? { onRangeNeeded } : {}) }
  }, [rowCount, rowAt, onRangeNeeded])

  const selection = useListSelection({ filter: whole, sort })
  const handOver = useHandOver(selection)

  if (refusal) return <RefusalNote refusal={refusal} />
  return (
    <>
      <div className={styles.count}>
        {total !== null && <span aria-live="polite">共 {total.toLocaleString('en-US')} 项</span>}
        {isFiltered(filter) && (
          <button type="button" className={styles.clear} onClick={clearFilter}>
            清除筛选
          </button>
        )}
        {views}
        <span className={styles.chooser}>{chooser}</span>
      </div>
      <DataTable
        // Another filter is another list: it begins at its top.
        key={JSON.stringify(whole)}
        label="申报"
        name="applications"
        columns={columns}
        source={placed}
        rowKey={({ id }) => id}
        sorting={sortingOf(sort)}
        onSort={(sorting) => useListState.setState({ sort: sortFrom(sorting) })}
        onOpen={({ id }) => navigate(applicationPath(id))}
        selection={selection}
        actions={
          <>
            {handOver}
            {selection.rows.size <= mostDossiers && (
              <WriteDossiersButton applications={[...selection.rows.keys()]} />
            )}
          </>
        }
        empty={total === 0 && <NothingThere />}
      />
    </>
  )
}

function NothingThere() {
  const may = useMay()
  const [, navigate] = useLocation()
  const { batch } = useBatches()
  const filter = useListState((state) => state.filter)
  if (isFiltered(filter)) {
    return (
      <EmptyState title="没有符合条件的申报" action={<Button onClick={clearFilter}>清除筛选</Button>}>
        请放宽条件，或检查搜索的文字。
      </EmptyState>
    )
  }
  const action = may('applications:edit') && batch && (
    <>
      <Button type="primary" onClick={() => navigate(importPath)}>
        导入申报清单
      </Button>{' '}
      <TemplateButton kind={batch.kind} />
    </>
  )
  return (
    <EmptyState title="这个批次还没有申报" action={action}>
      可以导入申报系统导出的 XLSX 或 CSV 清单，什么样的列都可以；没有清单的，先下载模板填写。
    </EmptyState>
  )
}

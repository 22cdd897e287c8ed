import { Button } from 'antd'
import { useEffect } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import type { SupplyRow } from '../../../src-main/domain/supply/list.ts'
import { type SupplyFilter, supplyFilters } from '../../../src-main/domain/supply/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Choices } from '../../ui/choices.tsx'
import { useChosenColumns } from '../../ui/chosen-columns.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded, Waiting } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { usePagedRows } from '../../ui/paged-rows.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { chooseBatch } from '../applications/list-state.ts'
import { useBatches } from '../applications/use-batches.ts'
import { useSupplyList } from './list-state.ts'
import { supplyPath } from './paths.ts'
import { supplyColumns } from './supply-columns.tsx'
import styles from './supply-list.module.css'

/** 补交材料: everything that is waited for, the nearest deadline first. */
export function SupplyListPage() {
  const { query, all, batch } = useBatches()
  const search = useSupplyList((state) => state.search)
  useAddress()
  return (
    <Page title="补交材料" fills>
      <Loaded query={query}>
        {() =>
          all.length === 0 ? (
            <EmptyState title="还没有批次">先在「申报受理」中建立批次、导入申报清单，再来审查。</EmptyState>
          ) : (
            <>
              <div className={styles.head}>
                <BatchSelect
                  batches={all}
                  value={batch?.id ?? null}
                  onChange={chooseBatch}
                  allowsAll
                  className={styles.batch ?? ''}
                />
                <SearchField value={search} onChange={(text) => useSupplyList.setState({ search: text })} />
                <Whose />
              </div>
              <Filters batch={batch?.id ?? null} />
              <List batch={batch?.id ?? null} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

/** An address that names a filter opens the list there, of every batch. */
function useAddress(): void {
  const { show } = useParams<{ show?: string }>()
  useEffect(() => {
    const wanted = supplyFilters.find((one) => one === decodeURIComponent(show ?? ''))
    if (!wanted) return
    chooseBatch(null)
    useSupplyList.setState({ show: wanted, whose: 'own', search: '' })
  }, [show])
}

function Filters({ batch }: { readonly batch: string | null }) {
  const desk = useDesk()
  const { show, whose, search } = useSupplyList()
  const { data } = useQueryOf(desk.supply.counts, { batch, whose, search }, { keepPrevious: true })
  return (
    <Choices
      label="筛选"
      choices={supplyFilters.map((filter) => ({ value: filter, label: filter, count: data?.[filter] }))}
      value={show}
      onChange={(filter) => useSupplyList.setState({ show: filter })}
    />
  )
}

function List({ batch }: { readonly batch: string | null }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const { show, whose, search } = useSupplyList()
  const { columns, chooser, isReady } = useChosenColumns('supply', supplyColumns)
  const { source, total, refusal } = usePagedRows({
    call: desk.supply.list,
    inputOf: (offset, limit) => ({ batch, whose, search, show, offset, limit }),
    pageOf: ({ rows, total: all }): { rows: readonly SupplyRow[]; total: number } => ({ rows, total: all }),
  })
  if (refusal) return <RefusalNote refusal={refusal} />
  if (!isReady) return <Waiting />
  return (
    <>
      <div className={styles.count}>
        {total !== null && (
          <span aria-live="polite">共 {total.toLocaleString('en-US')} 项，期限近的在前</span>
        )}
        <span className={styles.chooser}>{chooser}</span>
      </div>
      <DataTable
        key={`${show}/${whose}/${batch}/${search}`}
        label="补交材料"
        name="supply"
        columns={columns}
        source={source}
        rowKey={({ id }) => id}
        onOpen={({ id }) => navigate(supplyPath(id))}
        empty={total === 0 && <NothingThere show={show} />}
      />
    </>
  )
}

function NothingThere({ show }: { readonly show: SupplyFilter }) {
  const { search } = useSupplyList()
  if (show !== '全部' || search !== '') {
    return (
      <EmptyState
        title="没有符合条件的申报"
        action={
          <Button onClick={() => useSupplyList.setState({ show: '全部', search: '' })}>显示全部</Button>
        }
      />
    )
  }
  return (
    <EmptyState title="没有等待补交材料的申报">
      在「<Link to="/review">审查清单</Link>
      」中作出「通知补交材料」的结论后，申报会列在这里，直到继续审查或不予受理。
    </EmptyState>
  )
}

function Whose() {
  const whose = useSupplyList((state) => state.whose)
  const choices = [
    { label: '本单位审查的', value: 'own' as const },
    { label: '各单位的', value: 'all' as const },
  ]
  return (
    <Choices
      label="来源"
      choices={choices}
      value={whose}
      onChange={(value) => useSupplyList.setState({ whose: value })}
    />
  )
}

import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import type { ReviewState } from '../../../src-main/domain/formal-review/list.ts'
import { useMay } from '../../app/session.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { chooseBatch } from '../applications/list-state.ts'
import { useBatches } from '../applications/use-batches.ts'
import { useWorkRows } from './list-rows.ts'
import { batchOfPath, reviewPath } from './paths.ts'
import { usePlace } from './place.ts'
import { reviewColumns } from './review-columns.tsx'
import styles from './review-list.module.css'
import { partsOf, useReviewList } from './review-list.ts'
import { StateBar } from './state-bar.tsx'

/** 形式审查: what is to be reviewed, what waits for the applicant, what is done. */
export function ReviewListPage() {
  const { query, all, batch } = useBatches()
  useAddress()
  return (
    <Page title="审查清单" fills actions={<Continue />}>
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
                <SearchField />
              </div>
              <StateBar batch={batch} all={all} />
              <List batch={batch?.id ?? null} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

/** An address that names a batch, or a state, opens the list there. */
function useAddress(): void {
  const { batch, state } = useParams<{ batch?: string; state?: string }>()
  useEffect(() => {
    const named = batchOfPath(batch)
    if (named === null) return
    chooseBatch(named)
    const wanted = state === undefined ? null : (decodeURIComponent(state) as ReviewState)
    useReviewList.setState({ state: wanted, search: '', sorting: null })
  }, [batch, state])
}

/** Back to the item where this person stopped. */
function Continue() {
  const place = usePlace()
  const [, navigate] = useLocation()
  const may = useMay()
  if (!place || !may('review:edit')) return null
  return (
    <Button title={`${place.number}　${place.title}`} onClick={() => navigate(reviewPath(place.application))}>
      继续上次：{place.number} {place.item}
    </Button>
  )
}

function List({ batch }: { readonly batch: string | null }) {
  const [, navigate] = useLocation()
  const state = useReviewList()
  const parts = partsOf(batch, state)
  const { source, total, refusal } = useWorkRows(parts)
  if (refusal) return <RefusalNote refusal={refusal} />
  return (
    <DataTable
      label="审查清单"
      name="formal-review"
      columns={reviewColumns}
      source={source}
      rowKey={({ id }) => id}
      sorting={state.sorting}
      onSort={(sorting) => useReviewList.setState({ sorting })}
      onOpen={(row) => {
        const walk = parts.find(
          ({ filter }) => filter.states.length === 0 || filter.states.includes(row.state),
        )
        navigate(reviewPath(row.id), { state: walk })
      }}
      empty={total === 0 && <NothingThere />}
    />
  )
}

function NothingThere() {
  const { state, search } = useReviewList()
  if (state === null && search === '') {
    return (
      <EmptyState title="这个批次还没有申报">
        先在「<Link to="/applications">申报清单</Link>」中导入清单、附上文件，再来审查。
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="没有符合条件的申报"
      action={<Button onClick={() => useReviewList.setState({ state: null, search: '' })}>显示全部</Button>}
    />
  )
}

const searchAfter = 300

/** Asks when typing pauses. */
function SearchField() {
  const search = useReviewList((state) => state.search)
  const [text, setText] = useState(search)
  useEffect(() => setText(search), [search])
  useEffect(() => {
    if (text === search) return
    const timer = setTimeout(() => useReviewList.setState({ search: text }), searchAfter)
    return () => clearTimeout(timer)
  }, [text, search])
  return (
    <Input
      allowClear
      className={styles.search ?? ''}
      prefix={<SearchIcon />}
      placeholder="编号、名称、单位中的几个字"
      aria-label="搜索编号、名称、单位"
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  )
}

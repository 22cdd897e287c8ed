import { Button } from 'antd'
import { useEffect } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import type { ReviewState } from '../../../src-main/domain/formal-review/review-state.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { Choices } from '../../ui/choices.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { BatchSelect } from '../applications/batch-select.tsx'
import { chooseBatch } from '../applications/list-state.ts'
import { useBatches } from '../applications/use-batches.ts'
import { useOfficeDesks } from '../applications/use-desks.ts'
import { useAssign } from '../assignments/use-assign.tsx'
import { WhoseWork } from '../assignments/whose-work.tsx'
import { batchOfPath } from '../batches/paths.ts'
import { ArrangedList } from './arranged-list.tsx'
import { ListPapers } from './list-papers.tsx'
import { useWorkRows } from './list-rows.ts'
import { reviewPath } from './paths.ts'
import { usePlace } from './place.ts'
import styles from './review-list.module.css'
import { listOf, partsOf, useReviewList, type Whose } from './review-list.ts'
import { useReviewSelection } from './review-selection.ts'
import { StateBar } from './state-bar.tsx'

/** 形式审查: what is to be reviewed, what waits for the applicant, what is done. */
export function ReviewListPage() {
  const { query, all, batch } = useBatches()
  const search = useReviewList((state) => state.search)
  // Before that a choice would be lost to what this person had left the list with.
  const isArranged = useReviewList((state) => state.person) === usePerson().id
  useAddress()
  return (
    <Page title="审查清单" fills actions={<Actions batch={batch?.id ?? null} />}>
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
                {isArranged && (
                  <>
                    <SearchField
                      value={search}
                      onChange={(text) => useReviewList.setState({ search: text })}
                    />
                    <Origin />
                    <WhoseWork />
                  </>
                )}
              </div>
              <Shown batch={batch?.id ?? null} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

/** An address that names a batch, or a state, opens the list there. */
function useAddress(): void {
  const { id } = usePerson()
  const { batch, state } = useParams<{ batch?: string; state?: string }>()
  useEffect(() => {
    if (batch === undefined) return
    chooseBatch(batchOfPath(batch))
    const wanted = state === undefined ? null : (decodeURIComponent(state) as ReviewState)
    // Numbers elsewhere count every office's applications: what they open must be as long.
    useReviewList.setState({
      state: wanted,
      search: '',
      whose: 'all',
      assignee: null,
      sorting: null,
      person: id,
    })
  }, [batch, state, id])
}

/** The papers about what is listed, and the way back to where this person stopped. */
function Actions({ batch }: { readonly batch: string | null }) {
  const { state, search } = useReviewList()
  const scope = useScope(batch)
  return (
    <>
      <ListPapers list={listOf({ ...scope, search }, state === null ? [] : [state])} />
      <Continue />
    </>
  )
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

/** Whose applications of the batch are looked at. */
function useScope(batch: string | null) {
  const { institution } = usePerson()
  const { whose, assignee } = useReviewList()
  return {
    batch,
    assignee,
    institutions: whose === 'all' ? [] : [institution],
    desk: whose === 'here' ? ('here' as const) : null,
  }
}

function Shown({ batch }: { readonly batch: string | null }) {
  const { search } = useReviewList()
  const scope = useScope(batch)
  return (
    <>
      <StateBar scope={scope} />
      <ArrangedList>
        {(columns, bar) => (
          <>
            {bar}
            <List scope={{ ...scope, search }} columns={columns} />
          </>
        )}
      </ArrangedList>
    </>
  )
}

function List({
  scope,
  columns,
}: {
  readonly scope: Parameters<typeof partsOf>[0]
  readonly columns: readonly Column<ListRow>[]
}) {
  const [, navigate] = useLocation()
  const state = useReviewList()
  const parts = partsOf(scope, state)
  const { source, total, refusal } = useWorkRows(parts)
  const selection = useReviewSelection(parts)
  const assign = useAssign(selection)
  if (refusal) return <RefusalNote refusal={refusal} />
  return (
    <DataTable
      label="审查清单"
      name="formal-review"
      columns={columns}
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
      {...(assign ? { selection, actions: assign } : {})}
      empty={total === 0 && <NothingThere />}
    />
  )
}

/** Whose applications are listed. */
function Origin() {
  const whose = useReviewList((list) => list.whose)
  const { areSeveral } = useOfficeDesks()
  const choices: readonly { readonly label: string; readonly value: Whose }[] = [
    ...(areSeveral ? [{ label: '本台审查的', value: 'here' as const }] : []),
    { label: '本单位审查的', value: areSeveral ? 'office' : 'here' },
    { label: '各单位的', value: 'all' },
  ]
  return (
    <Choices
      label="来源"
      choices={choices}
      value={whose}
      onChange={(value) => useReviewList.setState({ whose: value })}
    />
  )
}

function NothingThere() {
  const { state, search, whose, assignee } = useReviewList()
  if (state !== null || search !== '' || assignee !== null) {
    return (
      <EmptyState
        title="没有符合条件的申报"
        action={
          <Button onClick={() => useReviewList.setState({ state: null, search: '', assignee: null })}>
            显示全部
          </Button>
        }
      />
    )
  }
  const others = whose !== 'all' && (
    <Button onClick={() => useReviewList.setState({ whose: 'all' })}>看各单位的申报</Button>
  )
  return (
    <EmptyState
      title={whose !== 'all' ? '本单位在这里没有要审查的申报' : '这个批次还没有申报'}
      action={others}
    >
      本单位的申报在「<Link to="/applications">申报清单</Link>
      」中导入、附上文件；别的单位的随数据交换包过来，只能查看。
    </EmptyState>
  )
}

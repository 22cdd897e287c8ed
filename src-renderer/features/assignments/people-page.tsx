import { Button } from 'antd'
import { useLocation } from 'wouter'
import { nobody } from '../../../src-main/domain/assignments/rules.ts'
import type { Load } from '../../../src-main/domain/formal-review/loads.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { chooseBatch } from '../applications/list-state.ts'
import { useBatches } from '../applications/use-batches.ts'
import { useOfficeDesks } from '../applications/use-desks.ts'
import { useLength } from '../formal-review/list-rows.ts'
import { listPath } from '../formal-review/paths.ts'
import { listOf, stateOrder, useReviewList } from '../formal-review/review-list.ts'
import styles from './assignments.module.css'
import { unfinishedOf, useLoads } from './loads.ts'
import { MoveDialog } from './move-dialog.tsx'
import { ToDeskDialog } from './to-desk-dialog.tsx'
import { nobodyInWords } from './words.ts'

/** 分工: who has how much of the formal review, and everything of one person moved at once. */
export function PeoplePage() {
  const { query, all, batch } = useBatches()
  return (
    <Page title="分工" remark="形式审查由谁办理。分配在审查清单中选中各项后进行；点数字看清单。">
      <Loaded query={query}>
        {() =>
          all.length === 0 ? (
            <EmptyState title="还没有批次">先在「申报受理」中建立批次、导入申报清单，再来分工。</EmptyState>
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
              </div>
              <People batch={batch?.id ?? null} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function People({ batch }: { readonly batch: string | null }) {
  const loads = useLoads(batch)
  const may = useMay()
  const canMove = may('review:edit')
  return (
    <Loaded query={loads}>
      {(all) => (
        <SmallTable
          label="各人的审查"
          head={['经办人', ...stateOrder, ...(canMove ? ['办理'] : [])]}
          rows={[
            {
              key: nobody,
              cells: [
                nobodyInWords,
                ...stateOrder.map((state) => <Unassigned key={state} batch={batch} state={state} />),
                ...(canMove ? [<GoAssign key="assign" />] : []),
              ],
            },
            ...all.map((load) => ({
              key: load.person,
              cells: [
                load.mayReview ? load.name : `${load.name}（不再办理）`,
                ...stateOrder.map((state) => (
                  <Count key={state} count={load.counts[state]} person={load.person} state={state} />
                )),
                ...(canMove ? [<Moves key="moves" load={load} all={all} />] : []),
              ],
            })),
          ]}
        />
      )}
    </Loaded>
  )
}

type State = (typeof stateOrder)[number]

function Unassigned({ batch, state }: { readonly batch: string | null; readonly state: State }) {
  const { institution } = usePerson()
  const count = useLength(listOf({ batch, institutions: [institution], assignee: nobody }, [state]))
  return <Count count={count ?? 0} person={nobody} state={state} />
}

/** A number that opens its list. */
function Count({
  count,
  person,
  state,
}: {
  readonly count: number
  readonly person: string
  readonly state: State
}) {
  const openList = useOpenList()
  if (count === 0) return <span className={styles.none}>0</span>
  return (
    <button type="button" className={styles.count} onClick={() => openList(person, state)}>
      {count.toLocaleString('en-US')}
    </button>
  )
}

function GoAssign() {
  const openList = useOpenList()
  return (
    <Button size="small" onClick={() => openList(nobody, null)}>
      去分配
    </Button>
  )
}

function useOpenList() {
  const { id } = usePerson()
  const [, navigate] = useLocation()
  const { areSeveral } = useOfficeDesks()
  return (assignee: string, state: State | null) => {
    const whose = areSeveral ? ('office' as const) : ('here' as const)
    useReviewList.setState({ state, assignee, search: '', whose, sorting: null, person: id })
    navigate(listPath)
  }
}

function Moves({ load, all }: { readonly load: Load; readonly all: readonly Load[] }) {
  const show = useDialogs()
  const may = useMay()
  const { others: desks } = useOfficeDesks()
  const others = all.filter(({ person, mayReview }) => mayReview && person !== load.person)
  if (unfinishedOf(load) === 0) return null
  return (
    <span className={styles.moves}>
      {others.length > 0 && (
        <Button
          size="small"
          onClick={() =>
            void show<void>((done) => <MoveDialog from={load} others={others} done={() => done()} />)
          }
        >
          全部移交给…
        </Button>
      )}
      {desks.length > 0 && may('applications:edit') && (
        <Button
          size="small"
          onClick={() =>
            void show<void>((done) => <ToDeskDialog from={load} desks={desks} done={() => done()} />)
          }
        >
          移交到另一台工作台…
        </Button>
      )}
    </span>
  )
}

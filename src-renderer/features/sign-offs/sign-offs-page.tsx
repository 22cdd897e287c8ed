import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useLocation, useParams } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { type SignOffState, signOffStates } from '../../../src-main/domain/sign-offs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { type Choice, Choices } from '../../ui/choices.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { rowsHere } from '../../ui/table-columns.ts'
import { BatchSelect } from '../applications/batch-select.tsx'
import { chooseBatch } from '../applications/list-state.ts'
import { useBatches } from '../applications/use-batches.ts'
import { batchOfPath, batchPath } from '../batches/paths.ts'
import { ByCode } from './by-code.tsx'
import { ClosedList } from './closed-list.tsx'
import { signOffPath } from './paths.ts'
import { RequestDialog } from './request-dialog.tsx'
import { signOffColumns } from './sign-off-columns.tsx'
import styles from './sign-offs.module.css'

/** What of the page is looked at: closed reviews in one state, or the 呈批件 themselves. */
export type Tab = SignOffState | '呈批件'

const remarks: Readonly<Record<Tab, string>> = {
  待呈批: '已有结论而没有呈批的。选定后呈批，打印呈批件和附表；签回后凭校验码登记。',
  待签批: '已列入呈批件，等纸件签回后登记。',
  已退回: '签批时没有同意的。处理后可以再次呈批；结论要改的，先重新打开审查。',
  已签批: '签批同意已登记，结论生效，文书注明签批日期和文号。',
  呈批件: '本批次的每一份呈批件。打开一份可以打印、登记签批、查看扫描件。',
}

/** 签批: closed reviews on their way to whoever decides, and back. */
export function SignOffsPage() {
  const { query, all, batch } = useBatches()
  const address = useParams<{ batch?: string; state?: string }>()
  const [tab, setTab] = useState<Tab>('待呈批')
  useEffect(() => {
    if (address.batch !== undefined) chooseBatch(batchOfPath(address.batch))
    if (address.state !== undefined) setTab(decodeURIComponent(address.state) as Tab)
  }, [address.batch, address.state])
  const shown = batch ?? all[0]
  return (
    <Page title="签批" fills>
      <Loaded query={query}>
        {() =>
          shown === undefined ? (
            <EmptyState title="还没有批次">先建立批次、导入申报、作出审查结论，再来呈批。</EmptyState>
          ) : (
            <>
              <div className={styles.head}>
                <BatchSelect
                  batches={all}
                  value={shown.id}
                  onChange={chooseBatch}
                  className={styles.batch ?? ''}
                />
                <ByCode />
              </div>
              <Shown batch={shown} tab={tab} onTab={setTab} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Shown({
  batch,
  tab,
  onTab,
}: {
  readonly batch: Batch
  readonly tab: Tab
  readonly onTab: (tab: Tab) => void
}) {
  const desk = useDesk()
  const counts = useQueryOf(desk.formalReview.signOffCounts, null).data ?? []
  const signOffs = useQueryOf(desk.signOffs.list, { batch: batch.id })
  const countOf = (state: SignOffState) =>
    counts.find((one) => one.batch === batch.id && one.state === state)?.count ?? 0
  const tabs: readonly Choice<Tab>[] = [
    ...signOffStates.map((state) => ({ value: state, label: state, count: countOf(state) })),
    { value: '呈批件', label: '呈批件', count: signOffs.data?.length ?? 0 },
  ]
  return (
    <>
      <Choices label="按签批状态筛选" choices={tabs} value={tab} onChange={onTab} />
      <p className={styles.remark}>
        {remarks[tab]}
        {!batch.signOff && (
          <>
            本批次<Link to={batchPath(batch.id)}>设置</Link>为不需要签批，结论作出即生效；仍可以选定结论呈批。
          </>
        )}
      </p>
      {tab === '呈批件' ? <Papers batch={batch} /> : <Closed batch={batch} tab={tab} />}
    </>
  )
}

function Closed({ batch, tab }: { readonly batch: Batch; readonly tab: SignOffState }) {
  const may = useMay()
  const show = useDialogs()
  const [, navigate] = useLocation()
  const { institution } = usePerson()
  const mayAsk = (tab === '待呈批' || tab === '已退回') && may('review:edit')

  async function request(rows: readonly ListRow[]) {
    const signOff = await show<string | null>((done) => (
      <RequestDialog batch={batch} rows={rows} done={done} />
    ))
    if (signOff) navigate(signOffPath(signOff))
  }
  return (
    <ClosedList
      key={`${batch.id}/${tab}`}
      list={{
        batch: batch.id,
        // Without a requirement nothing waits by itself: whatever is closed and unsigned may be laid before somebody.
        signOffs: batch.signOff || tab !== '待呈批' ? [tab] : [],
        institution,
      }}
      selects={mayAsk}
      actions={(rows, all) => (
        <>
          <Button type="primary" disabled={rows.length === 0} onClick={() => void request(rows)}>
            呈批所选 {rows.length} 项…
          </Button>
          {all && (
            <Button onClick={() => void all().then((every) => every && request(every))}>全部呈批…</Button>
          )}
        </>
      )}
      empty={<EmptyState title={`没有${tab}的结论`}>{emptyWords[tab]}</EmptyState>}
    />
  )
}

const emptyWords: Readonly<Record<SignOffState, string>> = {
  待呈批: '审查作出结论以后会列在这里，等待呈批。',
  待签批: '呈批以后、登记签批以前的结论会列在这里。',
  已退回: '签批时没有同意的会列在这里。',
  已签批: '登记签批同意以后会列在这里。',
}

function Papers({ batch }: { readonly batch: Batch }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const query = useQueryOf(desk.signOffs.list, { batch: batch.id })
  return (
    <Loaded query={query}>
      {(rows) => (
        <DataTable
          label="呈批件"
          name="sign-offs/papers"
          columns={signOffColumns}
          source={rowsHere(rows)}
          rowKey={({ id }) => id}
          onOpen={({ id }) => navigate(signOffPath(id))}
          empty={
            <EmptyState title="还没有呈批件">在「待呈批」中选定结论后呈批，就形成一份呈批件。</EmptyState>
          }
        />
      )}
    </Loaded>
  )
}

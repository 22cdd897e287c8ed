import { Button, Segmented } from 'antd'
import { useState } from 'react'
import type { RegisterKind } from '../../../src-main/domain/registers/rules.ts'
import type { ToCheck } from '../../../src-main/domain/registers/to-check.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { useNotify } from '../../ui/notify.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, rowsHere, type Sorting, sortRows } from '../../ui/table-columns.ts'
import { inListOrder, nothingSelected, type SelectedRows } from '../../ui/table-selection.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { chooseBatch } from '../applications/list-state.ts'
import { useBatches } from '../applications/use-batches.ts'
import { RecordCheckDialog } from './record-check-dialog.tsx'
import styles from './registers.module.css'

const columns: readonly Column<ToCheck>[] = [
  {
    key: 'name',
    title: '单位名称',
    width: 260,
    grows: true,
    text: ({ organisation }) => organisation.name,
  },
  { key: 'code', title: '统一社会信用代码', width: 184, text: ({ organisation }) => organisation.code ?? '' },
  {
    key: 'state',
    title: '核查',
    width: 104,
    text: ({ state }) => state,
    render: ({ state }) => <StateTag state={state} />,
  },
  { key: 'until', title: '有效至', width: 100, text: ({ until }) => until ?? '' },
  { key: 'checkedOn', title: '最近核查', width: 100, text: ({ checkedOn }) => checkedOn ?? '' },
  {
    key: 'remark',
    title: '提醒',
    width: 132,
    text: ({ related, isLifted }) =>
      [related && '相关单位有记录', isLifted && '记录已解除'].filter(Boolean).join('，'),
  },
  { key: 'role', title: '角色', width: 60, text: ({ isLead }) => (isLead ? '牵头' : '') },
  {
    key: 'count',
    title: '申报',
    width: 56,
    align: 'right',
    isNumber: true,
    text: ({ count }) => String(count),
  },
  { key: 'numbers', title: '申报编号', width: 220, text: ({ numbers }) => numbers.join('、') },
]

const isOpen = ({ state }: ToCheck) => state === '未核查' || state === '已过有效期'

/** The organisations of a batch and where each stands: Enter records one, Space picks several for one record. */
export function ToCheckView({ register }: { readonly register: RegisterKind }) {
  const { query, all, batch: chosen } = useBatches()
  const batch = chosen ?? all[0] ?? null
  return (
    <Loaded query={query}>
      {() =>
        batch === null ? (
          <EmptyState title="还没有批次">建立批次、导入申报清单以后，这里列出要核查的单位。</EmptyState>
        ) : (
          <OfBatch key={`${batch.id} ${register}`} batch={batch.id} register={register}>
            <BatchSelect
              batches={all}
              value={batch.id}
              onChange={(next) => next && chooseBatch(next)}
              className={styles.batch ?? ''}
            />
          </OfBatch>
        )
      }
    </Loaded>
  )
}

function OfBatch({
  batch,
  register,
  children,
}: {
  readonly batch: string
  readonly register: RegisterKind
  readonly children: React.ReactNode
}) {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const query = useQueryOf(desk.registers.toCheck, { batch, register }, { keepPrevious: true })
  const [scope, setScope] = useState<'open' | 'all'>('open')
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const [selected, setSelected] = useState<SelectedRows<ToCheck>>(nothingSelected)
  const mayEdit = may('registers:edit')

  async function record(rows: readonly ToCheck[], months: number) {
    const organisations = rows.map(({ organisation }) => organisation)
    const isDone = await show<boolean>((done) => (
      <RecordCheckDialog register={register} organisations={organisations} usual={months} done={done} />
    ))
    if (isDone) setSelected(nothingSelected)
  }

  return (
    <Loaded query={query}>
      {(answer) => {
        const rows = answer?.rows ?? []
        const open = rows.filter(isOpen)
        const shown = sortRows(scope === 'open' ? open : rows, columns, sorting)
        const months = answer?.months ?? 0
        return (
          <>
            <div className={styles.head}>
              {children}
              <Segmented<'open' | 'all'>
                aria-label="范围"
                value={scope}
                options={[
                  { value: 'open', label: `要核查 ${open.length}` },
                  { value: 'all', label: `全部单位 ${rows.length}` },
                ]}
                onChange={setScope}
              />
              <span className={styles.count}>核查有效期 {months} 个月，境外单位不在内。</span>
              {mayEdit && (
                <span className={styles.spread}>
                  <WriteButton batch={batch} register={register} scope={scope} />
                </span>
              )}
            </div>
            <div className={styles.list}>
              <DataTable
                label={`${register}核查的单位`}
                name={`registers/to-check/${register}`}
                columns={columns}
                source={rowsHere(shown)}
                rowKey={({ organisation: { name, code } }) => code ?? name}
                sorting={sorting}
                onSort={setSorting}
                {...(mayEdit
                  ? {
                      onOpen: (row: ToCheck) => void record([row], months),
                      selection: { rows: selected, change: setSelected },
                      actions: (
                        <Button
                          type="primary"
                          size="small"
                          onClick={() => void record(inListOrder(selected), months)}
                        >
                          登记核查结果…
                        </Button>
                      ),
                    }
                  : {})}
                empty={
                  <EmptyState title={rows.length === 0 ? '这一批还没有单位' : '这一批的单位都核查过了'}>
                    {rows.length === 0
                      ? '导入申报清单以后，清单中的单位列在这里。'
                      : '有效期过了，或者有新单位，会再列出来。查看各单位的情况请选「全部单位」。'}
                  </EmptyState>
                }
              />
            </div>
          </>
        )
      }}
    </Loaded>
  )
}

function WriteButton({
  batch,
  register,
  scope,
}: {
  readonly batch: string
  readonly register: RegisterKind
  readonly scope: 'open' | 'all'
}) {
  const desk = useDesk()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const { pickFolder } = useFilePicker()
  async function write() {
    const folder = await pickFolder({ title: '把待核查单位表存到哪里' })
    if (!folder) return
    const written = await runTask({
      title: '导出待核查单位表',
      call: desk.registers.writeToCheck,
      input: { batch, register, scope, folder: folder.token },
      saves: false,
    })
    if (written.ok) notify.done(`已存为「${written.value.name}」，${written.value.rows} 家单位`)
    else notify.refused(written.error)
  }
  return <Button onClick={() => void write()}>导出待核查表…</Button>
}

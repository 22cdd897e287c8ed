import { Button, Modal } from 'antd'
import { useLocation } from 'wouter'
import type { ImportSummary } from '../../../src-main/domain/applications/queries.ts'
import { unverified } from '../../../src-main/domain/applications/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { useNotify } from '../../ui/notify.ts'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useRecord } from '../../ui/record.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, rowsHere } from '../../ui/table-columns.ts'
import { BatchSelect } from './batch-select.tsx'
import { ImportChanges } from './import-changes.tsx'
import styles from './list.module.css'
import { chooseBatch } from './list-state.ts'
import { importPath, listPath } from './paths.ts'
import { UnverifiedButton, UnverifiedMark } from './unverified.tsx'
import { useBatches } from './use-batches.ts'

type Line = ImportSummary & { readonly who: string }

const columns: readonly Column<Line>[] = [
  { key: 'at', title: '导入时间', width: 160, text: ({ at }) => minuteOf(at) },
  {
    key: 'origin',
    title: '清单来自',
    width: 210,
    text: ({ origin, letter }) => (letter ? `${origin}（${unverified}）` : origin),
    render: ({ origin, letter }) => (
      <>
        <OfficeChip code={origin} /> {letter && <UnverifiedMark />}
      </>
    ),
  },
  {
    key: 'institution',
    title: '导入单位',
    width: 96,
    text: ({ institution }) => institution,
    render: ({ institution }) => <OfficeChip code={institution} />,
  },
  { key: 'who', title: '导入人', width: 112, text: ({ who }) => who },
  {
    key: 'rows',
    title: '表格行数',
    width: 96,
    align: 'right',
    isNumber: true,
    text: ({ rows }) => String(rows),
  },
  {
    key: 'taken',
    title: '新增项数',
    width: 96,
    align: 'right',
    isNumber: true,
    text: ({ taken }) => String(taken),
  },
  {
    key: 'revised',
    title: '更新项数',
    width: 96,
    align: 'right',
    isNumber: true,
    text: ({ compared }) => String(compared?.revised ?? 0),
  },
  {
    key: 'left-out',
    title: '不导入',
    width: 96,
    align: 'right',
    isNumber: true,
    text: ({ leftOut }) => String(leftOut.length),
  },
  {
    key: 'state',
    title: '状态',
    width: 112,
    text: ({ withdrawn }) => (withdrawn === null ? '已导入' : '已撤回'),
    render: ({ withdrawn }) => <StateTag state={withdrawn === null ? '已导入' : '已撤回'} />,
  },
  { key: 'reason', title: '撤回原因', width: 240, grows: true, text: ({ withdrawn }) => withdrawn ?? '' },
]

/** Every list that was taken into a batch, and the way to take one back. */
export function ImportsPage() {
  const { query, all, batch } = useBatches()
  return (
    <Page title="历次导入" fills back={{ to: listPath, title: '申报清单' }}>
      <Loaded query={query}>
        {() => {
          const shown = batch ?? all[0]
          if (!shown)
            return <EmptyState title="还没有批次">建立批次并导入申报清单后，这里列出每一次导入。</EmptyState>
          return (
            <>
              <div className={styles.filters}>
                <BatchSelect
                  batches={all}
                  value={shown.id}
                  onChange={chooseBatch}
                  className={styles.batch ?? ''}
                />
              </div>
              <Imports batch={shown.id} />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}

function Imports({ batch }: { readonly batch: string }) {
  const desk = useDesk()
  const show = useDialogs()
  const may = useMay()
  const [, navigate] = useLocation()
  const imports = useQueryOf(desk.applications.imports, batch)
  const accounts = useQueryOf(desk.accounts.list, null).data
  const nameOf = (person: string) => accounts?.find(({ id }) => id === person)?.name ?? ''
  const open = (one: Line) => void show<void>((done) => <ImportDialog summary={one} done={done} />)
  return (
    <Loaded query={imports}>
      {(found) => (
        <DataTable
          label="历次导入"
          name="imports"
          columns={columns}
          source={rowsHere(found.map((one) => ({ ...one, who: nameOf(one.person) })))}
          rowKey={({ id }) => id}
          onOpen={open}
          empty={
            <EmptyState
              title="这个批次还没有导入过清单"
              action={
                may('applications:edit') && (
                  <Button type="primary" onClick={() => navigate(importPath)}>
                    导入申报清单
                  </Button>
                )
              }
            />
          }
        />
      )}
    </Loaded>
  )
}

function ImportDialog({ summary, done }: { readonly summary: Line; readonly done: () => void }) {
  const { id, at, who, institution, origin, letter, rows, taken, leftOut, withdrawn, compared } = summary
  const revised = compared?.revised ?? 0
  const all = revised === 0 ? `${taken} 项` : `新增的 ${taken} 项、更新的 ${revised} 项`
  const desk = useDesk()
  const may = useMay()
  const { institution: own } = usePerson()
  const nameOf = useOfficeName()
  const notify = useNotify()
  const withdrawing = useRecord(desk.formalReview.withdrawImport)
  const canWithdraw = may('applications:edit') && institution === own && withdrawn === null

  async function withdraw(reason: string) {
    const result = await withdrawing.run({ import: id, reason })
    if (!result.ok) return false
    notify.done(revised === 0 ? `已撤回 ${taken} 项` : `已撤回 ${taken} 项，${revised} 项恢复到更新之前`)
    done()
    return true
  }
  return (
    <Modal
      open
      title="一次导入"
      width={revised > 0 ? 1040 : 620}
      onCancel={done}
      footer={canWithdraw ? null : <Button onClick={done}>关闭</Button>}
    >
      <Facts
        rows={[
          ['导入时间', minuteOf(at)],
          ['清单来自', nameOf(origin)],
          ...(letter ? [['来函', <UnverifiedButton key="letter" letter={letter} />] as const] : []),
          ['导入单位', nameOf(institution)],
          ...(who ? [['导入人', who] as const] : []),
          ['表格行数', String(rows)],
          ['新增项数', String(taken)],
          ...(compared
            ? [
                ['更新项数', String(revised)] as const,
                ['相同', `${compared.same} 项`] as const,
                ['清单中没有', `${compared.missing} 项`] as const,
              ]
            : []),
          ['不导入的行', leftOut.length === 0 ? '没有' : `第 ${leftOut.map(({ row }) => row).join('、')} 行`],
          ...(withdrawn === null ? [] : [['撤回原因', withdrawn] as const]),
        ]}
      />
      {revised > 0 && <ImportChanges id={id} />}
      {canWithdraw && (
        <ReasonForm
          draft={`applications/withdraw/${id}`}
          label="撤回原因"
          longest={500}
          action={`撤回${revised === 0 ? ' ' : ''}${all}`}
          leave="关闭"
          recording={withdrawing}
          onReason={withdraw}
          onLeave={done}
        >
          <p>
            {taken > 0 &&
              `撤回后，新增的 ${taken} 项申报不再出现在任何清单中，记录仍保留在全程留痕里；有申报开始审查之后不能撤回。`}
            {revised > 0 &&
              `更新的 ${revised} 项恢复到更新之前，后来的补录和其他清单的内容不受影响；更新之后又有审查意见的不能撤回。`}
          </p>
        </ReasonForm>
      )}
    </Modal>
  )
}

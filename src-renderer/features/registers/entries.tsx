import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { StoredEntry } from '../../../src-main/domain/registers/matching.ts'
import type { RegisterKind } from '../../../src-main/domain/registers/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { dayOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { usePagedRows } from '../../ui/paged-rows.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { EntryDialog } from './entry-dialog.tsx'
import styles from './registers.module.css'
import { entryState, penaltyWords } from './words.ts'

const columns: readonly Column<StoredEntry>[] = [
  {
    key: 'name',
    title: '单位名称',
    width: 240,
    grows: true,
    text: ({ organisation }) => organisation.name,
  },
  { key: 'code', title: '统一社会信用代码', width: 184, text: ({ organisation }) => organisation.code ?? '' },
  {
    key: 'state',
    title: '结果',
    width: 92,
    text: (entry) => entryState(entry, dayOf(new Date())),
    render: (entry) => <StateTag state={entryState(entry, dayOf(new Date()))} />,
  },
  { key: 'checkedOn', title: '核查日期', width: 100, text: ({ checkedOn }) => checkedOn },
  { key: 'penalty', title: '惩戒期', width: 196, text: penaltyWords },
  { key: 'channel', title: '渠道', width: 180, text: ({ channel }) => channel },
  {
    key: 'source',
    title: '来源',
    width: 96,
    text: ({ row }) => (row === null ? '逐家登记' : `名单第 ${row} 行`),
  },
  { key: 'note', title: '说明', width: 200, text: ({ note }) => note },
]

/** Everything a register says, the newest first; Enter opens an entry. */
export function Entries({ register }: { readonly register: RegisterKind }) {
  const desk = useDesk()
  const show = useDialogs()
  const [search, setSearch] = useState('')
  const [onlyRecords, setOnlyRecords] = useState(false)
  const { source, total, refusal } = usePagedRows({
    call: desk.registers.entries,
    inputOf: (offset, limit) => ({ register, onlyRecords, search, offset, limit }),
    pageOf: (page) => page,
  })
  return (
    <>
      <div className={styles.head}>
        <Input
          allowClear
          className={styles.search ?? ''}
          prefix={<SearchIcon />}
          placeholder="单位名称或信用代码"
          aria-label="在登记中查找"
          maxLength={100}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
        <Checkbox checked={onlyRecords} onChange={({ target }) => setOnlyRecords(target.checked)}>
          只看有记录的
        </Checkbox>
        {total !== null && <span className={styles.count}>共 {total.toLocaleString('en-US')} 条</span>}
      </div>
      <RefusalNote refusal={refusal} />
      <div className={styles.list}>
        <DataTable
          label={`${register}登记`}
          name={`registers/entries/${register}`}
          columns={columns}
          source={source}
          rowKey={({ id, row }) => `${id} ${row}`}
          onOpen={(entry) =>
            void show<void>((done) => <EntryDialog id={entry.id} row={entry.row} done={done} />)
          }
          empty={
            <EmptyState title={search === '' && !onlyRecords ? '还没有登记' : '没有符合条件的登记'}>
              在「待核查」中逐家登记，或者导入核查结果和名单。
            </EmptyState>
          }
        />
      </div>
    </>
  )
}

import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { formatWan, Money } from '../../ui/money.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { applicationColumns } from './application-columns.tsx'
import { deskInWords } from './desk-words.ts'
import styles from './list.module.css'

/** A row with its place in the list, from 1. */
export type PlacedRow = ListRow & { readonly place: number }

export const listColumns: readonly Column<PlacedRow>[] = [
  {
    key: 'place',
    title: '序号',
    width: 52,
    isSortable: false,
    isNumber: true,
    text: ({ place }) => String(place),
  },
  { ...applicationColumns.number, width: 152 },
  { ...applicationColumns.title, width: 256 },
  { ...applicationColumns.lead, width: 120 },
  { ...applicationColumns.regions, width: 114 },
  {
    key: 'field',
    title: '领域',
    width: 80,
    text: ({ field }) => field ?? '',
    render: ({ field }) => field ?? <span className={styles.missing}>未录入</span>,
  },
  {
    key: 'requested',
    title: '申请(万元)',
    width: 96,
    align: 'right',
    isNumber: true,
    text: ({ requested }) => (requested === null ? '' : formatWan(requested)),
    render: ({ requested }) => <Money fen={requested} />,
  },
  {
    key: 'documents',
    title: '附件',
    width: 52,
    align: 'right',
    isSortable: false,
    isNumber: true,
    text: ({ documents }) => String(documents),
    render: ({ documents }) =>
      documents === 0 ? <span className={styles.missing}>无</span> : String(documents),
  },
  { ...applicationColumns.state, width: 116 },
  { key: 'deadline', title: '补交期限', width: 100, text: ({ deadline }) => deadline ?? '' },
  { ...applicationColumns.origin, width: 70 },
]

const deskColumn: Column<PlacedRow> = {
  key: 'desk',
  title: '办理工作台',
  width: 128,
  isSortable: false,
  text: ({ desk }) => (desk ? deskInWords(desk) : ''),
}

/** The same, for an office with several desks: behind the state, which of them writes it. */
export const columnsWithDesk: readonly Column<PlacedRow>[] = listColumns.flatMap((column) =>
  column.key === 'state' ? [column, deskColumn] : [column],
)

import { unverified } from '../../../src-main/domain/applications/rules.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list.ts'
import { formatWan, Money } from '../../ui/money.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { deskInWords } from './desk-words.ts'
import styles from './list.module.css'
import { RegionChips, regionsInWords } from './region-chips.tsx'
import { UnverifiedMark } from './unverified.tsx'

/** A row with its place in the list, from 1. */
export type PlacedRow = ListRow & { readonly place: number }

export const listColumns: readonly Column<PlacedRow>[] = [
  {
    key: 'place',
    title: '序号',
    width: 66,
    isSortable: false,
    isNumber: true,
    text: ({ place }) => String(place),
  },
  {
    key: 'number',
    title: '编号',
    width: 158,
    text: ({ number }) => number,
  },
  {
    key: 'title',
    title: '名称',
    width: 160,
    grows: true,
    text: ({ title }) => title,
    render: ({ title, isUnverified }) =>
      isUnverified ? (
        <span title={title}>
          <UnverifiedMark />
          {title}
        </span>
      ) : (
        <span title={title}>{title}</span>
      ),
  },
  { key: 'lead', title: '牵头单位', width: 124, text: ({ lead }) => lead },
  {
    key: 'regions',
    title: '地区',
    width: 114,
    isSortable: false,
    text: ({ leadRegion, regions }) => regionsInWords(leadRegion, regions),
    render: ({ leadRegion, regions }) => <RegionChips lead={leadRegion} regions={regions} />,
  },
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
    width: 54,
    align: 'right',
    isSortable: false,
    isNumber: true,
    text: ({ documents }) => String(documents),
    render: ({ documents }) =>
      documents === 0 ? <span className={styles.missing}>无</span> : String(documents),
  },
  {
    key: 'state',
    title: '状态',
    width: 122,
    text: ({ state }) => state,
    render: ({ state }) => <StateTag state={state} />,
  },
  { key: 'deadline', title: '补交期限', width: 106, text: ({ deadline }) => deadline ?? '' },
  {
    key: 'origin',
    title: '来源',
    width: 70,
    isSortable: false,
    text: ({ origin, isUnverified }) => (isUnverified ? `${origin}（${unverified}）` : origin),
    render: ({ origin }) => <OfficeChip code={origin} />,
  },
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

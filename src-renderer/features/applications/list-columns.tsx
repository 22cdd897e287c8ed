import type { ListRow } from '../../../src-main/domain/formal-review/list.ts'
import { formatWan, Money } from '../../ui/money.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import styles from './list.module.css'
import { RegionChips, regionsInWords } from './region-chips.tsx'

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
  { key: 'title', title: '名称', width: 160, grows: true, text: ({ title }) => title },
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
    key: 'institution',
    title: '来源',
    width: 70,
    isSortable: false,
    text: ({ institution }) => institution,
    render: ({ institution }) => <OfficeChip code={institution} />,
  },
]

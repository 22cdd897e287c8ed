import type { SupplyRow } from '../../../src-main/domain/supply/list.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { Deadline, daysLeft } from '../formal-review/deadline.tsx'

/** 「2/3 项，部分 1 项」 */
export function progressInWords({ items, settled, partly }: Pick<SupplyRow, 'items' | 'settled' | 'partly'>) {
  return `${settled}/${items} 项${partly > 0 ? `，部分 ${partly} 项` : ''}`
}

export const supplyColumns: readonly Column<SupplyRow>[] = [
  { key: 'number', title: '编号', width: 160, isSortable: false, text: ({ number }) => number },
  {
    key: 'title',
    title: '名称',
    width: 200,
    grows: true,
    isSortable: false,
    text: ({ title }) => title,
    render: ({ title }) => <span title={title}>{title}</span>,
  },
  {
    key: 'standing',
    title: '状态',
    width: 124,
    isSortable: false,
    text: ({ standing }) => standing,
    render: ({ standing }) => <StateTag state={standing} />,
  },
  {
    key: 'deadline',
    title: '补交期限',
    width: 244,
    isSortable: false,
    text: ({ deadline, isExtended }) => `${deadline} ${daysLeft(deadline)}${isExtended ? '（已延期）' : ''}`,
    render: ({ deadline, isExtended }) => (
      <>
        <Deadline day={deadline} />
        {isExtended && '　已延期'}
      </>
    ),
  },
  { key: 'progress', title: '已收', width: 128, isSortable: false, text: progressInWords },
  { key: 'sent', title: '通知发出', width: 100, isSortable: false, text: ({ sentOn }) => sentOn ?? '未登记' },
  {
    key: 'last',
    title: '最近收到',
    width: 100,
    isSortable: false,
    text: ({ lastReceived }) => lastReceived ?? '',
  },
  { key: 'lead', title: '牵头单位', width: 160, isSortable: false, text: ({ lead }) => lead },
  {
    key: 'institution',
    title: '审查单位',
    width: 84,
    isSortable: false,
    text: ({ institution }) => institution,
    render: ({ institution }) => <OfficeChip code={institution} />,
  },
]

import { unverified } from '../../../src-main/domain/applications/rules.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { RegionChips, regionsInWords } from '../applications/region-chips.tsx'
import { UnverifiedMark } from '../applications/unverified.tsx'
import { Deadline, daysLeft } from './deadline.tsx'
import styles from './review-list.module.css'

export const reviewColumns: readonly Column<ListRow>[] = [
  { key: 'number', title: '编号', width: 152, text: ({ number }) => number },
  {
    key: 'title',
    title: '名称',
    width: 200,
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
  {
    key: 'state',
    title: '状态',
    width: 108,
    text: ({ state }) => state,
    render: ({ state }) => <StateTag state={state} />,
  },
  {
    key: 'deadline',
    title: '补交期限',
    width: 180,
    text: ({ deadline }) => (deadline ? `${deadline} ${daysLeft(deadline)}` : ''),
    render: ({ deadline, state }) =>
      deadline && state === '补交材料中' ? <Deadline day={deadline} /> : null,
  },
  { key: 'lead', title: '牵头单位', width: 160, text: ({ lead }) => lead },
  {
    key: 'regions',
    title: '地区',
    width: 96,
    isSortable: false,
    text: ({ leadRegion, regions }) => regionsInWords(leadRegion, regions),
    render: ({ leadRegion, regions }) => <RegionChips lead={leadRegion} regions={regions} />,
  },
  { key: 'field', title: '领域', width: 88, text: ({ field }) => field ?? '' },
  {
    key: 'documents',
    title: '附件',
    width: 56,
    align: 'right',
    isSortable: false,
    isNumber: true,
    text: ({ documents }) => String(documents),
    render: ({ documents }) => (documents === 0 ? <span className={styles.none}>无</span> : documents),
  },
  {
    key: 'origin',
    title: '来源',
    width: 84,
    isSortable: false,
    text: ({ origin, isUnverified }) => (isUnverified ? `${origin}（${unverified}）` : origin),
    render: ({ origin }) => <OfficeChip code={origin} />,
  },
]

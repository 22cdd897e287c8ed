import { unverified } from '../../../src-main/domain/applications/rules.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { RegionChips, regionsInWords } from './region-chips.tsx'
import { UnverifiedMark } from './unverified.tsx'

/** What every list of applications says in the same way; each list gives the widths and its own columns. */
export const applicationColumns = {
  number: { key: 'number', title: '编号', text: ({ number }) => number },
  title: {
    key: 'title',
    title: '名称',
    grows: true,
    text: ({ title }) => title,
    render: ({ title, isUnverified }) => (
      <span title={title}>
        {isUnverified && <UnverifiedMark />}
        {title}
      </span>
    ),
  },
  lead: { key: 'lead', title: '牵头单位', text: ({ lead }) => lead },
  regions: {
    key: 'regions',
    title: '地区',
    isSortable: false,
    text: ({ leadRegion, regions }) => regionsInWords(leadRegion, regions),
    render: ({ leadRegion, regions }) => <RegionChips lead={leadRegion} regions={regions} />,
  },
  state: {
    key: 'state',
    title: '状态',
    text: ({ state }) => state,
    render: ({ state }) => <StateTag state={state} />,
  },
  origin: {
    key: 'origin',
    title: '来源',
    isSortable: false,
    text: ({ origin, isUnverified }) => (isUnverified ? `${origin}（${unverified}）` : origin),
    render: ({ origin }) => <OfficeChip code={origin} />,
  },
} as const satisfies Readonly<Record<string, Omit<Column<ListRow>, 'width'>>>

import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import type { CoveredItem } from '../../../src-main/domain/formal-review/sign-off-request.ts'
import type { SignOff } from '../../../src-main/domain/sign-offs/queries.ts'
import { minuteOf } from '../../ui/dates.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { applicationColumns } from '../applications/application-columns.tsx'
import { stateOf } from './sign-off-words.ts'

/** Closed reviews by where they stand with whoever decides. */
export const closedColumns: readonly Column<ListRow>[] = [
  { ...applicationColumns.number, width: 152 },
  { ...applicationColumns.title, width: 220 },
  { ...applicationColumns.state, title: '结论', width: 108 },
  {
    key: 'signOff',
    title: '签批',
    width: 92,
    isSortable: false,
    text: ({ signOff }) => signOff ?? '',
    render: ({ signOff }) => signOff && <StateTag state={signOff} />,
  },
  { key: 'deadline', title: '补交截止', width: 110, text: ({ deadline }) => deadline ?? '' },
  { ...applicationColumns.lead, width: 200 },
  { ...applicationColumns.regions, width: 114 },
]

export const signOffColumns: readonly Column<SignOff>[] = [
  { key: 'code', title: '校验码', width: 100, text: ({ checkCode }) => checkCode },
  {
    key: 'state',
    title: '状态',
    width: 96,
    text: stateOf,
    render: (row) => <StateTag state={stateOf(row)} />,
  },
  {
    key: 'count',
    title: '项数',
    width: 64,
    align: 'right',
    isNumber: true,
    text: ({ count }) => String(count),
  },
  { key: 'at', title: '呈批时间', width: 144, text: ({ at }) => minuteOf(at) },
  { key: 'by', title: '呈批人', width: 90, text: ({ by }) => by ?? '' },
  { key: 'opinion', title: '意见', width: 84, text: ({ paper }) => paper?.opinion ?? '' },
  { key: 'date', title: '签批日期', width: 110, text: ({ paper }) => paper?.date ?? '' },
  {
    key: 'person',
    title: '签批人',
    width: 180,
    text: ({ paper }) => (paper ? `${paper.person}（${paper.office}）` : ''),
  },
  { key: 'number', title: '文号或签报号', width: 180, grows: true, text: ({ paper }) => paper?.number ?? '' },
  { key: 'scan', title: '扫描件', width: 72, text: ({ scan }) => (scan ? '有' : '') },
  {
    key: 'institution',
    title: '单位',
    width: 84,
    text: ({ institution }) => institution,
    render: ({ institution }) => <OfficeChip code={institution} />,
  },
]

/** What is on one 呈批件. */
export const coveredColumns: readonly Column<CoveredItem>[] = [
  {
    key: 'place',
    title: '序号',
    width: 60,
    align: 'right',
    isNumber: true,
    text: ({ place }) => String(place),
  },
  { key: 'number', title: '编号', width: 152, text: ({ number }) => number },
  { key: 'title', title: '名称', width: 240, grows: true, text: ({ title }) => title },
  { key: 'outcome', title: '呈批的结论', width: 120, text: ({ outcome }) => outcome },
  {
    key: 'now',
    title: '现在',
    width: 210,
    text: ({ isOutdated, isReturned }) =>
      isOutdated ? '审查已重新打开，本件无效' : isReturned ? '未同意' : '与呈批时相同',
  },
  { key: 'deadline', title: '补交截止', width: 110, text: ({ deadline }) => deadline ?? '' },
  { key: 'lead', title: '牵头单位', width: 200, text: ({ lead }) => lead },
]

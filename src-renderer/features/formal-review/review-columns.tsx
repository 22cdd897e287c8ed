import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { applicationColumns } from '../applications/application-columns.tsx'
import { assigneeInWords } from '../assignments/words.ts'
import { Deadline, daysLeft } from './deadline.tsx'
import styles from './review-list.module.css'

export const reviewColumns: readonly Column<ListRow>[] = [
  { ...applicationColumns.number, width: 152 },
  { ...applicationColumns.title, width: 256 },
  { ...applicationColumns.state, width: 108 },
  {
    key: 'deadline',
    title: '补交期限',
    width: 180,
    text: ({ deadline }) => (deadline ? `${deadline} ${daysLeft(deadline)}` : ''),
    render: ({ deadline, state, signOff }) =>
      deadline && state === '补交材料中' ? (
        signOff === null || signOff === '已签批' ? (
          <Deadline day={deadline} />
        ) : (
          `${deadline}　${signOff}`
        )
      ) : null,
  },
  { ...applicationColumns.lead, width: 160 },
  {
    key: 'signOff',
    title: '签批',
    width: 92,
    isSortable: false,
    text: ({ signOff }) => signOff ?? '',
    render: ({ signOff }) => signOff && <StateTag state={signOff} />,
  },
  {
    key: 'assignee',
    title: '经办人',
    width: 88,
    isSortable: false,
    text: ({ assignee }) => assigneeInWords(assignee),
  },
  { ...applicationColumns.regions, width: 114 },
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
  { ...applicationColumns.origin, width: 84 },
]

import type { CheckedRow } from '../../../src-main/domain/machine-checks/index.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { applicationColumns } from '../applications/application-columns.tsx'
import styles from './machine-checks.module.css'

function counted(
  key: 'fails' | 'open' | 'hints',
  title: string,
  tone: 'bad' | 'warn' | 'plain',
): Column<CheckedRow> {
  return {
    key,
    title,
    width: 176,
    text: (row) => [String(row[key].length), ...row[key]].join(' '),
    render: (row) =>
      row[key].length === 0 ? (
        <span className={styles.none}>0</span>
      ) : (
        <span title={row[key].join('、')}>
          <span className={styles.figure} data-tone={tone}>
            {row[key].length}
          </span>
          <span className={styles.codes}>{row[key].join(' ')}</span>
        </span>
      ),
  }
}

export const checkColumns: readonly Column<CheckedRow>[] = [
  { ...applicationColumns.number, width: 152, text: ({ number }) => number },
  {
    key: 'title',
    title: '名称',
    width: 220,
    grows: true,
    isSortable: false,
    text: ({ title }) => title,
    render: ({ title }) => <span title={title}>{title}</span>,
  },
  counted('fails', '不符合', 'bad'),
  counted('open', '待人工', 'warn'),
  counted('hints', '提示', 'plain'),
  {
    key: 'state',
    title: '状态',
    width: 104,
    isSortable: false,
    text: ({ state }) => state,
    render: ({ state }) => <StateTag state={state} />,
  },
  { key: 'lead', title: '牵头单位', width: 180, isSortable: false, text: ({ lead }) => lead },
]

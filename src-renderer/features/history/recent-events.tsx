import type { RecentRow } from '../../../src-main/domain/history/recent.ts'
import { type Names, timelineSentence } from '../../../src-main/domain/history/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { problemWords } from '../../text/body-problems.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { hexOf } from '../../ui/digest.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { usePagedRows } from '../../ui/paged-rows.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import type { Column } from '../../ui/table-columns.ts'
import styles from './history.module.css'
import { storyPath } from './paths.ts'
import { useNames } from './use-names.ts'

export function columnsWith(names: Names): readonly Column<RecentRow>[] {
  return [
    { key: 'at', title: '时间', width: 146, text: ({ at }) => minuteOf(at) },
    {
      key: 'institution',
      title: '单位',
      width: 84,
      text: ({ institution }) => names.office(institution),
      render: ({ institution }) => <OfficeChip code={institution} />,
    },
    { key: 'person', title: '办理人', width: 90, text: ({ entry }) => entry?.actorName ?? '' },
    {
      key: 'sentence',
      title: '事项',
      width: 380,
      grows: true,
      text: (row) => sentenceOf(row, names),
      render: (row) => (
        <span className={row.entry ? undefined : styles.unshown} title={sentenceOf(row, names)}>
          {sentenceOf(row, names)}
        </span>
      ),
    },
    { key: 'story', title: '所属', width: 260, text: ({ story }) => story?.title ?? '' },
    {
      key: 'id',
      title: '校验码',
      width: 130,
      text: ({ id }) => hexOf(id),
      render: ({ id }) => <CheckCode code={id} label="校验码" groups={0} />,
    },
  ]
}

function sentenceOf({ entry, unshown }: RecentRow, names: Names): string {
  if (entry) return timelineSentence(entry, names)
  if (unshown === 'not-permitted') return '形式审查的记录，您的角色不查看其内容'
  return unshown === 'withheld' || unshown === null
    ? '仅该单位可见，内容未随包提供'
    : `先保存、不显示：${problemWords(unshown).why}`
}

/** Everything in this desk's log in the order in which it came here, the newest first. */
export function RecentEvents({ onOpen }: { readonly onOpen: (path: string) => void }) {
  const desk = useDesk()
  const names = useNames()
  const { source, total, refusal } = usePagedRows({
    call: desk.history.recent,
    inputOf: (offset, limit) => ({ offset, limit }),
    pageOf: ({ rows, total }) => ({ rows, total }),
  })
  if (refusal) return <RefusalNote refusal={refusal} />
  return (
    <>
      <p className={styles.count}>{total !== null && `本机全部 ${total} 条，最新的在前`}</p>
      <DataTable
        label="最近的记录"
        name="history/recent"
        columns={columnsWith(names)}
        source={source}
        rowKey={({ id }) => id}
        onOpen={({ story }) => story && onOpen(storyPath(story.subject))}
      />
    </>
  )
}

import type { Overview } from '../../../src-main/domain/oversight/overview.ts'
import { withWeekday } from '../../ui/dates.ts'
import { SmallTable } from '../../ui/small-table.tsx'
import { deadlineWords, useCalendar } from '../../ui/working-days.ts'
import type { OpenedFrom } from '../applications/opened-from.ts'
import { ListLink } from './list-link.tsx'

/** On which days how many applications owe material, and how near that is. */
export function DueDays({
  overview: { batch, due },
  from,
}: {
  readonly overview: Overview
  readonly from: OpenedFrom
}) {
  useCalendar()
  if (due.length === 0) return <p>现在没有等待补交材料的申报。</p>
  return (
    <SmallTable
      label="补交材料的期限"
      head={['截止日期', '还剩', '申报']}
      rows={due.map(({ day, count }) => {
        const { words, remark } = deadlineWords(day)
        return {
          key: day,
          cells: [
            withWeekday(day),
            remark ? `${words}（${remark}）` : words,
            <span key="count">
              <ListLink
                part={{ batch: batch.id, states: ['补交材料中'], due: { from: day, to: day } }}
                count={count}
                label={`${day} 截止补交`}
                from={from}
              />
              {' 项'}
            </span>,
          ],
        }
      })}
    />
  )
}

import type { TimelineEntry } from '../../../src-main/domain/history/index.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { problemWords } from '../../text/body-problems.ts'
import { dayOf, withWeekday } from '../../ui/dates.ts'
import { hexOf } from '../../ui/digest.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import styles from './timeline.module.css'
import { TimelineEvent } from './timeline-event.tsx'
import { useNames } from './use-names.ts'

/** Everything that happened to a record, reviews and imports included, oldest first, day by day. */
export function Timeline({
  subject,
  marked = null,
}: {
  readonly subject: string
  /** Check code of the event that a paper tells of. */
  readonly marked?: string | null
}) {
  const desk = useDesk()
  const names = useNames()
  const entries = useQueryOf(desk.history.timeline, subject)
  return (
    <Loaded query={entries}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState title="没有可以显示的记录">这里没有它的记录，或者内容仅建立它的单位可见。</EmptyState>
        ) : (
          <div className={styles.timeline}>
            {byDay(all).map(({ day, first, entries }) => (
              <section key={`${day}/${first}`} aria-label={day}>
                <h3 className={styles.day}>{withWeekday(day)}</h3>
                <ol>
                  {entries.map((entry, place) => (
                    <TimelineEvent
                      key={entry.id}
                      entry={entry}
                      earlier={() => all.slice(0, first + place)}
                      names={names}
                      isMarked={marked !== null && hexOf(entry.id).startsWith(marked)}
                    />
                  ))}
                </ol>
              </section>
            ))}
            <Unshown subject={subject} />
          </div>
        )
      }
    </Loaded>
  )
}

/** Runs of the same day; a clock that was set back begins a new run, because the chains' order counts. */
function byDay(entries: readonly TimelineEntry[]) {
  const days: { readonly day: string; readonly first: number; readonly entries: TimelineEntry[] }[] = []
  for (const [place, entry] of entries.entries()) {
    const day = dayOf(entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, first: place, entries: [entry] })
  }
  return days
}

/** What belongs here and cannot be shown is counted, never left out in silence. */
function Unshown({ subject }: { readonly subject: string }) {
  const desk = useDesk()
  const nameOf = useOfficeName()
  const { data = [] } = useQueryOf(desk.history.unshown, subject)
  return data.map(({ problem, institution, count }) => {
    const { why, next } = problemWords(problem)
    return (
      <Note key={`${institution}/${problem}`} tone="warn">
        另有{nameOf(institution)}的 {count} 条没有显示：{why}。{next}。
      </Note>
    )
  })
}

import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { timelineSentence } from '../../text/timeline.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { ApplicationSection } from './application-section.tsx'
import styles from './timeline.module.css'

/** 时间线: everything that happened to the application, the newest first. */
export function TimelineSection({ application }: { readonly application: string }) {
  const desk = useDesk()
  const timeline = useQueryOf(desk.history.timeline, application)
  const office = useOfficeName()
  const accounts = useQueryOf(desk.accounts.list, null).data
  const person = (id: string) => accounts?.find((account) => account.id === id)?.name ?? null
  return (
    <ApplicationSection title="时间线">
      <Loaded query={timeline}>
        {(entries) => (
          <ol className={styles.timeline}>
            {entries.toReversed().map((entry) => (
              <li key={entry.id}>
                <time dateTime={entry.at}>{minuteOf(entry.at)}</time>
                <OfficeChip code={entry.institution} />
                <span className={styles.who}>{entry.actorName ?? '未知人员'}</span>
                <span className={styles.what}>{timelineSentence(entry, { office, person })}</span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </ApplicationSection>
  )
}

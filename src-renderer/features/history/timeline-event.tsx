import { useEffect, useRef, useState } from 'react'
import type { TimelineEntry } from '../../../src-main/domain/history/index.ts'
import { type Names, timelineSentence } from '../../../src-main/domain/history/rules.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { clockOf, minuteOf } from '../../ui/dates.ts'
import { hexOf } from '../../ui/digest.ts'
import { Facts } from '../../ui/facts.tsx'
import { OfficeChip, officeColour } from '../../ui/office-chip.tsx'
import { changesOf } from './changes.ts'
import { factsOf } from './facts.ts'
import styles from './timeline.module.css'

/** One event: when, what, who, its check code; what changed and where it stands in the chain open below. */
export function TimelineEvent({
  entry,
  earlier,
  names,
  isMarked,
}: {
  readonly entry: TimelineEntry
  /** The story before this event; asked for when the details are opened. */
  readonly earlier: () => readonly TimelineEntry[]
  readonly names: Names
  /** A paper tells of it: it is brought into view. */
  readonly isMarked: boolean
}) {
  const { id, at, institution, actor, actorName } = entry
  const [isOpen, setOpen] = useState(isMarked)
  const place = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (isMarked) place.current?.scrollIntoView({ block: 'center' })
  }, [isMarked])
  return (
    <li ref={place} className={styles.event} aria-current={isMarked || undefined}>
      <time className={styles.time} dateTime={at} title={minuteOf(at)}>
        {clockOf(new Date(at))}
      </time>
      <span className={styles.dot} style={{ background: officeColour(institution) }} />
      <div className={styles.what}>
        {isMarked && <p className={styles.marked}>纸面校验码 {hexOf(id).slice(0, 8)} 对应的记录</p>}
        <p className={styles.sentence}>{timelineSentence(entry, names)}</p>
        <p className={styles.who}>
          <span>
            {actorName ?? '姓名不在本机'}（{actor.role}）
          </span>
          <OfficeChip code={institution} />
          <span className={styles.code}>
            校验码 <CheckCode code={id} label="校验码" groups={0} />
          </span>
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? '收起' : '详情'}
          </button>
        </p>
        {isOpen && <Details entry={entry} earlier={earlier()} names={names} />}
      </div>
    </li>
  )
}

function Details({
  entry,
  earlier,
  names,
}: {
  readonly entry: TimelineEntry
  readonly earlier: readonly TimelineEntry[]
  readonly names: Names
}) {
  const changes = changesOf(entry, earlier, names)
  return (
    <div className={styles.details}>
      {changes.length > 0 && (
        <table className={styles.changes}>
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">原来</th>
              <th scope="col">现在</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ label, before, after }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{before ?? '未录入'}</td>
                <td>{after ?? '未录入'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Facts
        rows={[
          ...factsOf(entry, earlier, names).map(
            ({ label, text, isDigest }) =>
              [label, isDigest ? <CheckCode key={label} code={text} label={label} /> : text] as const,
          ),
          ['登记位置', `${names.office(entry.institution)}第 ${entry.seq} 条，${minuteOf(entry.at)}`],
          ['完整校验码', <CheckCode key="id" code={entry.id} label="完整校验码" groups={8} />],
        ]}
      />
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import type { WorkBenchItem } from '../../app/feature.ts'
import { useFeatures } from '../../app/features-context.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Waiting } from '../../ui/loaded.tsx'
import { useCalendar } from '../../ui/working-days.ts'
import styles from './work-bench.module.css'

const order: readonly WorkBenchItem['urgency'][] = ['now', 'soon', 'note']
const words: Readonly<Record<WorkBenchItem['urgency'], string>> = {
  now: '今天要办',
  soon: '近期',
  note: '可以接着办',
}

/** Lines from all features by how urgent they are, what cannot wait first; each opens where it is done. */
export function TodoList() {
  const desk = useDesk()
  const person = usePerson()
  const may = useMay()
  const features = useFeatures()
  // Deadlines are told in working days: once the calendar is known, or changes, they are told again.
  const calendar = useCalendar()
  const { data } = useQuery({
    queryKey: ['work-bench', person.id, person.roles, calendar],
    queryFn: async () => {
      const asked = features.map(({ workBenchItems }) => workBenchItems?.({ desk, person, may }) ?? [])
      return (await Promise.all(asked)).flat()
    },
  })
  if (!data) return <Waiting />
  if (data.length === 0) return <EmptyState title="目前没有需要您办的事" />
  return order.map((urgency) => {
    const own = data.filter((item) => item.urgency === urgency)
    if (own.length === 0) return null
    return (
      <section key={urgency} aria-label={words[urgency]}>
        <h3 className={styles.urgency} data-urgency={urgency}>
          {words[urgency]}　{own.length} 件
        </h3>
        <ul>
          {own.map((item) => (
            <Line key={item.key} item={item} />
          ))}
        </ul>
      </section>
    )
  })
}

function Line({ item: { title, detail, to, action } }: { readonly item: WorkBenchItem }) {
  return (
    <li className={styles.todo}>
      <span className={styles.todoText}>
        <span className={styles.todoTitle}>{title}</span>
        <span className={styles.todoDetail}>{detail}</span>
      </span>
      <Link to={to} aria-label={`${action}：${title}`}>
        {action}
      </Link>
    </li>
  )
}

import { Button } from 'antd'
import { useLocation } from 'wouter'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { Note } from '../../ui/note.tsx'
import { reviewPath } from '../formal-review/paths.ts'

/** Why there is nothing to check here for this person, and where to look instead. */
export function CheckOver({
  page: { application, secondCheck, review, readOnly },
  isOwn,
  nameOf,
}: {
  readonly page: ReviewPage
  readonly isOwn: boolean
  readonly nameOf: (person: string) => string
}) {
  const [, navigate] = useLocation()
  const { given, isWaiting } = secondCheck
  function why(): string {
    if (readOnly === 'other-office') return '这项申报由别的单位受理，由对方复核。'
    if (isWaiting && isOwn) return '这项审查里有您自己的判断，或者是您送的复核，请由其他同事复核。'
    if (review?.outcome) return `这项审查已有结论「${review.outcome}」，不再复核。`
    if (given && !given.isStale) return `${nameOf(given.person)}已经复核，由经办人处理后作出结论。`
    return '这项审查没有送复核，或者送出后又有改动；由经办人再送。'
  }
  return (
    <Note
      tone="warn"
      actions={<Button onClick={() => navigate(reviewPath(application.id))}>看这项审查</Button>}
    >
      {why()}
    </Note>
  )
}

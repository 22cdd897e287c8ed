import { Button } from 'antd'
import { useLocation } from 'wouter'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { findingSentences } from '../../../src-main/domain/formal-review/rules.ts'
import { useMay } from '../../app/session.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { Deadline } from './deadline.tsx'
import { reviewPath } from './paths.ts'
import { openCount, type ReviewItem, reviewItems } from './review-items.ts'
import type { ReviewList } from './review-list.ts'
import { ReviewPapers } from './review-papers.tsx'
import { reviewState } from './review-state.ts'
import styles from './review-summary.module.css'

/** Where the formal review of an application stands and what is against it, for its page; the rest is one click away. */
export function ReviewSummary({
  page,
  list = null,
}: {
  readonly page: ReviewPage
  /** The list the application was opened from: review mode goes on along it. */
  readonly list?: ReviewList | null
}) {
  const [, navigate] = useLocation()
  const may = useMay()
  const items = reviewItems(page)
  const left = openCount(items)
  const isOpen = page.review?.outcome == null
  const told = items.filter(
    ({ state, isOpen: waits, finding }) =>
      state.blocks &&
      (state.verdict === '不符合' || (waits && finding !== null && finding.reason.code !== 'person')),
  )
  const canReview = may('review:edit') && page.readOnly === null && isOpen
  return (
    <div className={styles.summary}>
      <p className={styles.line}>
        <StateTag state={reviewState(page)} />
        {page.review?.deadline && page.review.outcome === '通知补交材料' && (
          <Deadline day={page.review.deadline} />
        )}
        {isOpen && page.readOnly === null && (
          <span>{left === 0 ? '各项都已判断，可以作出结论' : `还剩 ${left} 项未定`}</span>
        )}
        <Button
          type={canReview ? 'primary' : 'default'}
          onClick={() => navigate(reviewPath(page.application.id), { state: list })}
        >
          {canReview ? '进入审查' : '查看审查'}
        </Button>
        <ReviewPapers page={page} size="small" />
      </p>
      {told.length > 0 && (
        <ul className={styles.items}>
          {told.map((item) => (
            <Told key={item.code} item={item} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Told({ item: { code, rule, state, stored, finding } }: { readonly item: ReviewItem }) {
  const own = stored?.note.trim()
  const sentences = own ? [own] : finding && finding.reason.code !== 'person' ? findingSentences(finding) : []
  return (
    <li>
      <span className={styles.code}>{code}</span>
      <span className={styles.text}>
        {rule.title}
        {sentences.length > 0 && <span className={styles.found}>{sentences.join('')}</span>}
      </span>
      <StateTag state={state.verdict} />
    </li>
  )
}

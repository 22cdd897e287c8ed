import { Button } from 'antd'
import { useLocation } from 'wouter'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { useMay } from '../../app/session.ts'
import { Facts } from '../../ui/facts.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { reviewPath } from '../formal-review/paths.ts'
import styles from './application.module.css'
import { ApplicationSection } from './application-section.tsx'
import { useListState } from './list-state.ts'

const verdicts = ['不符合', '待人工', '符合', '不适用'] as const

/** 审查: where the formal review stands, and the way into it. */
export function ReviewSection({ page }: { readonly page: ReviewPage }) {
  const { states, review, application, readOnly } = page
  const may = useMay()
  const [, navigate] = useLocation()
  const { filter, sort } = useListState()
  const blocking = states.filter(({ blocks }) => blocks)
  const counted = verdicts.map((verdict) => ({
    verdict,
    count: blocking.filter((state) => state.verdict === verdict).length,
  }))
  const hints = states.length - blocking.length
  const isWriting = may('review:edit') && readOnly === null && !review?.outcome
  const list = { filter: { ...filter, batch: application.batch }, sort }
  return (
    <ApplicationSection
      title="审查"
      remark={`规则 ${states.length} 条`}
      actions={
        <Button
          size="small"
          type={isWriting ? 'primary' : 'default'}
          onClick={() => navigate(reviewPath(application.id), { state: list })}
        >
          {isWriting ? '进入审查' : '查看审查'}
        </Button>
      }
    >
      <div className={styles.verdicts}>
        {counted.map(({ verdict, count }) => (
          <span key={verdict}>
            <StateTag state={verdict} /> {count}
          </span>
        ))}
        {hints > 0 && (
          <span>
            <StateTag state="提示" /> {hints}
          </span>
        )}
      </div>
      {review?.outcome && (
        <Facts
          rows={[
            ['结论', review.outcome],
            ...(review.closing?.reason ? [['理由', review.closing.reason] as const] : []),
          ]}
        />
      )}
    </ApplicationSection>
  )
}

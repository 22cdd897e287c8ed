import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { ReviewSummary } from '../formal-review/review-summary.tsx'
import { ApplicationSection } from './application-section.tsx'
import { useListState } from './list-state.ts'

/** 审查: where the formal review stands, what is against the application, and the way into review mode. */
export function ReviewSection({ page }: { readonly page: ReviewPage }) {
  const { filter, sort } = useListState()
  return (
    <ApplicationSection title="审查" remark={`规则 ${page.states.length} 条`}>
      <ReviewSummary page={page} list={{ filter: { ...filter, batch: page.application.batch }, sort }} />
    </ApplicationSection>
  )
}

import { Button } from 'antd'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { RegionChips } from '../applications/region-chips.tsx'
import { Deadline } from './deadline.tsx'
import type { Neighbours } from './neighbours.ts'
import styles from './review.module.css'
import { reviewState } from './review-state.ts'

/** One line about the application under review. */
export function ReviewRemark({ page }: { readonly page: ReviewPage }) {
  const { application, review, readOnly } = page
  const { organisations, field } = application.content
  const lead = organisations.find(({ roles }) => roles.includes('牵头'))
  const regions = [...new Set(organisations.flatMap(({ region }) => region ?? []))]
  return (
    <span className={styles.remark}>
      <StateTag state={reviewState(page)} />
      {review?.deadline && review.outcome === '通知补交材料' && <Deadline day={review.deadline} />}
      <span className={styles.lead}>{lead?.name ?? '牵头单位未录入'}</span>
      <RegionChips lead={lead?.region ?? null} regions={regions} />
      {field && <span>{field}</span>}
      {readOnly === 'other-office' && <OfficeChip code={application.institution} form="name" />}
    </span>
  )
}

/** What is left, where one is in the list, and the way to the conclusion. */
export function ReviewActions({
  left,
  isClosed,
  neighbours,
  onGo,
  onClose,
}: {
  readonly left: number
  readonly isClosed: boolean
  readonly neighbours: Neighbours
  readonly onGo: (application: string | null) => void
  readonly onClose?: () => void
}) {
  const { place, total, previous, next } = neighbours
  return (
    <>
      <span className={styles.progress} data-done={left === 0 || undefined} aria-live="polite">
        {isClosed ? '已有结论' : left === 0 ? '各项都已判断' : `还剩 ${left} 项`}
      </span>
      {onClose && (
        <Button type={left === 0 ? 'primary' : 'default'} onClick={onClose}>
          作出结论（C）
        </Button>
      )}
      <span className={styles.walk}>
        <Button
          disabled={!previous}
          onClick={() => onGo(previous)}
          aria-label="上一份申报"
          title="上一份（[）"
        >
          上一份
        </Button>
        {place > 0 && (
          <span className={styles.place}>
            {place} / {total}
          </span>
        )}
        <Button disabled={!next} onClick={() => onGo(next)} aria-label="下一份申报" title="下一份（]）">
          下一份
        </Button>
      </span>
      <span className={styles.help}>
        <kbd>?</kbd> 按键
      </span>
    </>
  )
}

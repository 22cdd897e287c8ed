import { Button } from 'antd'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { usePerson } from '../../app/session.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { applicationPath } from '../applications/paths.ts'
import { RegionChips } from '../applications/region-chips.tsx'
import { UnverifiedButton } from '../applications/unverified.tsx'
import { assigneeInWords } from '../assignments/words.ts'
import { checkState } from '../second-check/check-state.ts'
import { Deadline } from './deadline.tsx'
import type { Neighbours } from './neighbours.ts'
import { listPath } from './paths.ts'
import styles from './review-header.module.css'
import { reviewState } from './review-state.ts'

/** Which application is under review and where it stands, what is left, the ways on: two lines, the rest is for the work. */
export function ReviewHeader({
  page,
  left,
  isClosed,
  neighbours,
  onGo,
  onConclude,
  onKeys,
}: {
  readonly page: ReviewPage
  /** Items that wait for a person. */
  readonly left: number
  readonly isClosed: boolean
  readonly neighbours: Neighbours
  readonly onGo: (application: string | null) => void
  /** Absent while there is nothing to conclude. */
  readonly onConclude?: () => void
  readonly onKeys: () => void
}) {
  const [, navigate] = useLocation()
  const { application, review, readOnly, assignee } = page
  const isMine = assignee?.id === usePerson().id
  const { number, title, organisations, field } = application.content
  const lead = organisations.find(({ roles }) => roles.includes('牵头'))
  const regions = [...new Set(organisations.flatMap(({ region }) => region ?? []))]
  const { place, total, previous, next } = neighbours
  const checked = isClosed ? null : checkState(page.secondCheck)
  useEffect(() => {
    document.title = `${number} 形式审查 - 长三角评审工作台`
  }, [number])
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 tabIndex={-1} className={styles.title} title={title}>
          {number}　{title}
        </h1>
        <span className={styles.walk}>
          {place > 0 && (
            <span className={styles.place}>
              第 {place} / {total.toLocaleString('en-US')} 份
            </span>
          )}
          <Button size="small" disabled={!previous} onClick={() => onGo(previous)} title="上一份申报（[）">
            上一份
          </Button>
          <Button size="small" disabled={!next} onClick={() => onGo(next)} title="下一份申报（]）">
            下一份
          </Button>
          <Button size="small" onClick={() => navigate(listPath)} title="返回审查清单（Esc）">
            返回清单
          </Button>
        </span>
      </div>
      <div className={styles.line}>
        <span className={styles.standing}>
          <StateTag state={reviewState(page)} />
          {checked && <StateTag state={checked} />}
          {review?.deadline && review.outcome === '通知补交材料' && <Deadline day={review.deadline} />}
          <span className={styles.lead} title={lead?.name}>
            {lead?.name ?? '牵头单位未录入'}
          </span>
          <RegionChips lead={lead?.region ?? null} regions={regions} />
          {field && <span className={styles.field}>{field}</span>}
          {assignee && (
            <span className={styles.assignee} data-other={!isMine || undefined} title={whoseTitle(isMine)}>
              经办人：{assigneeInWords(assignee)}
              {isMine ? '（您）' : ''}
            </span>
          )}
          {readOnly === 'other-office' && <OfficeChip code={application.institution} />}
          {application.letter && <UnverifiedButton letter={application.letter} />}
        </span>
        <span className={styles.work}>
          <Button size="small" type="link" onClick={() => navigate(applicationPath(application.id))}>
            申报页面
          </Button>
          <Button size="small" type="link" onClick={onKeys}>
            按键（?）
          </Button>
          <span className={styles.progress} data-done={left === 0 || undefined} aria-live="polite">
            {isClosed ? '已有结论' : left === 0 ? '各项都已判断' : `还剩 ${left} 项`}
          </span>
          {onConclude && (
            <Button size="small" type={left === 0 ? 'primary' : 'default'} onClick={onConclude}>
              作出结论（C）
            </Button>
          )}
        </span>
      </div>
    </header>
  )
}

/** Whose work it is locks nothing. */
function whoseTitle(isMine: boolean): string {
  return isMine ? '这项审查分给您办理' : '这项审查分给同事办理；您也可以判断和作结论，记录的是您的名字'
}

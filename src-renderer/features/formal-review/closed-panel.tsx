import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { basisThen, type NoticeItem, type Outcome } from '../../../src-main/domain/formal-review/rules.ts'
import { effectOf } from '../../../src-main/domain/sign-offs/rules.ts'
import { dayOf, daysBetween, minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import { SignOffLine } from '../sign-offs/sign-off-line.tsx'
import { supplyPath } from '../supply/paths.ts'
import styles from './closing.module.css'
import { dayInWords, packInWords } from './closing-words.ts'
import { CopyNotice } from './copy-notice.tsx'
import { daysLeft } from './deadline.tsx'
import { ReopenDialog } from './reopen-dialog.tsx'
import { ReviewPapers } from './review-papers.tsx'
import type { ReviewStory } from './review-story.ts'

/** A review that has its outcome: what was recorded, by whom, under which rules; and the way back. */
export function ClosedPanel({
  page,
  story,
  canReopen,
  next,
  onNext,
}: {
  readonly page: ReviewPage
  readonly story: ReviewStory
  readonly canReopen: boolean
  /** The application after this one; null at the end of the list. */
  readonly next: string | null
  readonly onNext: () => void
}) {
  const show = useDialogs()
  const [, navigate] = useLocation()
  const nextButton = useRef<HTMLElement>(null)
  // Which one is next may be known a moment after the outcome.
  const hasNext = next !== null
  useEffect(() => {
    if (hasNext) nextButton.current?.focus()
  }, [hasNext])
  const { review } = page
  if (!review?.outcome) return null
  const { outcome, deadline, closedAt, closing } = review
  const isWaiting = outcome === '通知补交材料'
  const effect = effectOf(page.batch.signOff, review.signOff)
  const hasPassed = effect.isInEffect && deadline !== null && daysBetween(dayOf(new Date()), deadline) < 0
  const { closed, confirmedBy } = story
  const frozen = closed && {
    title: page.pack.id === closed.pack.id ? page.pack.title : closed.pack.id,
    version: closed.pack.version,
  }

  const reopen = (proposed: string) =>
    void show<void>((done) => (
      <ReopenDialog application={page.application} outcome={outcome} proposed={proposed} done={done} />
    ))
  return (
    <section className={styles.closed} aria-label="结论">
      {isWaiting && deadline && (
        <Note tone={hasPassed ? 'warn' : 'plain'}>
          {hasPassed ? `补交期限${daysLeft(deadline)}。` : `补交截止 ${dayInWords(deadline)}。`}
          {!effect.isInEffect && '签批登记以前期限不起算。'}
          {hasPassed && canReopen && passedAdvice(page.application.kind)}
        </Note>
      )}
      <Facts
        rows={[
          ['结论', outcome],
          ...(review.signOff
            ? [['签批', <SignOffLine key="sign-off" standing={review.signOff} />] as const]
            : []),
          [
            '文书',
            <span key="papers" className={styles.papers}>
              <ReviewPapers page={page} size="small" />
              {closing && outcome !== '通过' && page.readOnly !== 'other-office' && (
                <CopyNotice
                  application={page.application}
                  notice={{ outcome, items: closing.notice, reason: closing.reason, deadline }}
                  basis={basisThen(page.pack, closing.pack)}
                  mark={effect.mark}
                />
              )}
            </span>,
          ],
          ['记录于', `${closedAt ? minuteOf(closedAt) : ''}　${story.closedBy ?? ''}`],
          ...(confirmedBy ? [['共同确认', confirmedBy] as const] : []),
          ...(closing && closing.notice.length > 0
            ? [['通知事项', <Told key="notice" notice={closing.notice} />] as const]
            : []),
          ...(closing && closing.reason !== ''
            ? [[reasonLabel(outcome, closing.notice), closing.reason] as const]
            : []),
          ...(frozen && closed ? [['审查规则', packInWords(frozen, closed.pack.confirmed)] as const] : []),
        ]}
      />
      {closed && !closed.pack.confirmed && (
        <p className={styles.remark}>作结论时规则的依据尚未核对，所出文书带「征求意见」字样。</p>
      )}
      <div className={styles.buttons}>
        {isWaiting && (
          <Button onClick={() => navigate(supplyPath(page.application.id))}>
            {hasPassed ? '逾期处理和补交登记…' : '登记补交材料…'}
          </Button>
        )}
        {canReopen && isWaiting && (
          <Button
            onClick={() => reopen(hasPassed ? '补交期限已过，继续审查。' : '补交材料已收到，继续审查。')}
          >
            {hasPassed ? '继续审查…' : '材料已到，继续审查…'}
          </Button>
        )}
        {canReopen && !isWaiting && <Button onClick={() => reopen('')}>重新打开…</Button>}
        {next && (
          <Button ref={nextButton as never} type="primary" onClick={onNext}>
            下一份申报（]）
          </Button>
        )}
      </div>
    </section>
  )
}

function Told({ notice }: { readonly notice: readonly NoticeItem[] }) {
  return (
    <ol className={styles.told}>
      {notice.map(({ code, sentence }) => (
        <li key={code} title={code}>
          {sentence}
        </li>
      ))}
    </ol>
  )
}

/** Before notices had sentences the whole list stood in the reason. */
function reasonLabel(outcome: Outcome, notice: readonly NoticeItem[]): string {
  if (outcome === '通过') return '说明'
  if (notice.length > 0) return '补充说明'
  return outcome === '通知补交材料' ? '补交清单' : '理由'
}

/** The machine only proposes what follows when nothing was supplied in time [A13]; B has no such article. */
function passedAdvice(kind: 'joint' | 'consortium'): string {
  const article = kind === 'joint' ? '未按期补交的，形式审查不予受理（第十三条）。' : ''
  return `${article}由您决定：先「继续审查」，再作出结论。`
}

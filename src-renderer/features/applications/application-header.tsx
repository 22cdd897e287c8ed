import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { ApplicationDesk } from '../../../src-main/domain/applications/desks.ts'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { ReviewState } from '../../../src-main/domain/formal-review/review-state.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { copyText } from '../../ui/copy-text.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useNotify } from '../../ui/notify.ts'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Deadline } from '../formal-review/deadline.tsx'
import styles from './application-header.module.css'
import { deskSentence } from './desk-words.ts'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { listPath } from './paths.ts'
import { RegionChips } from './region-chips.tsx'
import { ReinstateDialog } from './reinstate-dialog.tsx'
import { UnverifiedButton } from './unverified.tsx'
import { useOfficeDesks } from './use-desks.ts'
import type { Neighbours } from './use-neighbours.ts'
import { WithdrawDialog } from './withdraw-dialog.tsx'

/** Which application this is and where it stands; previous and next of the list it was opened from. */
export function ApplicationHeader({
  page,
  neighbours,
}: {
  readonly page: ReviewPage
  readonly neighbours: Neighbours
}) {
  const { application, review, readOnly } = page
  const { number, title, organisations } = application.content
  const [, navigate] = useLocation()
  const notify = useNotify()
  const nameOf = useOfficeName()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const { activeElement } = document
    if (!activeElement || activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  const lead = organisations.find(({ roles }) => roles.includes('牵头'))
  const regions = [...new Set(organisations.flatMap(({ region }) => region ?? []))]

  function copy() {
    if (copyText(number)) notify.done(`已复制编号 ${number}`)
  }
  const { place, total, previous, next } = neighbours
  return (
    <header className={styles.header}>
      <div className={styles.identity}>
        <button type="button" className={styles.number} onClick={copy} title="点击复制编号">
          {number}
        </button>
        <h1 ref={heading} tabIndex={-1} className={styles.title} title={title}>
          {title}
        </h1>
        <span className={styles.walk}>
          {place !== null && (
            <span className={styles.place}>
              第 {place} / {total.toLocaleString('en-US')} 项
            </span>
          )}
          <Button
            size="small"
            disabled={!previous}
            onClick={() => previous && navigate(previous)}
            title="上一项（K）"
          >
            上一项
          </Button>
          <Button size="small" disabled={!next} onClick={() => next && navigate(next)} title="下一项（J）">
            下一项
          </Button>
          <Button size="small" onClick={() => navigate(listPath)} title="返回申报清单（Esc）">
            返回清单
          </Button>
        </span>
      </div>
      <div className={styles.standing}>
        <StateTag state={readOnly === 'withdrawn' ? '已撤回' : stateOf(page)} />
        {review?.deadline && (
          <span>
            补交期限 <Deadline day={review.deadline} />
          </span>
        )}
        <span className={styles.lead} title={lead?.name}>
          {lead?.name ?? '牵头单位未录入'}
        </span>
        <RegionChips lead={lead?.region ?? null} regions={regions} />
        <OfficeChip code={application.origin} />
        {application.letter && <UnverifiedButton letter={application.letter} />}
        {readOnly === 'other-office' && (
          <span className={styles.readOnly}>{nameOf(application.institution, 'short')}录入，本单位只读</span>
        )}
        {page.desk && <DeskLine desk={page.desk} application={application} mayHandOver={readOnly === null} />}
        <WithdrawalLine page={page} />
      </div>
    </header>
  )
}

/** Why nobody works on it any more, and the way back; else the way to record that the applicant took it back. */
function WithdrawalLine({ page: { application, readOnly, desk: writtenAt } }: { readonly page: ReviewPage }) {
  const { id, content, withdrawal, institution } = application
  const may = useMay()
  const show = useDialogs()
  const { institution: own } = usePerson()
  const isWrittenHere = may('applications:edit') && institution === own && writtenAt?.isHere !== false
  const about = { application: id, number: content.number, title: content.title }
  if (withdrawal) {
    const { date, reason } = withdrawal
    return (
      <>
        <span className={styles.readOnly} title={reason}>
          申报单位于 {date} 撤回，只读：{reason}
        </span>
        {isWrittenHere && (
          <Button
            size="small"
            onClick={() =>
              void show<void>((done) => (
                <ReinstateDialog application={about} withdrawal={withdrawal} done={done} />
              ))
            }
          >
            撤销登记…
          </Button>
        )}
      </>
    )
  }
  if (readOnly === 'withdrawn') return <span className={styles.readOnly}>所在的导入已整批撤回，只读</span>
  if (!isWrittenHere) return null
  return (
    <Button
      size="small"
      onClick={() => void show<boolean>((done) => <WithdrawDialog application={about} done={done} />)}
    >
      申报单位撤回…
    </Button>
  )
}

/** Which desk of the office writes it, and the way to give it to another. */
function DeskLine({
  desk,
  application,
  mayHandOver,
}: {
  readonly desk: ApplicationDesk
  readonly application: Application
  readonly mayHandOver: boolean
}) {
  const may = useMay()
  const show = useDialogs()
  const { others } = useOfficeDesks()
  const sentence = deskSentence(desk)
  const handed = [{ id: application.id, number: application.content.number }]
  return (
    <>
      {sentence && <span className={styles.readOnly}>{sentence}</span>}
      {mayHandOver && others.length > 0 && may('applications:edit') && (
        <Button
          size="small"
          onClick={() =>
            void show<boolean>((done) => <HandOverDialog applications={handed} others={others} done={done} />)
          }
        >
          移交给…
        </Button>
      )}
    </>
  )
}

function stateOf({ review }: ReviewPage): ReviewState {
  if (!review) return '未开始'
  if (review.outcome === null) return '审查中'
  return review.outcome === '通知补交材料' ? '补交材料中' : review.outcome
}

import { Button } from 'antd'
import type { Appeal } from '../../../src-main/domain/appeals/queries.ts'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Deadline } from '../formal-review/deadline.tsx'
import { ScanDialog } from '../sign-offs/scan-dialog.tsx'
import styles from './appeals.module.css'
import { DecideDialog } from './decide-dialog.tsx'
import { LetterDialog } from './letter-dialog.tsx'
import { ReceiveDialog } from './receive-dialog.tsx'
import { DeadlineDialog, WithdrawDialog } from './small-dialogs.tsx'

/** The appeals about an application, and what can be done with each; nothing where there is none and none can be. */
export function AppealsOf({ page }: { readonly page: ReviewPage }) {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const appeals = useQueryOf(desk.appeals.ofApplication, page.application.id).data ?? []
  const canReceive =
    may('review:edit') &&
    page.readOnly === null &&
    page.review?.outcome === '不予受理' &&
    !appeals.some(({ state }) => state === '申诉待处理')
  if (appeals.length === 0 && !canReceive) return null
  return (
    <section className={styles.appeals} aria-label="申诉">
      {appeals.map((appeal) => (
        <One key={appeal.id} appeal={appeal} page={page} />
      ))}
      {canReceive && (
        <Button
          size="small"
          onClick={() => void show<void>((done) => <ReceiveDialog page={page} done={() => done()} />)}
        >
          登记申诉…
        </Button>
      )}
    </section>
  )
}

function One({ appeal, page }: { readonly appeal: Appeal; readonly page: ReviewPage }) {
  const may = useMay()
  const show = useDialogs()
  const { state, received, deadline, grounds, reason, broughtBy, scan, endedBy, endedAt, second } = appeal
  const isOpen = state === '申诉待处理'
  const isOwn = page.readOnly === null
  const isDecided = state === '维持原结论' || state === '撤销原结论'
  return (
    <article className={styles.appeal}>
      <p className={styles.line}>
        <StateTag state={state} />
        <span>{received} 收到</span>
        {isOpen &&
          (deadline ? <Deadline day={deadline} /> : <span className={styles.remark}>尚未定处理期限</span>)}
        {broughtBy && <span className={styles.remark}>提出人：{broughtBy}（仅本单位可见）</span>}
      </p>
      <p>事由：{grounds}</p>
      {reason !== null && (
        <>
          <p>
            {isDecided ? '处理理由' : '终止原因'}：{reason}
          </p>
          <p className={styles.remark}>
            {[endedBy ?? '同事', second].filter(Boolean).join('、')}，{endedAt ? minuteOf(endedAt) : ''}
          </p>
        </>
      )}
      <p className={styles.line}>
        {isOpen && isOwn && may('second-check:edit') && (
          <Button
            size="small"
            type="primary"
            onClick={() =>
              void show<void>((done) => <DecideDialog appeal={appeal} page={page} done={() => done()} />)
            }
          >
            处理申诉…
          </Button>
        )}
        {isOpen && isOwn && may('review:edit') && (
          <>
            <Button
              size="small"
              onClick={() =>
                void show<void>((done) => <DeadlineDialog appeal={appeal} done={() => done()} />)
              }
            >
              {deadline === null ? '定处理期限…' : '改处理期限…'}
            </Button>
            <Button
              size="small"
              onClick={() =>
                void show<void>((done) => <WithdrawDialog appeal={appeal} done={() => done()} />)
              }
            >
              对方撤回…
            </Button>
          </>
        )}
        {scan && (
          <Button
            size="small"
            onClick={() =>
              void show<void>((done) => <ScanDialog title="申诉材料" scan={scan} done={() => done()} />)
            }
          >
            看申诉材料
          </Button>
        )}
        {isDecided && page.readOnly !== 'other-office' && (
          <Button
            size="small"
            onClick={() => void show<void>((done) => <LetterDialog appeal={appeal} done={() => done()} />)}
          >
            申诉处理意见书…
          </Button>
        )}
      </p>
    </article>
  )
}

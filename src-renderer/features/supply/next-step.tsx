import { Button } from 'antd'
import type { OverdueProposal } from '../../../src-main/domain/supply/overdue.ts'
import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { messageOf } from '../../text/index.ts'
import { dayOf, withWeekday } from '../../ui/dates.ts'
import { Note } from '../../ui/note.tsx'
import { deadlineSentence } from '../../ui/working-days.ts'
import { changeInWords } from './change-words.ts'
import { readOnlyWords } from './read-only-words.ts'
import styles from './supply-page.module.css'
import type { SupplyActs } from './use-supply-acts.tsx'

/** One sentence of where it stands, and the one thing that is next. */
export function NextStep({
  page,
  notice,
  acts,
  canEdit,
}: {
  readonly page: SupplyPage
  readonly notice: SupplyNotice
  readonly acts: SupplyActs
  readonly canEdit: boolean
}) {
  return (
    <div className={styles.next}>
      {page.readOnly && <Note>{readOnlyWords(page)}</Note>}
      {page.notJoined && canEdit && (
        <Note tone="warn" actions={<Button onClick={acts.receive}>登记收到日期…</Button>}>
          有改动还没有归入补交版本：{changeInWords(page.notJoined)}。请登记收到日期，归入下一个版本。
        </Note>
      )}
      {notice.endedAt === null ? (
        <Waiting page={page} notice={notice} acts={acts} canEdit={canEdit} />
      ) : (
        <Note>{endedWords(page)}</Note>
      )}
    </div>
  )
}

function endedWords({ review }: SupplyPage): string {
  return review?.outcome
    ? `这次通知已经了结：这项申报的结论是「${review.outcome}」，不再接收补交材料。`
    : '这次通知已经了结：审查正在继续，之后的材料请在申报页面附上。'
}

function Waiting({
  page,
  notice,
  acts,
  canEdit,
}: {
  readonly page: SupplyPage
  readonly notice: SupplyNotice
  readonly acts: SupplyActs
  readonly canEdit: boolean
}) {
  const { items, sent, deadline } = notice
  const open = items.filter(({ state }) => state === '未收到' || state === '部分收到').length
  if (page.proposal) return <Proposal proposal={page.proposal} acts={acts} canEdit={canEdit} />
  if (!notice.effect.isInEffect) {
    return (
      <Note tone="warn">
        <p>结论还没有签批，通知还不能发出，补交期限不起算。签批登记以后，再登记通知发出。</p>
      </Note>
    )
  }
  if (sent === null) {
    return (
      <Note
        tone="warn"
        actions={
          canEdit && (
            <Button type="primary" onClick={acts.confirmSent}>
              登记通知发出…
            </Button>
          )
        }
      >
        <p>通知还没有登记发出。发出后请登记日期和方式；收到材料、延期和逾期都以它为准。</p>
        {hasPassed(deadline) && <p>补交期限已过。通知确实没有发出的，请重新打开审查，另定期限再作结论。</p>}
      </Note>
    )
  }
  if (open === 0 && items.length > 0) {
    return (
      <Note
        tone="good"
        actions={
          canEdit && (
            <Button type="primary" onClick={acts.goOn} aria-keyshortcuts="g">
              继续审查（G）…
            </Button>
          )
        }
      >
        <p>各项都已收到或不再需要，可以继续审查。</p>
        {items.some(({ isLate }) => isLate) && <p>其中有期满后才收到的，由您决定是否接受。</p>}
      </Note>
    )
  }
  return (
    <Note
      actions={
        canEdit && (
          <>
            <Button type="primary" onClick={acts.receive}>
              登记收到的材料…
            </Button>
            {open < items.length && <Button onClick={acts.goOn}>先继续审查…</Button>}
          </>
        )
      }
    >
      <p>
        补交{deadlineSentence(deadline)}，共 {items.length} 项，还缺 {open} 项。
      </p>
    </Note>
  )
}

function hasPassed(deadline: string): boolean {
  return deadline < dayOf(new Date())
}

function Proposal({
  proposal,
  acts,
  canEdit,
}: {
  readonly proposal: OverdueProposal
  readonly acts: SupplyActs
  readonly canEdit: boolean
}) {
  const { deadline, workingDays, remark, missing, late, article, closing } = proposal
  const refused = closing.ok ? null : messageOf(closing.error)
  return (
    <Note tone="warn">
      <section className={styles.proposal} aria-label="逾期处理建议">
        <p>
          <strong>{article === null ? '补交期限已过，请决定下一步。' : '建议：不予受理。'}</strong> 补交期限{' '}
          {withWeekday(deadline)}
          {workingDays === 0 ? ' 已过，其后还没有工作日' : ` 已过 ${workingDays} 个工作日`}
          {remark ? `（${remark}）` : ''}，以下 {missing.length} 项没有补交齐：
        </p>
        <ol className={styles.missing}>
          {missing.map(({ code, sentence, state }) => (
            <li key={code}>
              {sentence}（{state}）
            </li>
          ))}
        </ol>
        {late.length > 0 && (
          <p>期满后收到：{late.map(({ code, day }) => `${code}（${day}）`).join('、')}。</p>
        )}
        <p className={styles.quote}>
          {article === null
            ? '《长三角创新联合体建设工作指引》没有规定逾期未补交的后果，由您按本单位的做法决定。'
            : `依据：第十三条「${article}」由您和复核人决定，程序不会自动办理。`}
        </p>
        {refused && (
          <p>
            现在还不能按逾期办理：{refused.what}
            {refused.next}
          </p>
        )}
        {canEdit && (
          <div className={styles.buttons}>
            <Button danger type="primary" disabled={!closing.ok} onClick={acts.closeAsNotAccepted}>
              不予受理…
            </Button>
            <Button onClick={acts.extend}>期满后延期…</Button>
            <Button onClick={acts.receive}>登记收到的材料…</Button>
            {missing.some(({ state }) => state === '部分收到') || late.length > 0 ? (
              <Button onClick={acts.goOn}>接受并继续审查…</Button>
            ) : null}
          </div>
        )}
      </section>
    </Note>
  )
}

import { Button, Input } from 'antd'
import { useState } from 'react'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { type NoticeItem, noticeItems, type Outcome } from '../../../src-main/domain/formal-review/rules.ts'
import { effectOf } from '../../../src-main/domain/sign-offs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import type { DraftForm } from '../../ui/draft-form.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import { AskForCheck, checkingOf } from '../second-check/ask-for-check.tsx'
import styles from './closing.module.css'
import type { Conclusion } from './closing-panel.tsx'
import { consequences, recordedFacts } from './closing-record.ts'
import { dayInWords } from './closing-words.ts'
import { CopyNotice } from './copy-notice.tsx'
import type { Notes } from './notes.ts'
import { NoticeFields } from './notice-fields.tsx'
import type { ReviewItem } from './review-items.ts'
import { noticeOfWorded, useWordings } from './use-wordings.ts'

const changed = 'formal-review/changed-meanwhile'

/** What an outcome needs from a person, then exactly what will be recorded, then the one button. */
export function ClosingForm({
  page,
  items,
  notes,
  outcome,
  draft,
  onClosed,
}: {
  readonly page: ReviewPage
  readonly items: readonly ReviewItem[]
  readonly notes: Notes
  readonly outcome: Outcome
  readonly draft: DraftForm<Conclusion>
  readonly onClosed: (outcome: Outcome) => void
}) {
  const desk = useDesk()
  const me = usePerson()
  const notify = useNotify()
  const askSecond = useSecondPerson()
  const passing = useRecord(desk.formalReview.closeAsPassed)
  const material = useRecord(desk.formalReview.closeForMaterial)
  const refusing = useRecord(desk.formalReview.closeAsNotAccepted)
  // What this person has in front of them: confirming it is refused when something was changed since.
  const [seen, setSeen] = useState(page.seen)
  const hasChanged = JSON.stringify(seen) !== JSON.stringify(page.seen)

  const told = outcome === '通过' ? null : outcome
  const noticed = (told === null ? [] : noticeItems(page, told)).flatMap(
    (code) => items.find((item) => item.code === code) ?? [],
  )
  const worded = useWordings(told, noticed, notes, draft)
  const { deadline, reason } = draft.value
  const today = dayOf(new Date())
  const dayFault = deadline !== '' && deadline < today ? '这一天已经过去' : null
  const isComplete =
    worded?.every(({ sentence }) => sentence.trim() !== '') === true &&
    (outcome !== '通知补交材料' || (deadline !== '' && !dayFault))
  const record = recordedFacts({ page, outcome, deadline, reason, worded: worded ?? [], person: me.name })
  const refusal = passing.refusal ?? material.refusal ?? refusing.refusal
  const checking = checkingOf(page.secondCheck, outcome)
  const isRunning = passing.isRunning || material.isRunning || refusing.isRunning

  async function confirm() {
    if (!isComplete || hasChanged || isRunning) return
    const input = { application: page.application.id, reason: reason.trim(), seen }
    const result = await run(input, noticeOfWorded(worded))
    if (!result) return
    await draft.clear()
    notify.done(`已记录结论：${outcome}`)
    onClosed(outcome)
  }

  async function run(input: Parameters<typeof passing.run>[0], notice: NoticeItem[]): Promise<boolean> {
    switch (outcome) {
      case '通过':
        return (await passing.run(input)).ok
      case '通知补交材料':
        return (await material.run({ ...input, notice, deadline })).ok
      case '不予受理': {
        const confirmed = await askSecond({
          title: '共同确认：不予受理',
          permission: 'second-check:edit',
          facts: record,
          action: '共同确认不予受理',
          run: (second) => refusing.run({ ...input, notice }, { second }),
        })
        return confirmed !== null
      }
    }
  }

  return (
    // No form: Enter in a field must not conclude anything, only the button under the summary does.
    <div className={styles.form} data-fields="stacked">
      {outcome === '通知补交材料' && page.review?.noticed === '通知补交材料' && (
        <Note tone="warn">
          这项申报已经通知补交过一次。要补的材料应当一次列全；确需再次通知的，请在补充说明中写明原因。
        </Note>
      )}
      {outcome === '通知补交材料' && (
        <Field
          label="补交截止日期"
          hint={
            deadline === ''
              ? '由您确定并填写，程序不会代填。可以只输数字：20261206。'
              : dayInWords(deadline, today)
          }
          fault={dayFault}
          isRequired
        >
          {(control) => (
            <DateInput
              control={control}
              value={deadline}
              onChange={(day) => draft.change({ deadline: day })}
            />
          )}
        </Field>
      )}
      {told !== null && worded && (
        <NoticeFields
          label={told === '通知补交材料' ? '通知里的各项，一项一句' : '不予受理的理由，一项一句'}
          worded={worded}
        />
      )}
      <Field label={told === null ? '说明' : '补充说明'} hint={reasonHint[outcome]}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 12 }}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
        )}
      </Field>
      {told !== null && worded && (
        <CopyNotice
          application={page.application}
          notice={{
            outcome: told,
            items: noticeOfWorded(worded),
            reason: reason.trim(),
            deadline: deadline || null,
          }}
          basis={page.rules.pack.basis}
          mark={effectOf(page.batch.signOff, null).mark}
          isComplete={isComplete}
        />
      )}
      {checking === 'not-needed' || checking === 'done' ? (
        <section className={styles.summary} aria-label="确认后会怎样">
          <h3>确认后记录</h3>
          <Facts rows={record} />
          <h3>之后</h3>
          <ul className={styles.after}>
            {consequences(outcome, page.application.kind).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {page.batch.signOff && (
              <li>本批次的结论经签批后生效：到「签批」中呈批，登记以前文书标注「待签批，未生效」。</li>
            )}
          </ul>
        </section>
      ) : (
        // What would be recorded is read when it can be.
        <AskForCheck page={page} outcome={outcome} checking={checking} onAsked={() => onClosed(outcome)} />
      )}
      {hasChanged && refusal?.code !== changed && (
        <Note
          tone="warn"
          actions={<Button onClick={() => setSeen(page.seen)}>看过了，按最新内容继续</Button>}
        >
          您打开本页之后，申报内容或审查意见有变动。上面已是最新内容，请再看一遍。
        </Note>
      )}
      <RefusalNote
        refusal={refusal}
        onClose={() => {
          for (const one of [passing, material, refusing]) one.reset()
          if (refusal?.code === changed) setSeen(page.seen)
        }}
      />
      {(checking === 'not-needed' || checking === 'done') && (
        <div className={styles.buttons}>
          <Button
            type="primary"
            onClick={() => void confirm()}
            danger={outcome === '不予受理'}
            disabled={!isComplete || hasChanged}
            loading={isRunning}
          >
            {outcome === '不予受理' ? '请复核人共同确认…' : `确认${outcome}`}
          </Button>
        </div>
      )}
    </div>
  )
}

const reasonHint: Record<Outcome, string> = {
  通过: '没有要说明的可以不填。',
  通知补交材料: '各项之外还要说的，例如交到哪里、怎样交；印在各项之后，可以不填。',
  不予受理: '各项之外还要说的，例如已通知补交而没有补交；印在各项之后，可以不填。',
}

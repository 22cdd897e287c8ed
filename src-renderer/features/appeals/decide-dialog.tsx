import { Input, Modal, Radio } from 'antd'
import type { Appeal } from '../../../src-main/domain/appeals/queries.ts'
import { type AppealDecision, appealLimits, decisions } from '../../../src-main/domain/appeals/rules.ts'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import styles from './appeals.module.css'

const consequences: Record<AppealDecision, string> = {
  维持: '结论不变，这件申诉办结，处理理由印在申诉处理意见书上。',
  撤销并重新审查: '审查随即重新打开，各项意见都保留；重新审查后另作结论。',
}

/** What two people who had no part in the outcome decide about an appeal, and why. */
export function DecideDialog({
  appeal,
  page: { application },
  done,
}: {
  readonly appeal: Appeal
  readonly page: Pick<ReviewPage, 'application'>
  readonly done: () => void
}) {
  const desk = useDesk()
  const me = usePerson()
  const notify = useNotify()
  const askSecond = useSecondPerson()
  const deciding = useRecord(desk.appeals.decide)
  const draft = useResumedDraft(`appeals/decide/${appeal.id}`, { decision: '', reason: '' })
  const reason = draft.value.reason.trim()
  const decision = decisions.find((one) => one === draft.value.decision)

  async function decide() {
    if (!decision) return
    const confirmed = await askSecond({
      title: `共同处理申诉：${decision}`,
      permission: 'second-check:edit',
      facts: [
        ['申报', `${application.content.number}　${application.content.title}`],
        ['申诉事由', appeal.grounds],
        ['处理意见', decision],
        ['理由', reason],
        ['处理人', me.name],
        ['共同处理', '没有参加过这项审查的复核人，由其本人当场输入密码'],
      ],
      action: `共同确认${decision}`,
      run: (second) => deciding.run({ appeal: appeal.id, decision, reason }, { second }),
    })
    if (!confirmed) return
    await draft.clear()
    notify.done(decision === '维持' ? '已记录：维持原结论' : '已记录：撤销原结论，审查已重新打开')
    done()
  }
  return (
    <Modal
      open
      title={`处理 ${application.content.number} 的申诉`}
      width={560}
      okText="请第二人共同确认…"
      cancelText="取消"
      okButtonProps={{ disabled: !decision || reason === '' }}
      onOk={() => void decide()}
      onCancel={done}
    >
      <div data-fields="stacked">
        <p>事由：{appeal.grounds}</p>
        <Radio.Group
          aria-label="处理意见"
          className={styles.decisions ?? ''}
          value={decision ?? null}
          onChange={({ target }) => draft.change({ decision: target.value })}
          options={decisions.map((one) => ({ value: one, label: one }))}
        />
        {decision && <Note>{consequences[decision]}</Note>}
        <Field label="理由" hint="印在申诉处理意见书上，不要写人名。" isRequired>
          {({ status, ...control }) => (
            <Input.TextArea
              {...control}
              status={status}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={appealLimits.reason}
              value={draft.value.reason}
              onChange={({ target }) => draft.change({ reason: target.value })}
            />
          )}
        </Field>
      </div>
    </Modal>
  )
}

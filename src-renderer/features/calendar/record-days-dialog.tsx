import { Button, Input, Modal } from 'antd'
import type { FormEvent } from 'react'
import type { DaysChecked } from '../../../src-main/domain/calendar/check-days.ts'
import { useDesk } from '../../app/desk.ts'
import { dayFindingSentence } from '../../text/calendar.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './calendar.module.css'
import { Spans } from './spans.tsx'

/** Everything that was found in the list, at once; without errors it is taken in for its years. */
export function RecordDaysDialog({ read, done }: { readonly read: DaysChecked; readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.calendar.record)
  const draft = useResumedDraft('calendar/basis', { basis: '' })
  const { years, days, findings, source, sheet } = read
  const hasErrors = findings.some(({ severity }) => severity === 'error')
  const basis = draft.value.basis.trim()
  const yearWords = `${years.join('、')} 年`

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (hasErrors || basis.length < 4) return
    const result = await recording.run({ years: [...years], days: [...days], basis, source })
    if (!result.ok) return
    await draft.clear()
    notify.done(`已录入 ${yearWords}的安排`)
    done()
  }
  return (
    <Modal
      open
      width={640}
      title={hasErrors ? '这份表格还不能录入' : `录入 ${yearWords}的安排`}
      footer={null}
      onCancel={done}
      mask={{ closable: false }}
    >
      <form onSubmit={submit} data-fields="stacked">
        {findings.length > 0 && (
          <ul className={styles.findings} aria-label="检查结果">
            {findings.map((finding) => (
              <li
                key={`${finding.row} ${finding.code} ${finding.text}`}
                className={finding.severity === 'error' ? (styles.error ?? '') : ''}
              >
                {finding.severity === 'error' ? '须改正' : '提醒'}　{dayFindingSentence(finding)}
              </li>
            ))}
          </ul>
        )}
        {hasErrors ? (
          <p>
            没有录入任何内容，期限仍按原来的安排计算。请在原文件
            {sheet === '' ? '' : `的「${sheet}」`}中改正，再重新选择。
          </p>
        ) : (
          <>
            <Facts
              rows={[
                ['放假', <Spans key="off" days={days} kind="放假" />],
                ['调休上班', <Spans key="work" days={days} kind="上班" />],
              ]}
            />
            <Field label="依据" hint="通知的名称和文号，照原文填写。" isRequired>
              {(control) => (
                <Input
                  {...control}
                  maxLength={200}
                  placeholder="如：《国务院办公厅关于2026年部分节假日安排的通知》"
                  value={draft.value.basis}
                  onChange={({ target }) => draft.change({ basis: target.value })}
                />
              )}
            </Field>
          </>
        )}
        <RefusalNote refusal={recording.refusal} onClose={recording.reset} />
        <div className={styles.buttons}>
          <Button onClick={done}>{hasErrors ? '关闭' : '取消'}</Button>
          {!hasErrors && (
            <Button
              type="primary"
              htmlType="submit"
              disabled={basis.length < 4}
              loading={recording.isRunning}
            >
              录入，替换 {yearWords}的安排
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}

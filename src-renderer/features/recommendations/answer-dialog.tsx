import { Button, Input, Modal, Radio, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { OpenRecommendation } from '../../../src-main/domain/recommendations/queries.ts'
import { type Answer, answers, checkAnswer, limits } from '../../../src-main/domain/recommendations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { messageOf } from '../../text/index.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { ScanField } from '../sign-offs/scan-field.tsx'
import { usePaperScan } from '../sign-offs/use-paper-scan.ts'
import styles from './recommendations.module.css'

type Typed = {
  readonly answer: Answer | ''
  readonly number: string
  readonly date: string
  readonly remark: string
}

/** What an office answered: our own word to the newest draft, or the paper of one without a desk to the draft it names. */
export function AnswerDialog({
  page,
  of,
  isOwn,
  done,
}: {
  readonly page: OpenRecommendation
  readonly of: string
  readonly isOwn: boolean
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const nameOf = useOfficeName()
  const scan = usePaperScan()
  const asked = page.drafts.filter(({ parties }) => parties.includes(of)).toReversed()
  const [seen, setSeen] = useState(asked[0]!.id)
  const draft = useResumedDraft<Typed>(`recommendations/answer/${page.id}/${of}`, {
    answer: '',
    number: '',
    date: '',
    remark: '',
  })
  const [isTried, setTried] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Parameters<typeof RefusalNote>[0]['refusal']>(null)
  const { answer, ...typed } = draft.value
  const checked = answer === '' ? null : checkAnswer({ answer, ...typed }, dayOf(new Date()))
  const problem = checked && !checked.ok ? checked.error : null
  const fault = (...codes: readonly string[]) =>
    isTried && problem && codes.includes(problem.code) ? messageOf(problem).what : null

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!checked?.ok) return
    setRunning(true)
    const said = { recommendation: page.id, draft: seen, ...checked.value, scan: scan.scan }
    const result = isOwn
      ? await runTask({ title: '登记本单位意见', call: desk.recommendations.answer, input: said })
      : await runTask({
          title: '登记回函',
          call: desk.recommendations.registerAnswer,
          input: { ...said, of },
        })
    setRunning(false)
    if (!result.ok) return setRefusal(result.error)
    scan.keep()
    await draft.clear()
    notify.done(`已登记${nameOf(of, 'short')}的意见：${checked.value.answer}`)
    done()
  }

  const chosen = asked.find(({ id }) => id === seen)!
  return (
    <Modal
      open
      title={isOwn ? '登记本单位对推荐汇总表的意见' : `登记${nameOf(of)}的回函`}
      width={640}
      style={{ top: 32 }}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => done()}
    >
      <form onSubmit={submit}>
        <Note>
          {isOwn
            ? `意见只对第 ${chosen.draft} 稿（校验码 ${chosen.checkCode}，${chosen.rows.length} 项）有效，随下一个数据交换包到达起草单位。`
            : '对方没有工作台，凭回函登记，标注「未校验来源」。请核对回函所附推荐汇总表或会签单的校验码。'}
        </Note>
        {!isOwn && (
          <Field label="对哪一稿" hint={`请与回函上的校验码核对：${chosen.checkCode}`} isRequired>
            {({ status, ...control }) => (
              <Select
                {...control}
                status={status}
                value={seen}
                onChange={setSeen}
                options={asked.map(({ id, draft: number, checkCode, rows }) => ({
                  value: id,
                  label: `第 ${number} 稿　${checkCode}　${rows.length} 项`,
                }))}
              />
            )}
          </Field>
        )}
        <Field label="意见" fault={isTried && answer === '' ? '请选择意见。' : null} isRequired>
          {({ id }) => (
            <Radio.Group
              id={id}
              aria-label="意见"
              value={answer}
              onChange={({ target }) => draft.change({ answer: target.value as Answer })}
              options={answers.map((one) => ({ value: one, label: one }))}
            />
          )}
        </Field>
        <Field label="文号" fault={fault('recommendations/number-missing')} isRequired>
          {(control) => (
            <Input
              {...control}
              maxLength={limits.number}
              placeholder="如：浙科函〔2026〕12号"
              value={typed.number}
              onChange={({ target }) => draft.change({ number: target.value })}
            />
          )}
        </Field>
        <Field
          label="日期"
          fault={fault(
            'recommendations/date-missing',
            'recommendations/no-such-day',
            'recommendations/in-the-future',
          )}
          isRequired
        >
          {(control) => (
            <DateInput control={control} value={typed.date} onChange={(date) => draft.change({ date })} />
          )}
        </Field>
        <Field
          label="意见内容"
          fault={fault('recommendations/remark-missing')}
          isRequired={answer !== '同意' && answer !== ''}
        >
          {({ status, ...control }) => (
            <Input.TextArea
              {...control}
              status={status}
              autoSize={{ minRows: 1, maxRows: 4 }}
              maxLength={limits.remark}
              value={typed.remark}
              onChange={({ target }) => draft.change({ remark: target.value })}
            />
          )}
        </Field>
        <ScanField
          scan={scan}
          hint={isOwn ? '盖章回函的 PDF、JPG 或 PNG，可以不附。' : '回函或会签单的 PDF、JPG 或 PNG。'}
        />
        <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
        <div className={styles.buttons}>
          <Button onClick={() => done()}>取消</Button>
          <Button type="primary" htmlType="submit" loading={isRunning} disabled={!draft.isOpen}>
            登记意见
          </Button>
        </div>
      </form>
    </Modal>
  )
}

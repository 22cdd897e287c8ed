import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { FileToken } from '../../../src-main/core/ports/files.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import { appealLimits } from '../../../src-main/domain/appeals/rules.ts'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'

/** Records an appeal that came in: when, until when it is to be decided, why, and its paper. */
export function ReceiveDialog({
  page: { application },
  done,
}: {
  readonly page: Pick<ReviewPage, 'application'>
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const { pickFile } = useFilePicker()
  const draft = useResumedDraft(`appeals/receive/${application.id}`, {
    received: dayOf(new Date()),
    deadline: '',
    grounds: '',
    broughtBy: '',
  })
  const [scan, setScan] = useState<{ readonly token: FileToken; readonly name: string } | null>(null)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const { received, deadline, grounds, broughtBy } = draft.value

  async function pick() {
    const file = await pickFile({ title: '选择申诉材料的扫描件', extensions: ['pdf', 'jpg', 'jpeg', 'png'] })
    if (file) setScan({ token: file.token, name: file.name })
  }

  async function record() {
    setRunning(true)
    const result = await runTask({
      title: '登记申诉',
      call: desk.appeals.receive,
      input: {
        application: application.id,
        received,
        deadline: deadline === '' ? null : deadline,
        grounds: grounds.trim(),
        broughtBy: broughtBy.trim(),
        scan: scan?.token ?? null,
      },
    })
    setRunning(false)
    setRefusal(result.ok ? null : result.error)
    if (!result.ok) return
    await draft.clear()
    notify.done('已登记申诉')
    done()
  }
  return (
    <Modal
      open
      title={`登记对 ${application.content.number} 不予受理的申诉`}
      width={560}
      style={{ top: 32 }}
      okText="登记申诉"
      cancelText="取消"
      okButtonProps={{ disabled: grounds.trim() === '' || received === '', loading: isRunning }}
      onOk={() => void record()}
      onCancel={done}
    >
      <div data-fields="stacked">
        <Field label="收到日期" isRequired>
          {(control) => (
            <DateInput
              control={control}
              value={received}
              onChange={(day) => draft.change({ received: day })}
            />
          )}
        </Field>
        <Field label="处理期限" hint="由您按本单位规定确定并填写，程序只作提醒；可以以后再填。">
          {(control) => (
            <DateInput
              control={control}
              value={deadline}
              onChange={(day) => draft.change({ deadline: day })}
            />
          )}
        </Field>
        <Field
          label="申诉事由"
          hint="一句话写明对方认为结论错在哪里。其他单位也看得到，不要写人名和联系方式。"
          isRequired
        >
          {({ status, ...control }) => (
            <Input.TextArea
              {...control}
              status={status}
              autoFocus
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={appealLimits.grounds}
              value={grounds}
              onChange={({ target }) => draft.change({ grounds: target.value })}
            />
          )}
        </Field>
        <Field label="提出人" hint="只留在本单位，可以不填。">
          {(control) => (
            <Input
              {...control}
              maxLength={appealLimits.broughtBy}
              value={broughtBy}
              onChange={({ target }) => draft.change({ broughtBy: target.value })}
            />
          )}
        </Field>
        <Field label="申诉材料" hint="扫描件只留在本单位，可以不附。">
          {() => (
            <span>
              <Button onClick={() => void pick()}>{scan ? '换一份…' : '选择扫描件…'}</Button>
              {scan && <span>　{scan.name}</span>}
            </span>
          )}
        </Field>
        <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      </div>
    </Modal>
  )
}

import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { InspectionResult } from '../../../src-main/domain/oversight/inspection/projection.ts'
import { useDesk } from '../../app/desk.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'

const results: readonly InspectionResult[] = ['未发现问题', '有瑕疵', '有问题']

/** What was found when a drawn application was inspected. */
export function FindingDialog({
  inspection,
  application,
  number,
  known,
  done,
}: {
  readonly inspection: string
  readonly application: string
  readonly number: string
  readonly known: { readonly result: InspectionResult; readonly note: string } | null
  readonly done: () => void
}) {
  const desk = useDesk()
  const recording = useRecord(desk.oversight.recordFinding)
  const [result, setResult] = useState<InspectionResult>(known?.result ?? '未发现问题')
  const draft = useResumedDraft(`oversight/finding/${inspection}/${application}`, { note: known?.note ?? '' })
  async function record() {
    const recorded = await recording.run({ inspection, application, result, note: draft.value.note })
    if (!recorded.ok) return
    await draft.clear()
    done()
  }
  return (
    <Modal
      open
      title={`${number} 的抽查结果`}
      onCancel={done}
      footer={[
        <Button key="leave" onClick={done}>
          取消
        </Button>,
        <Button key="record" type="primary" loading={recording.isRunning} onClick={() => void record()}>
          保存结果
        </Button>,
      ]}
    >
      <Radio.Group
        aria-label="抽查结果"
        value={result}
        onChange={({ target }) => setResult(target.value as InspectionResult)}
        options={results.map((one) => ({ value: one, label: one }))}
      />
      <Field label="情况" hint="有瑕疵或有问题的，写明发现了什么、依据在哪里。">
        {(control) => (
          <Input.TextArea
            {...control}
            rows={4}
            maxLength={2000}
            value={draft.value.note}
            onChange={({ target }) => draft.change({ note: target.value })}
          />
        )}
      </Field>
      <RefusalNote refusal={recording.refusal} onClose={recording.reset} />
    </Modal>
  )
}

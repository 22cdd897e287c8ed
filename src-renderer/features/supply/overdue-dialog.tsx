import { Input } from 'antd'
import { useState } from 'react'
import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import { ActDialog } from './act-dialog.tsx'

/** 不予受理 after the deadline: the sentences of the notice, then the second person. */
export function OverdueDialog({
  page,
  done,
}: {
  readonly page: SupplyPage
  readonly notice: SupplyNotice
  readonly done: () => void
}) {
  const desk = useDesk()
  const me = usePerson()
  const notify = useNotify()
  const askSecond = useSecondPerson()
  const recording = useRecord(desk.supply.closeAsNotAccepted)
  // What this person has in front of them: it is refused when something was changed since.
  const [closing] = useState(() => page.proposal?.closing)
  const draft = useResumedDraft(`supply/overdue/${page.application.id}`, {
    sentences: {} as Record<string, string>,
    reason: closing?.ok ? closing.value.reason : '',
  })
  if (!closing?.ok) return <RefusalNote refusal={closing?.error ?? null} onClose={done} />
  const { items, seen } = closing.value
  const { sentences, reason } = draft.value
  const worded = items.map(({ code, sentence }) => ({ code, sentence: sentences[code] ?? sentence }))

  async function record() {
    const notice = worded.map(({ code, sentence }) => ({ code, sentence: sentence.trim() }))
    const { number, title } = page.application.content
    const confirmed = await askSecond({
      title: '共同确认：逾期未补交，不予受理',
      permission: 'second-check:edit',
      facts: [
        ['申报', `${number}　${title}`],
        ['结论', '不予受理'],
        ['通知事项', notice.map(({ code, sentence }, i) => `${i + 1}．${code} ${sentence}`).join('\n')],
        ['补充说明', reason.trim() || '（无）'],
        ['经办人', me.name],
      ],
      action: '共同确认不予受理',
      run: (second) =>
        recording.run({ application: page.application.id, reason: reason.trim(), notice, seen }, { second }),
    })
    if (!confirmed) return
    await draft.clear()
    notify.done('已记录结论：不予受理')
    done()
  }
  return (
    <ActDialog
      title="逾期未补交：不予受理"
      action="请复核人共同确认…"
      isDanger
      width={720}
      isComplete={worded.every(({ sentence }) => sentence.trim() !== '')}
      isRunning={recording.isRunning}
      refusal={null}
      onRecord={record}
      onClose={done}
      onRead={recording.reset}
    >
      <p>由您和复核人共同作出；已收到的各项不作为理由。各项的句子印在不予受理通知上，可以改写。</p>
      {worded.map(({ code, sentence }) => (
        <Field key={code} label={code} fault={sentence.trim() === '' ? '请写一句' : null} isRequired>
          {({ status, ...control }) => (
            <Input.TextArea
              {...control}
              status={status}
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={500}
              value={sentence}
              onChange={({ target }) =>
                draft.change({
                  sentences: { ...sentences, [code]: target.value.replaceAll(/\s*\n\s*/gu, '') },
                })
              }
            />
          )}
        </Field>
      ))}
      <Field label="补充说明" hint="印在各项之后，可以不填。">
        {({ status, ...control }) => (
          <Input.TextArea
            {...control}
            status={status}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
        )}
      </Field>
    </ActDialog>
  )
}

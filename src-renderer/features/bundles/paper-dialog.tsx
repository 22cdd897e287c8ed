import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { PaperRecord } from '../../../src-main/domain/bundles/paper-register.ts'
import { useDesk } from '../../app/desk.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Note } from '../../ui/note.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { UnverifiedButton } from '../applications/unverified.tsx'

/** A list that went out or came in on paper; the page of a hand-out can be written once more. */
export function PaperDialog({ record, done }: { readonly record: PaperRecord; readonly done: () => void }) {
  const { direction, other, at, label, rows, digest, letter, isWithdrawn, checkCode } = record
  const { write, isWriting, refusal, written } = useHandOutPage(record.id)
  return (
    <Modal
      open
      title={direction === 'sent' ? '以表格提供的清单' : '凭来函导入的清单'}
      width={620}
      onCancel={done}
      footer={[
        <Button key="close" onClick={done}>
          关闭
        </Button>,
        direction === 'sent' && (
          <Button key="page" type="primary" loading={isWriting} onClick={() => void write()}>
            保存附函（PDF）…
          </Button>
        ),
      ]}
    >
      <Facts
        rows={[
          [direction === 'sent' ? '提供给' : '来自', <OfficeChip key="other" code={other} form="name" />],
          ['时间', minuteOf(at)],
          [direction === 'sent' ? '文件名' : '来函', label],
          ...(letter ? [['来源', <UnverifiedButton key="letter" letter={letter} />] as const] : []),
          ['项数', `${rows} 项${isWithdrawn ? '，已整批撤回' : ''}`],
          ['表格校验值', <CheckCode key="digest" code={digest} label="表格校验值" groups={4} />],
          ['校验码', checkCode],
        ]}
      />
      <RefusalNote refusal={refusal} />
      {written && (
        <div role="status">
          <Note tone="good">已保存附函：{written}。请打印、盖章，连同表格一并送达。</Note>
        </div>
      )}
    </Modal>
  )
}

/** Writes the page to stamp of a hand-out into a folder that the person picks. */
export function useHandOutPage(record: string) {
  const desk = useDesk()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const [isWriting, setWriting] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [written, setWritten] = useState<string | null>(null)
  async function write() {
    const folder = await pickFolder({ title: '附函保存到哪个文件夹' })
    if (!folder) return
    setWriting(true)
    const result = await runTask({
      title: '生成附函',
      call: desk.bundles.writeHandOutPage,
      input: { record, folder: folder.token },
      saves: false,
    })
    setWriting(false)
    setRefusal(result.ok ? null : result.error)
    setWritten(result.ok ? result.value.file : null)
  }
  return { write, isWriting, refusal, written }
}

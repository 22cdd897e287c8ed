import { Button, Modal } from 'antd'
import type { PaperRecord } from '../../../src-main/domain/bundles/paper-register.ts'
import { useDesk } from '../../app/desk.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { PaperDialog } from '../../ui/paper-dialog.tsx'
import { UnverifiedButton } from '../applications/unverified.tsx'

/** A list that went out or came in on paper; the page of a hand-out can be printed once more. */
export function PaperRecordDialog({
  record,
  done,
}: {
  readonly record: PaperRecord
  readonly done: () => void
}) {
  const { direction, other, at, label, rows, digest, letter, isWithdrawn, checkCode } = record
  const showPage = useHandOutPage(record.id)
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
          <Button key="page" type="primary" onClick={showPage}>
            附函…
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
    </Modal>
  )
}

/** Opens the page to stamp of a hand-out, to be printed or saved. */
export function useHandOutPage(record: string): () => void {
  const desk = useDesk()
  const show = useDialogs()
  return () =>
    void show<void>((done) => (
      <PaperDialog
        title="申报清单附函"
        make={(target, options) => desk.bundles.handOutPage({ record, target }, options)}
        onClose={done}
      />
    ))
}

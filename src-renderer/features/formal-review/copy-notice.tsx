import { Button } from 'antd'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import { noticeOf, noticeText } from '../../../src-main/domain/formal-review/rules.ts'
import { copyText } from '../../ui/copy-text.ts'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'

type Facts = Parameters<typeof noticeOf>[0]

/** 「复制正文」: the notice as text, for a message or for the office's own system. */
export function CopyNotice({
  application,
  notice,
  basis,
  mark = null,
  isComplete = true,
}: {
  readonly application: Application
  readonly notice: Pick<Facts, 'outcome' | 'items' | 'reason' | 'deadline'>
  readonly basis: Facts['basis']
  /** 「待签批，未生效」: stands first as long as it is so. */
  readonly mark?: string | null
  /** False while something is still to be filled in. */
  readonly isComplete?: boolean
}) {
  const notify = useNotify()
  const officeName = useOfficeName()
  function copy() {
    const { kind, content, institution } = application
    const office = officeName(institution)
    const words = noticeOf({ kind, content, office, basis, ...notice })
    const text = noticeText(words, [office])
    if (copyText(mark === null ? text : `【${mark}】\n\n${text}`)) notify.done('已复制通知正文')
  }
  return (
    <Button size="small" disabled={!isComplete} onClick={copy} title="可以粘贴到短信、邮件或者公文中">
      复制正文
    </Button>
  )
}

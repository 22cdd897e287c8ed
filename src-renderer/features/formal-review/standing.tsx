import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { Note } from '../../ui/note.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { deskSentence } from '../applications/desk-words.ts'

/** Why this review is as it is: a mark of secrecy, another office's or desk's, a withdrawn import, a role that only reads. */
export function Standing({ page, mayReview }: { readonly page: ReviewPage; readonly mayReview: boolean }) {
  const officeName = useOfficeName()
  const { outcomes, readOnly, application } = page
  const isSecret = !outcomes.通过.ok && outcomes.通过.error.code === 'formal-review/secrecy-mark'
  if (isSecret) {
    return (
      <Note tone="warn">
        <strong>发现密级标志，停止办理。</strong>
        勿复制、勿删除、勿带走，报保密办。不能作出任何结论；经核对不是密级标志的，在 F24 写明情况后改判。
      </Note>
    )
  }
  if (readOnly === 'other-office') {
    return (
      <Note>
        这项申报由{officeName(application.institution)}
        受理和审查，本机显示收到的内容，只能查看。有不同意见的，请与对方联系。
      </Note>
    )
  }
  if (readOnly === 'other-desk' && page.desk) {
    return (
      <Note>
        {deskSentence(page.desk)}。
        {!page.desk.isOnItsWay && '需要在本台办理的，请在那个工作台上移交给本台，再用数据交换包带过来。'}
      </Note>
    )
  }
  if (application.withdrawal) {
    const { date, reason } = application.withdrawal
    return (
      <Note>
        申报单位已于 {date} 撤回，不再审查；记录仍保留。原因：{reason}
      </Note>
    )
  }
  if (readOnly === 'withdrawn') return <Note>所在的导入已整批撤回，不再审查；记录仍保留。</Note>
  if (!mayReview) return <Note>您的角色只能查看形式审查，判断和结论由经办人记录。</Note>
  return null
}

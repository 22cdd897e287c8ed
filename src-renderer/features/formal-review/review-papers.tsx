import { Button } from 'antd'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { PaperDialog } from '../../ui/paper-dialog.tsx'
import { NoticeDialog, noticeNames } from './notice-dialog.tsx'

/** The papers of one review: its sheet at any time, and the notice once there was one. */
export function ReviewPapers({
  page,
  size = 'middle',
}: {
  readonly page: Pick<ReviewPage, 'application' | 'review'>
  readonly size?: 'small' | 'middle'
}) {
  const desk = useDesk()
  const may = useMay()
  const { institution } = usePerson()
  const show = useDialogs()
  if (!may('review:read')) return null
  const { application, review } = page
  const noticed = application.institution === institution ? (review?.noticed ?? null) : null

  const showSheet = () =>
    void show<void>((done) => (
      <PaperDialog
        title="形式审查表"
        make={(target, options) =>
          desk.formalReview.reviewSheet({ application: application.id, target }, options)
        }
        onClose={done}
      />
    ))
  return (
    <>
      <Button size={size} onClick={showSheet}>
        审查表…
      </Button>
      {noticed && (
        <Button
          size={size}
          onClick={() =>
            void show<void>((done) => (
              <NoticeDialog application={application.id} outcome={noticed} done={done} />
            ))
          }
        >
          {noticeNames[noticed]}…
        </Button>
      )}
    </>
  )
}

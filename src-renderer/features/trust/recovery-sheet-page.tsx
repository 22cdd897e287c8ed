import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { RecoverySheetSteps } from './recovery-sheet-steps.tsx'

/** Printing and sealing the recovery sheet; afterwards only says that it is done. */
export function RecoverySheetPage() {
  const desk = useDesk()
  const notify = useNotify()
  const pending = useQueryOf(desk.trust.recoveryPending, null)
  return (
    <Page
      title="恢复单"
      remark={pending.data !== undefined && <StateTag state={pending.data ? '未封存' : '已封存'} />}
    >
      <Loaded query={pending}>
        {(isPending) =>
          isPending ? (
            <RecoverySheetSteps onDone={() => notify.done('恢复单已核对，请封存打印件')} />
          ) : (
            <Note tone="good">
              恢复单已经打印并核对。请确认打印件已经封存在保险柜里；本机不再保存它的内容。
            </Note>
          )
        }
      </Loaded>
    </Page>
  )
}

import { Button } from 'antd'
import { Note } from '../../ui/note.tsx'

/** Says that an import goes on where it was left, or what is needed for that. */
export function ResumedNote({
  lost,
  resumed,
  onRestart,
}: {
  /** The file that has to be chosen again, and the step that was reached. */
  readonly lost: { readonly file: string; readonly step: string } | null
  readonly resumed: { readonly remark: string | null } | null
  readonly onRestart: () => void
}) {
  if (!lost && !resumed) return null
  const actions = <Button onClick={onRestart}>不要了，从头开始</Button>
  if (lost) {
    return (
      <Note tone="warn" actions={actions}>
        上次导入「{lost.file}」做到「{lost.step}
        」，还没有导入。程序重新启动过，或者介质已拔出，请重新选择这个文件：各列的对应和「不导入」的行都还在。
      </Note>
    )
  }
  return (
    <Note tone={resumed?.remark ? 'warn' : 'plain'} actions={actions}>
      这份清单还没有导入，已回到上次离开的地方。{resumed?.remark}
    </Note>
  )
}

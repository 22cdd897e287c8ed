import { Button } from 'antd'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'

/** Writes 全过程卷宗 of these applications, one PDF each, into a folder that is picked. */
export function WriteDossiersButton({
  applications,
  size = 'middle',
}: {
  readonly applications: readonly string[]
  readonly size?: 'small' | 'middle'
}) {
  const desk = useDesk()
  const may = useMay()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const { pickFolder } = useFilePicker()
  if (!may('review:read')) return null
  async function write() {
    const folder = await pickFolder({ title: '全过程卷宗保存到哪个文件夹' })
    if (!folder) return
    const written = await runTask({
      title: '编全过程卷宗',
      call: desk.oversight.writeDossiers,
      input: { applications: [...applications], folder: folder.token },
      saves: true,
    })
    if (!written.ok) return notify.refused(written.error)
    const [only] = written.value
    const pages = written.value.reduce((sum, one) => sum + one.pages, 0)
    const leftOut = written.value.reduce((sum, one) => sum + one.leftOut, 0)
    const what =
      written.value.length === 1 ? `${only!.name}，${pages} 页` : `${written.value.length} 卷，共 ${pages} 页`
    const without = leftOut > 0 ? `；${leftOut} 份附件不能编入，目录中写明了原因` : ''
    notify.done(`已保存到「${folder.name}」：${what}${without}`)
  }
  return (
    <Button size={size} onClick={() => void write()}>
      编全过程卷宗…
    </Button>
  )
}

import { Button } from 'antd'
import { useDesk } from '../../app/desk.ts'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { useCompareWith } from './batch-choice.tsx'

/** Writes the statistics of a batch as XLSX into a folder that is picked. */
export function StatisticsButton({ batch }: { readonly batch: string }) {
  const desk = useDesk()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const { pickFolder } = useFilePicker()
  const compare = useCompareWith(batch)
  async function write() {
    const folder = await pickFolder({ title: '统计表保存到哪个文件夹' })
    if (!folder) return
    const written = await runTask({
      title: '生成统计表',
      call: desk.oversight.writeStatistics,
      input: { batch, ...(compare === undefined ? {} : { compare }), folder: folder.token },
      saves: false,
    })
    if (!written.ok) return notify.refused(written.error)
    notify.done(`已保存到「${folder.name}」：${written.value.name}`)
  }
  return <Button onClick={() => void write()}>统计表（XLSX）…</Button>
}

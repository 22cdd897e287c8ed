import { Button } from 'antd'
import type { ApplicationKind } from '../../../src-main/domain/applications/record.ts'
import { useDesk } from '../../app/desk.ts'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'

/** Writes the desk's own empty list of a kind into a folder that the person picks. */
export function TemplateButton({ kind }: { readonly kind: ApplicationKind }) {
  const desk = useDesk()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()

  async function write() {
    const folder = await pickFolder({ title: '把模板存到哪里' })
    if (!folder) return
    const written = await runTask({
      title: '下载模板',
      call: desk.applications.writeTemplate,
      input: { folder: folder.token, kind },
      saves: false,
    })
    if (written.ok) notify.done(`已存为「${written.value.name}」`)
    else notify.refused(written.error)
  }
  return <Button onClick={() => void write()}>下载模板</Button>
}

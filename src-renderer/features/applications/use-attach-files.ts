import type { Refusal } from '../../../src-main/core/result.ts'
import { useDesk } from '../../app/desk.ts'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'

/** Endings of files that may be documents of an application. */
export const documentExtensions = ['pdf', 'jpg', 'jpeg', 'png', 'tif', 'tiff', 'doc', 'docx', 'ofd']

/** Lets the person pick files and attaches them to one application. */
export function useAttachFiles(
  application: string,
  onRefusal: (refusal: Refusal | null) => void,
): () => Promise<void> {
  const desk = useDesk()
  const { pickFiles } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()
  return async () => {
    const picked = await pickFiles({ title: '选择附件', extensions: documentExtensions })
    if (picked.length === 0) return
    onRefusal(null)
    const result = await runTask({
      title: '附上文件',
      call: desk.applications.attachDocuments,
      input: picked.map(({ token }) => ({ application, file: token })),
    })
    if (result.ok) notify.done(`已附上 ${result.value.attached} 个文件`)
    else onRefusal(result.error)
  }
}

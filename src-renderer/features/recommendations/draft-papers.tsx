import { Button } from 'antd'
import type { DraftPage, RecommendationPage } from '../../../src-main/domain/recommendations/read.ts'
import { useDesk } from '../../app/desk.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { type MakePaper, PaperDialog } from '../../ui/paper-dialog.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'

/** The papers of one draft: 推荐汇总表, 会签单, and the list as XLSX. */
export function DraftPapers({
  page,
  draft: { draft },
}: {
  readonly page: RecommendationPage
  readonly draft: DraftPage
}) {
  const desk = useDesk()
  const show = useDialogs()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const { pickFolder } = useFilePicker()
  const of = { recommendation: page.id, draft }
  const papers: readonly (readonly [title: string, make: MakePaper])[] = [
    ['推荐汇总表', (target, options) => desk.recommendations.listSheet({ ...of, target }, options)],
    ['会签单', (target, options) => desk.recommendations.agreementSheet({ ...of, target }, options)],
  ]
  async function save() {
    const folder = await pickFolder({ title: '推荐汇总表保存到哪个文件夹' })
    if (!folder) return
    const result = await runTask({
      title: '保存推荐汇总表',
      call: desk.recommendations.writeList,
      input: { ...of, folder: folder.token },
      saves: false,
    })
    if (result.ok) notify.done(`已保存到「${folder.name}」：${result.value.name}`)
    else notify.refused(result.error)
  }
  return (
    <>
      {papers.map(([title, make]) => (
        <Button
          key={title}
          onClick={() => void show<void>((done) => <PaperDialog title={title} make={make} onClose={done} />)}
        >
          {title}…
        </Button>
      ))}
      <Button onClick={() => void save()}>存为 XLSX…</Button>
    </>
  )
}

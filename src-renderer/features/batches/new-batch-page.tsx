import { useLocation } from 'wouter'
import type { BatchContent } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { dayOf } from '../../ui/dates.ts'
import { useDraft } from '../../ui/draft-form.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { emptyDraft } from './batch-draft.ts'
import { BatchForm } from './batch-form.tsx'
import { batchPath } from './paths.ts'

/** Sets up a batch; the office that does it is its 建立单位 for ever. */
export function NewBatchPage() {
  const desk = useDesk()
  const { institution } = usePerson()
  const [, navigate] = useLocation()
  const notify = useNotify()
  const create = useRecord(desk.batches.create)
  const draft = useDraft('batches/new', emptyDraft(institution, dayOf(new Date())))

  async function submit(content: BatchContent) {
    const result = await create.run(content)
    if (!result.ok) return
    await draft.clear()
    notify.done(`已建立批次「${content.title}」`)
    navigate(batchPath(result.value.batch))
  }

  return (
    <Page title="新建批次" back={{ to: '/batches', title: '批次' }}>
      <BatchForm
        draft={draft}
        action="建立批次"
        isKindFixed={false}
        refusal={create.refusal}
        isRunning={create.isRunning}
        onSubmit={submit}
        onCancel={() => navigate('/batches')}
      />
    </Page>
  )
}

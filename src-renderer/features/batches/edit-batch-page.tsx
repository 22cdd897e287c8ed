import { useLocation } from 'wouter'
import type { Batch, BatchContent } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useDraft } from '../../ui/draft-form.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { contentOf, draftOf } from './batch-draft.ts'
import { BatchForm } from './batch-form.tsx'
import { batchPath } from './paths.ts'
import { useBatch } from './use-batch.ts'

/** Changes a batch of this office. */
export function EditBatchPage() {
  const { query, batch } = useBatch({ isForForm: true })
  const { institution } = usePerson()
  if (!batch) return <Loaded query={query}>{() => <EmptyState title="没有这个批次" />}</Loaded>
  if (batch.institution !== institution) {
    return <EmptyState title="这个批次由其他单位建立，在这里只能查看" />
  }
  return <Edit key={batch.id} batch={batch} />
}

function Edit({ batch }: { readonly batch: Batch }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const notify = useNotify()
  const change = useRecord(desk.batches.change)
  const draft = useDraft(`batches/${batch.id}`, draftOf(batch))
  const page = batchPath(batch.id)

  async function submit(content: BatchContent) {
    const result = await change.run({ batch: batch.id, content })
    if (!result.ok) return
    await draft.clear()
    const before = contentOf(draftOf(batch))
    notify.done('已保存批次的修改', () => desk.batches.change({ batch: batch.id, content: before }))
    navigate(page)
  }

  return (
    <Page title="修改批次" remark={batch.title} back={{ to: page, title: batch.title }}>
      <BatchForm
        draft={draft}
        action="保存修改"
        isKindFixed
        refusal={change.refusal}
        isRunning={change.isRunning}
        onSubmit={submit}
        onCancel={() => navigate(page)}
      />
    </Page>
  )
}

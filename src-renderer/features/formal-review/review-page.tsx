import { useParams } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded, Waiting } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { applicationOfPath, listPath } from './paths.ts'
import { usePlace } from './place.ts'
import { ReviewMode } from './review-mode.tsx'

/** Formal review of one application. */
export function ReviewPage() {
  const { application: part } = useParams<{ application: string }>()
  const id = applicationOfPath(part)
  const desk = useDesk()
  const query = useQueryOf(desk.formalReview.open, id)
  const place = usePlace()
  return (
    <Loaded query={query}>
      {(page) => {
        if (place === undefined) return <Waiting />
        if (page)
          return <ReviewMode key={id} page={page} startAt={place?.application === id ? place.item : null} />
        return (
          <Page title="形式审查" back={{ to: listPath, title: '审查清单' }}>
            <EmptyState title="没有这项申报">它可能已随整批导入撤回，请从审查清单中重新打开。</EmptyState>
          </Page>
        )
      }}
    </Loaded>
  )
}

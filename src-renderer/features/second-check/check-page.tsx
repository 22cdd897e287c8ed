import { useParams } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded, Waiting } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { useRemembered } from '../../ui/remembered.ts'
import { CheckMode } from './check-mode.tsx'
import { applicationOfPath, checksPath } from './paths.ts'

const readBlind = (stored: unknown) => stored === true

/** The second check of one application, with the first verdicts in view or without them, as this person prefers. */
export function CheckPage() {
  const { application: part } = useParams<{ application: string }>()
  const id = applicationOfPath(part)
  const blind = useRemembered('second-check/blind', readBlind)
  if (!blind.isReady) return <Waiting />
  return (
    <Checked
      key={`${id}/${blind.value}`}
      application={id}
      isBlind={blind.value}
      onBlind={(value) => blind.change(value)}
    />
  )
}

function Checked({
  application,
  isBlind,
  onBlind,
}: {
  readonly application: string
  readonly isBlind: boolean
  readonly onBlind: (isBlind: boolean) => void
}) {
  const desk = useDesk()
  const { open, openBlind } = desk.formalReview
  const query = useQueryOf(isBlind ? openBlind : open, application)
  return (
    <Loaded query={query}>
      {(page) =>
        page ? (
          <CheckMode page={page} isBlind={isBlind} onBlind={onBlind} />
        ) : (
          <Page title="复核" back={{ to: checksPath, title: '复核' }}>
            <EmptyState title="没有这项申报">它可能已随整批导入撤回，请从复核清单中重新打开。</EmptyState>
          </Page>
        )
      }
    </Loaded>
  )
}

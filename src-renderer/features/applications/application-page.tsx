import { useEffect, useRef, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { Digest } from '../../../src-main/core/suite.ts'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { useShownKeys } from '../../ui/shown-keys.ts'
import { useFollowedPlace } from '../../ui/table-memory.ts'
import styles from './application.module.css'
import { ApplicationHeader } from './application-header.tsx'
import { DocumentPanel, type DocumentPanelHandle } from './document-panel.tsx'
import { DocumentsSection } from './documents-section.tsx'
import { InfoSection } from './info-section.tsx'
import { MoneySection } from './money-section.tsx'
import { OrganisationsSection } from './organisations-section.tsx'
import { applicationOfPath, listPath } from './paths.ts'
import { PeopleSection } from './people-section.tsx'
import { ReviewSection } from './review-section.tsx'
import { Split } from './split.tsx'
import { TimelineSection } from './timeline-section.tsx'
import { useNeighbours } from './use-neighbours.ts'

const parts = ['申报信息', '单位', '人员', '预算', '附件', '审查', '时间线'] as const

/** One application beside its documents. J and K go along the list it was opened from, Esc goes back to it. */
export function ApplicationPage() {
  const { application: part } = useParams<{ application: string }>()
  const id = applicationOfPath(part)
  const desk = useDesk()
  const page = useQueryOf(desk.formalReview.open, id)
  return (
    <Loaded query={page}>
      {(found) =>
        found ? (
          <Opened page={found} />
        ) : (
          <EmptyState title="没有这项申报">它可能已随整批导入撤回。请从申报清单中重新打开。</EmptyState>
        )
      }
    </Loaded>
  )
}

function Opened({ page }: { readonly page: ReviewPage }) {
  const { application, documents } = page
  const { content } = application
  const may = useMay()
  const [document, setDocument] = useState<Digest | null>(null)
  const panel = useRef<DocumentPanelHandle>(null)
  const sections = useRef<HTMLDivElement>(null)
  const neighbours = useNeighbours(application.id)
  usePageKeys(neighbours)
  useShownKeys('application')
  useFollowedPlace('applications', neighbours.place === null ? null : neighbours.place - 1)
  useEffect(() => {
    window.document.title = `${content.number} ${content.title} - 长三角评审工作台`
  }, [content.number, content.title])

  const canEdit = page.readOnly === null && may('applications:edit')
  const shown = documents.find((one) => one.document.document === document) ?? documents[0] ?? null
  const common = { application, canEdit }
  const facts = (
    <>
      <nav className={styles.anchors} aria-label="本页各部分">
        {parts
          .filter((name) => name !== '审查' || may('review:read'))
          .map((name) => (
            <button
              key={name}
              type="button"
              onClick={() =>
                sections.current?.querySelector(`[data-part="${name}"]`)?.scrollIntoView({ block: 'start' })
              }
            >
              {name}
            </button>
          ))}
      </nav>
      <div ref={sections} className={styles.sections}>
        <InfoSection {...common} batch={page.batch} />
        <OrganisationsSection {...common} />
        <PeopleSection application={application} />
        <MoneySection {...common} />
        <DocumentsSection
          {...common}
          documents={documents}
          shown={shown?.document.document ?? null}
          onShow={(digest, pageNumber) => {
            setDocument(digest)
            panel.current?.show(digest, pageNumber)
          }}
        />
        {may('review:read') && <ReviewSection page={page} />}
        <TimelineSection application={application.id} />
      </div>
    </>
  )
  return (
    <div className={styles.page}>
      <ApplicationHeader page={page} neighbours={neighbours} />
      <Split
        name="application"
        left={{ title: '申报信息', content: facts }}
        right={{
          title: `附件 ${documents.length}`,
          content: (
            <DocumentPanel
              ref={panel}
              application={application.id}
              documents={documents}
              shown={shown}
              isReadOnly={!canEdit}
              onShow={setDocument}
            />
          ),
        }}
      />
    </div>
  )
}

function usePageKeys({
  previous,
  next,
}: {
  readonly previous: string | null
  readonly next: string | null
}): void {
  const [, navigate] = useLocation()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
      if (!(event.target instanceof HTMLElement) || window.document.querySelector('[data-editing]')) return
      // A dialog, a menu or a field has its own use for these keys.
      if (event.target.closest('input, textarea, select, [role=dialog], [role=combobox], [role=menu]')) return
      const to = { j: next, k: previous, Escape: listPath }[
        event.key.length === 1 ? event.key.toLowerCase() : event.key
      ]
      if (!to) return
      event.preventDefault()
      navigate(to)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [navigate, previous, next])
}

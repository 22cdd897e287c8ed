import {
  type FocusEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { Digest } from '../../../src-main/core/suite.ts'
import type { ApplicationField } from '../../../src-main/domain/applications/fields.ts'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { Evidence } from '../../../src-main/domain/formal-review/rules.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { PdfViewerHandle } from '../../ui/pdf-viewer.tsx'
import { PeopleSection } from '../applications/people-section.tsx'
import styles from './evidence.module.css'
import { EvidenceDocument } from './evidence-document.tsx'
import { CompareStrip, EvidenceFacts } from './evidence-facts.tsx'
import { EvidenceOrganisations } from './evidence-organisations.tsx'
import { type EvidenceView, fieldView } from './evidence-view.ts'
import { SealStrip } from './seal-strip.tsx'
import type { SealWork } from './seal-work.ts'
import { TextSearch, type TextSearchHandle } from './text-search.tsx'

export type EvidencePanelHandle = {
  /** What one is looking at, as it would be noted; null when it is nothing in particular. */
  here(): Evidence | null
  turn(pages: number): void
  /** Changes between the document and the record. */
  toggle(): void
  /** Shows what the item is about in the record and gives the keyboard to the first thing that is missing there. */
  enter(): void
  /** Gives the keyboard to the document. */
  focus(): void
  /** Gives it to the search in its text. */
  search(): void
}

/** The left half: the document at the page, or the record at the field, that the item on the right is about. */
export function EvidencePanel({
  page,
  view: wanted,
  fields,
  seals,
  canEdit,
  onEntered,
  ref,
}: {
  readonly page: Pick<ReviewPage, 'application' | 'batch' | 'documents'>
  /** A new object moves the panel there. */
  readonly view: EvidenceView
  /** What the item is about, to compare with the document. */
  readonly fields: readonly ApplicationField[]
  /** Not null: seals are being looked at, with the names of those who must have sealed. */
  readonly seals: SealWork | null
  /** Whether pages may be marked and facts entered here. */
  readonly canEdit: boolean
  /** Told when the last missing thing was entered and the keyboard has no place here any more. */
  readonly onEntered: () => void
  readonly ref: Ref<EvidencePanelHandle>
}) {
  const { application, documents } = page
  const [view, setView] = useState(wanted)
  const [document, setDocument] = useState<Digest | null>(documents[0]?.document.document ?? null)
  const panel = useRef<HTMLElement>(null)
  const viewer = useRef<PdfViewerHandle>(null)
  const search = useRef<TextSearchHandle>(null)
  /** A page to go to as soon as the pages are there. */
  const due = useRef<number | null>(null)
  const shown = documents.find((one) => one.document.document === document) ?? documents[0]

  const [followed, setFollowed] = useState<EvidenceView | null>(null)
  if (followed !== wanted) {
    setFollowed(wanted)
    setView(wanted)
    if (wanted.kind === 'document') setDocument(wanted.document)
  }
  const target = view.kind === 'document' ? view.page : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same page may be wanted once more
  useEffect(() => {
    due.current = target
    arrive()
  }, [target, view])
  function arrive() {
    if (due.current === null || !viewer.current) return
    viewer.current.goTo(due.current)
    due.current = null
  }

  // A fact that was entered takes its entry away, and the keyboard with it.
  const isEntering = useRef(false)
  const entered = useEffectEvent(() => {
    if (!isEntering.current || window.document.activeElement !== window.document.body) return
    const next = panel.current?.querySelector<HTMLElement>('[data-over] [data-entry]')
    if (next) next.focus()
    else onEntered()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: new content is the reason to look
  useEffect(() => entered(), [application.content])

  const isOver = view.kind !== 'document' || !shown
  useImperativeHandle(ref, () => ({
    here() {
      if (isOver) {
        const [field] = fields
        return field ? { field } : null
      }
      return { document: shown.document.document, page: viewer.current?.page() ?? 1 }
    },
    turn: (pages) => viewer.current?.turn(pages),
    toggle() {
      if (isOver && shown) setView({ kind: 'document', document: shown.document.document, page: null })
      else if (!isOver) setView(fieldView(fields))
    },
    enter() {
      if (!isOver) flushSync(() => setView(fieldView(fields)))
      const over = panel.current?.querySelector<HTMLElement>('[data-over]')
      const target = over?.querySelector<HTMLElement>('[data-entry], button') ?? over
      target?.focus()
    },
    focus() {
      if (isOver && shown) {
        flushSync(() => setView({ kind: 'document', document: shown.document.document, page: null }))
      }
      viewer.current?.focus()
    },
    search: () => search.current?.focus(),
  }))

  const over = {
    className: styles.over,
    'data-over': true,
    onFocus: () => {
      isEntering.current = true
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) isEntering.current = false
    },
  }
  return (
    <section ref={panel} className={styles.panel} aria-label="依据" data-evidence>
      <div className={styles.tabs}>
        {documents.map(({ document: { document: digest, name } }) => (
          <Tab
            key={digest}
            isPressed={!isOver && digest === shown?.document.document}
            onPress={() => {
              setDocument(digest)
              setView({ kind: 'document', document: digest, page: null })
            }}
          >
            {name}
          </Tab>
        ))}
        <Tab isPressed={view.kind === 'facts'} onPress={() => setView({ kind: 'facts', fields })}>
          申报信息
        </Tab>
        <Tab
          isPressed={view.kind === 'organisations'}
          onPress={() => setView({ kind: 'organisations', columns: [] })}
        >
          单位 {application.content.organisations.length}
        </Tab>
        <Tab isPressed={view.kind === 'people'} onPress={() => setView({ kind: 'people' })}>
          人员
        </Tab>
        {documents.length > 0 && (
          <span className={styles.tabKey}>
            <kbd>V</kbd> 切换　<kbd>←</kbd> <kbd>→</kbd> 翻页
          </span>
        )}
        {documents.length > 0 && (
          <TextSearch
            ref={search}
            documents={documents.map((one) => one.document)}
            onHit={({ document: digest, unit, place }) => {
              setDocument(digest)
              setView({ kind: 'document', document: digest, page: unit === 'page' ? place : null })
            }}
          />
        )}
      </div>
      <div className={styles.stage}>
        {shown ? (
          <div className={styles.document} data-seals={seals !== null || undefined} inert={isOver}>
            {seals ? (
              <SealStrip {...seals} canJudge={canEdit} />
            ) : (
              <CompareStrip application={application} fields={fields} />
            )}
            <EvidenceDocument
              key={shown.document.document}
              ref={(handle) => {
                viewer.current = handle
                arrive()
              }}
              application={application.id}
              shown={shown}
              isReadOnly={!canEdit}
            />
          </div>
        ) : (
          view.kind === 'document' && <EmptyState title="没有附件">请对照申报信息和单位逐项判断。</EmptyState>
        )}
        {view.kind === 'facts' && (
          <div {...over}>
            <EvidenceFacts page={page} fields={view.fields} canEdit={canEdit} />
          </div>
        )}
        {view.kind === 'people' && (
          <div {...over}>
            <div className={styles.facts}>
              <PeopleSection application={application} />
            </div>
          </div>
        )}
        {view.kind === 'organisations' && (
          <div {...over}>
            <EvidenceOrganisations application={application} marked={view.columns} canEdit={canEdit} />
          </div>
        )}
      </div>
    </section>
  )
}

function Tab({
  isPressed,
  onPress,
  children,
}: {
  readonly isPressed: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}) {
  return (
    <button type="button" className={styles.tab} aria-pressed={isPressed} onClick={onPress}>
      {children}
    </button>
  )
}

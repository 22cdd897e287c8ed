import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { useMay } from '../../app/session.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { showKeyMap, useShownKeys } from '../../ui/shown-keys.ts'
import { AppealsOf } from '../appeals/appeals-of.tsx'
import { besidePath } from '../duplicates/paths.ts'
import { Differences, type DifferencesHandle } from '../second-check/differences.tsx'
import { AlikeList, firstToCompare, useComparedTexts } from './alike-list.tsx'
import { ChangedSinceNote, useChangedSince } from './changed-since.tsx'
import { ClosedPanel } from './closed-panel.tsx'
import { ClosingPanel } from './closing-panel.tsx'
import { EvidencePanel, type EvidencePanelHandle } from './evidence-panel.tsx'
import { fieldsOf, fieldView, viewFor } from './evidence-view.ts'
import { ItemBody, type ItemBodyHandle } from './item-body.tsx'
import { ItemList } from './item-list.tsx'
import { judgingOf } from './judging.ts'
import { useNeighbours } from './neighbours.ts'
import { useNotes } from './notes.ts'
import { listPath, reviewPath } from './paths.ts'
import { useKeepPlace } from './place.ts'
import styles from './review.module.css'
import { ReviewHeader } from './review-header.tsx'
import { evidenceOf, type ItemGroup, openCount, type ReviewItem, reviewItems } from './review-items.ts'
import { useReviewStory } from './review-story.ts'
import { useSeals } from './seal-work.ts'
import { Standing } from './standing.tsx'
import { useEscape, useReviewKeys } from './use-review-keys.ts'
import { useVerdicts } from './use-verdicts.ts'

/** The document or the record on the left, the items on the right: one key a verdict, then the next open item. */
export function ReviewMode({
  page,
  startAt,
}: {
  readonly page: ReviewPage
  /** The item where this person stopped here; null: the first open one. */
  readonly startAt: RuleCode | null
}) {
  const { application, review } = page
  const may = useMay()
  const [, navigate] = useLocation()
  const verdicts = useVerdicts(page)
  const notes = useNotes(application.id)
  const items = reviewItems({ ...page, verdicts: verdicts.current })
  const isClosed = review?.outcome != null
  const mayReview = may('review:edit') && page.readOnly === null
  const canEdit = mayReview && !isClosed
  const story = useReviewStory(application.id, isClosed)
  const since = useChangedSince(application.id)
  const toLookAgain = new Set(since.items.map(({ code }) => code))
  const neighbours = useNeighbours(application)

  const [chosen, setChosen] = useState<RuleCode | null>(
    () => firstOf(items, startAt, review === null)?.code ?? null,
  )
  const item = items.find(({ code }) => code === chosen) ?? null
  const [view, setView] = useState(() => viewOf(item, page))
  const [collapsed, setCollapsed] = useState<ReadonlySet<ItemGroup>>(() => settledGroups(items, chosen))
  const [isClosing, setClosing] = useState(false)
  const evidence = useRef<EvidencePanelHandle>(null)
  const body = useRef<ItemBodyHandle>(null)
  const work = useRef<HTMLDivElement>(null)
  const differences = useRef<DifferencesHandle>(null)
  const { number, title } = application.content
  useKeepPlace(application.id, canEdit && item ? { number, title, item: item.code } : null)

  function choose(code: RuleCode) {
    const next = items.find((one) => one.code === code)
    if (!next) return
    setChosen(code)
    setView(viewOf(next, page))
    setCollapsed((before) => new Set([...before].filter((group) => group !== next.group)))
  }

  function step(by: 1 | -1) {
    const shown = items.filter((one) => !collapsed.has(one.group))
    const at = shown.findIndex(({ code }) => code === chosen)
    const next = shown[at + by]
    if (next) choose(next.code)
  }

  const judging = judgingOf({ items, item, notes, verdicts, toLookAgain, choose })
  const attach = () => judging.attach(evidence.current?.here())
  const seals = useSeals({ page, item, notes, judging, evidence, setView })
  useComparedTexts(page)
  const beside = item?.code === 'F14' ? firstToCompare(page) : null
  const goTo = (id: string | null) => id && navigate(reviewPath(id), { state: window.history.state })
  useReviewKeys({
    ...(canEdit && !isClosing
      ? {
          1: () => judging.judge('符合'),
          2: () => judging.judge('不符合'),
          3: () => judging.judge('不适用'),
          0: judging.reopen,
          'Alt+1': () => judging.judge('符合'),
          'Alt+2': () => judging.judge('不符合'),
          'Alt+3': () => judging.judge('不适用'),
          'Ctrl+z': judging.undo,
          n: () => body.current?.focusNote(),
          e: attach,
          c: () => setClosing(true),
          g: () => differences.current?.focus(),
          ...(seals ? { y: () => seals.judge('sealed'), u: () => seals.judge('wrong') } : {}),
        }
      : {}),
    ...(seals ? { s: () => seals.step(1), a: () => seals.step(-1) } : {}),
    ...(beside ? { b: () => navigate(besidePath(application.id, beside.id)) } : {}),
    f: () => evidence.current?.search(),
    ...(isClosing ? {} : { ArrowDown: () => step(1), ArrowUp: () => step(-1) }),
    ArrowRight: () => evidence.current?.turn(1),
    ArrowLeft: () => evidence.current?.turn(-1),
    v: () => evidence.current?.toggle(),
    ...(canEdit ? { i: () => evidence.current?.enter() } : {}),
    d: () => evidence.current?.focus(),
    '[': () => goTo(neighbours.previous),
    ']': () => goTo(neighbours.next),
    // As on the page of an application.
    k: () => goTo(neighbours.previous),
    j: () => goTo(neighbours.next),
    Escape: () => navigate(listPath),
  })
  useShownKeys('review', seals ? 'seals' : null)
  useEscape((target) => {
    if (isClosing) setClosing(false)
    else if (!work.current?.contains(target) && target.closest('[data-evidence]')) focusChosen(work.current)
    else return false
    return true
  })

  return (
    <div className={styles.page}>
      <ReviewHeader
        page={page}
        left={openCount(items)}
        isClosed={isClosed}
        neighbours={neighbours}
        onGo={goTo}
        onKeys={showKeyMap}
        {...(canEdit && !isClosing ? { onConclude: () => setClosing(true) } : {})}
      />
      <div className={styles.mode}>
        <EvidencePanel
          ref={evidence}
          page={page}
          view={view}
          fields={item ? fieldsOf(item.code, evidenceOf(item)) : []}
          seals={seals}
          canEdit={canEdit && may('applications:edit')}
          onEntered={() => focusChosen(work.current)}
        />
        <div ref={work} className={styles.work} data-review-items>
          <Standing page={page} mayReview={mayReview} />
          <AppealsOf page={page} />
          <Differences
            ref={differences}
            page={page}
            canSettle={canEdit}
            nameOf={story.nameOf}
            onItem={(code) => {
              setClosing(false)
              choose(code)
            }}
          />
          {!isClosing && <ChangedSinceNote since={since} onItem={choose} />}
          <RefusalNote refusal={verdicts.refused?.refusal ?? null} onClose={verdicts.dismiss} />
          {isClosing && !isClosed ? (
            <ClosingPanel
              page={page}
              items={items}
              notes={notes}
              isSettled={verdicts.isSettled}
              onItem={(code) => {
                setClosing(false)
                choose(code)
              }}
              onBack={() => setClosing(false)}
              onClosed={() => setClosing(false)}
            />
          ) : (
            <>
              {isClosed && (
                <ClosedPanel
                  page={page}
                  story={story}
                  canReopen={mayReview}
                  next={neighbours.next}
                  onNext={() => goTo(neighbours.next)}
                />
              )}
              <ItemList
                items={items}
                chosen={chosen}
                since={since}
                collapsed={collapsed}
                onChoose={choose}
                onCollapse={(group) => setCollapsed((before) => toggled(before, group))}
              >
                {(one) => (
                  <ItemBody
                    ref={body}
                    item={one}
                    pack={page.pack}
                    application={application}
                    documents={page.documents}
                    places={notes.placesOf(one)}
                    note={notes.noteOf(one)}
                    about={one.code === 'F14' && <AlikeList page={page} />}
                    isUnrecorded={notes.isUnrecorded(one)}
                    isReadOnly={!canEdit}
                    nameOf={story.nameOf}
                    onVerdict={judging.judge}
                    onWithdraw={judging.reopen}
                    onNote={(note) => notes.write(one.code, note)}
                    onNoteLeft={judging.keepNote}
                    onPlaces={judging.setPlaces}
                    onLook={(place) =>
                      setView('field' in place ? fieldView([place.field]) : { kind: 'document', ...place })
                    }
                    onAttach={attach}
                  />
                )}
              </ItemList>
            </>
          )}
        </div>
      </div>
    </div>
  )
}

/** Where this person stopped; a review that nobody has begun at what the machine holds against it; else what is open. */
function firstOf(
  items: readonly ReviewItem[],
  startAt: RuleCode | null,
  isNew: boolean,
): ReviewItem | undefined {
  const stopped = items.find(({ code }) => code === startAt)
  const failing = isNew ? items.find(({ group }) => group === '不符合') : undefined
  return stopped ?? failing ?? items.find(({ isOpen }) => isOpen) ?? items[0]
}

function viewOf(item: ReviewItem | null, { application }: ReviewPage) {
  if (!item) return fieldView([])
  // Seals stand on last pages, and the machine names the first of each part.
  const evidence = item.code === 'F03' ? (item.stored?.evidence ?? []) : evidenceOf(item)
  return viewFor(item.code, evidence, application.documents)
}

/** What is settled and fine need not be read: those groups start closed. */
function settledGroups(items: readonly ReviewItem[], chosen: RuleCode | null): ReadonlySet<ItemGroup> {
  const isBusy = (group: ItemGroup) =>
    items.some((item) => item.group === group && (item.isOpen || item.code === chosen))
  return new Set((['符合', '不适用'] as const).filter((group) => !isBusy(group)))
}

function toggled(groups: ReadonlySet<ItemGroup>, group: ItemGroup): ReadonlySet<ItemGroup> {
  const next = new Set(groups)
  if (!next.delete(group)) next.add(group)
  return next
}

function focusChosen(work: HTMLElement | null) {
  work?.querySelector<HTMLElement>('[data-chosen] button')?.focus()
}

import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { ItemVerdict } from '../../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Waiting } from '../../ui/loaded.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { showKeyMap, useShownKeys } from '../../ui/shown-keys.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { EvidencePanel, type EvidencePanelHandle } from '../formal-review/evidence-panel.tsx'
import { fieldsOf, fieldView, viewFor } from '../formal-review/evidence-view.ts'
import { ItemList } from '../formal-review/item-list.tsx'
import styles from '../formal-review/review.module.css'
import {
  evidenceOf,
  type ItemGroup,
  nextOpen,
  openCount,
  reviewItems,
} from '../formal-review/review-items.ts'
import { useReviewStory } from '../formal-review/review-story.ts'
import { useEscape, useReviewKeys } from '../formal-review/use-review-keys.ts'
import { CheckBody, type CheckBodyHandle } from './check-body.tsx'
import { CheckHeader } from './check-header.tsx'
import { CheckOver } from './check-over.tsx'
import { type CheckItem, checkItems, useChecking } from './checking.ts'
import { checkPath, checksPath } from './paths.ts'
import own from './second-check.module.css'
import { useSubmit } from './use-submit.tsx'

/** Review mode in the form of a second check: every item once more, one key agrees with all, then it is submitted. */
export function CheckMode({
  page,
  isBlind,
  onBlind,
}: {
  readonly page: ReviewPage
  readonly isBlind: boolean
  readonly onBlind: (isBlind: boolean) => void
}) {
  const { application, secondCheck } = page
  const desk = useDesk()
  const me = usePerson()
  const [, navigate] = useLocation()
  const story = useReviewStory(application.id, false)
  const checking = useChecking(application.id)
  const giving = useRecord(desk.formalReview.giveSecondCheck)
  const waiting = (useQueryOf(desk.formalReview.checks, null).data ?? [])
    .filter(({ given, mayCheck }) => given === null && mayCheck)
    .map((row) => row.application)
  const place = waiting.indexOf(application.id) + 1
  const items = checkItems(reviewItems(page), checking, isBlind)
  const isOwn =
    !isBlind &&
    (secondCheck.request?.person === me.id || page.verdicts.some(({ person }) => person === me.id))
  const isOver = !secondCheck.isWaiting || isOwn || page.readOnly === 'other-office'

  const [chosen, setChosen] = useState<RuleCode | null>(() => items[0]?.code ?? null)
  const item = items.find(({ code }) => code === chosen) ?? null
  const [view, setView] = useState(() => viewOf(item, page))
  const [collapsed, setCollapsed] = useState<ReadonlySet<ItemGroup>>(new Set())
  const evidence = useRef<EvidencePanelHandle>(null)
  const body = useRef<CheckBodyHandle>(null)
  const work = useRef<HTMLDivElement>(null)
  const left = openCount(items)

  // The first one that waits for a word, as soon as it is known what was said before.
  const isReady = checking.isReady
  const start = useRef(false)
  useEffect(() => {
    if (!isReady || start.current) return
    start.current = true
    const first = items.find(({ isOpen }) => isOpen)
    if (first) choose(first.code)
  })

  function choose(code: RuleCode) {
    const next = items.find((one) => one.code === code)
    if (!next) return
    setChosen(code)
    setView(viewOf(next, page))
    setCollapsed((before) => new Set([...before].filter((group) => group !== next.group)))
  }

  function step(by: 1 | -1) {
    const shown = items.filter((one) => !collapsed.has(one.group))
    const next = shown[shown.findIndex(({ code }) => code === chosen) + by]
    if (next) choose(next.code)
  }

  function say(verdict: ItemVerdict | null) {
    if (!item) return
    checking.say(item.code, verdict)
    if (verdict === null) return
    // A word that differs is asked for its reason in place.
    const differs = !isBlind && verdict !== item.state.verdict
    if (differs && item.word.note.trim() === '') return body.current?.focusNote()
    const next = nextOpen(items, item.code)
    if (next) choose(next)
  }

  function agree() {
    if (!item || isBlind) return
    checking.agree([item])
    const next = nextOpen(items, item.code)
    if (next) choose(next)
  }

  const agreeAll = () => !isBlind && checking.agree(items.filter(({ verdict }) => verdict === null))
  const submit = useSubmit({
    page,
    items,
    isBlind,
    giving,
    onMissing: choose,
    async onGiven() {
      await checking.clear()
      const next = waiting[place] ?? waiting.find((id) => id !== application.id)
      navigate(next ? checkPath(next) : checksPath)
    },
  })
  const go = (by: 1 | -1) => {
    const to = place > 0 ? waiting[place - 1 + by] : undefined
    if (to) navigate(checkPath(to))
  }
  useReviewKeys({
    ...(isOver
      ? {}
      : {
          1: () => say('符合'),
          2: () => say('不符合'),
          3: () => say('不适用'),
          0: () => say(null),
          y: agree,
          a: agreeAll,
          n: () => body.current?.focusNote(),
          c: () => void submit(),
        }),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    ArrowRight: () => evidence.current?.turn(1),
    ArrowLeft: () => evidence.current?.turn(-1),
    v: () => evidence.current?.toggle(),
    d: () => evidence.current?.focus(),
    '[': () => go(-1),
    ']': () => go(1),
    Escape: () => navigate(checksPath),
  })
  useShownKeys('check')
  useEscape((target) => {
    if (work.current?.contains(target) || !target.closest('[data-evidence]')) return false
    work.current?.querySelector<HTMLElement>('[data-chosen] button')?.focus()
    return true
  })

  if (!isReady) return <Waiting />
  return (
    <div className={styles.page}>
      <CheckHeader
        page={page}
        left={left}
        place={place}
        total={waiting.length}
        isBlind={isBlind}
        isOver={isOver}
        onBlind={onBlind}
        onAgree={agreeAll}
        onSubmit={() => void submit()}
        onKeys={showKeyMap}
        onGo={go}
      />
      <div className={styles.mode}>
        <EvidencePanel
          ref={evidence}
          page={page}
          view={view}
          fields={item ? fieldsOf(item.code, evidenceOf(item)) : []}
          seals={null}
          canEdit={false}
          onEntered={() => undefined}
        />
        <div ref={work} className={styles.work} data-review-items>
          {isOver && <CheckOver page={page} isOwn={isOwn} nameOf={story.nameOf} />}
          <RefusalNote refusal={giving.refusal} onClose={giving.reset} />
          {!isOver && (
            <ItemList
              items={items}
              chosen={chosen}
              collapsed={collapsed}
              onChoose={choose}
              onCollapse={(group) =>
                setCollapsed((before) => {
                  const next = new Set(before)
                  if (!next.delete(group)) next.add(group)
                  return next
                })
              }
              tags={(one) => <Tags item={one as CheckItem} isBlind={isBlind} />}
            >
              {(one) => (
                <CheckBody
                  ref={body}
                  item={one as CheckItem}
                  pack={page.pack}
                  documents={page.documents}
                  isBlind={isBlind}
                  nameOf={story.nameOf}
                  onSay={say}
                  onAgree={agree}
                  onNote={(note) => checking.write(one.code, note)}
                  onLook={(to) =>
                    setView('field' in to ? fieldView([to.field]) : { kind: 'document', ...to })
                  }
                />
              )}
            </ItemList>
          )}
        </div>
      </div>
    </div>
  )
}

/** The first word and the own one beside each other; the own one is missing until it is said. */
function Tags({ item, isBlind }: { readonly item: CheckItem; readonly isBlind: boolean }) {
  return (
    <span className={own.tags}>
      {!isBlind && (
        <span className={own.tag}>
          初审 <StateTag state={item.state.verdict} />
        </span>
      )}
      <span className={own.tag} data-differs={item.differs || undefined}>
        复核{' '}
        {item.verdict === null ? <span className={own.unsaid}>未定</span> : <StateTag state={item.verdict} />}
      </span>
    </span>
  )
}

function viewOf(item: CheckItem | null, { application }: ReviewPage) {
  if (!item) return fieldView([])
  return viewFor(item.code, evidenceOf(item), application.documents)
}

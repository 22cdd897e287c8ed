import { Button } from 'antd'
import { useEffect, useId, useRef } from 'react'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { Outcome } from '../../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDraft } from '../../ui/draft-form.tsx'
import styles from './closing.module.css'
import { ClosingForm } from './closing-form.tsx'
import { type Need, needsOf, outcomeOrder } from './closing-words.ts'
import type { Notes } from './notes.ts'
import type { ReviewItem } from './review-items.ts'

/** What is typed for a conclusion; kept for each outcome, so that looking at another one loses nothing. */
export type Conclusion = {
  readonly outcome: string
  readonly deadline: string
  /** Sentences that were changed, by outcome and rule (`不予受理/F07`); the others stand as proposed. */
  readonly sentences: Readonly<Record<string, string>>
  readonly reason: string
}

/** Remarked items above this number are told by their codes alone. */
const briefFrom = 3

const nothing: Conclusion = { outcome: '', deadline: '', sentences: {}, reason: '' }

/** The three outcomes with what each still needs; the chosen one is filled in, shown in full, and confirmed. */
export function ClosingPanel({
  page,
  items,
  notes,
  isSettled,
  onItem,
  onBack,
  onClosed,
}: {
  readonly page: ReviewPage
  readonly items: readonly ReviewItem[]
  readonly notes: Notes
  /** False for the moment that the verdict given last is on its way: what is confirmed must hold it. */
  readonly isSettled: boolean
  readonly onItem: (code: RuleCode) => void
  readonly onBack: () => void
  readonly onClosed: (outcome: Outcome) => void
}) {
  const draft = useDraft(`review/closing/${page.application.id}`, nothing)
  const { offeredAt, restore } = draft
  useEffect(() => {
    if (offeredAt) restore()
  })
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const possible = outcomeOrder.filter((outcome) => draft.isOpen && page.outcomes[outcome].ok).join()
  useEffect(() => {
    // The verdict that made an outcome possible may have been given a moment ago.
    if (possible === '' || panel.current?.contains(document.activeElement)) return
    panel.current?.querySelector<HTMLElement>('input:checked, input:enabled')?.focus()
  }, [possible])
  const chosen = outcomeOrder.find((outcome) => outcome === draft.value.outcome && page.outcomes[outcome].ok)
  // A mark of secrecy stops every outcome: that is said once, above.
  const isStopped = Object.values(page.outcomes).every(
    (one) => !one.ok && one.error.code === 'formal-review/secrecy-mark',
  )
  return (
    <div ref={panel} className={styles.panel}>
      <div className={styles.bar}>
        <h2>作出结论</h2>
        <Button size="small" onClick={onBack}>
          返回各项（Esc）
        </Button>
      </div>
      <div className={styles.scroll}>
        <fieldset className={styles.outcomes}>
          <legend className={styles.legend}>结论</legend>
          {outcomeOrder.map((outcome) => (
            <label key={outcome} className={styles.outcome} data-chosen={outcome === chosen || undefined}>
              <input
                type="radio"
                name="outcome"
                value={outcome}
                aria-label={outcome}
                aria-describedby={`${id}-${outcome}`}
                disabled={!page.outcomes[outcome].ok || !draft.isOpen}
                checked={outcome === chosen}
                onChange={() => draft.change({ outcome })}
              />
              <span className={styles.name}>{outcome}</span>
              <span id={`${id}-${outcome}`} className={styles.short}>
                {shortly(outcome, page)}
              </span>
            </label>
          ))}
        </fieldset>
        {outcomeOrder
          .filter((outcome) => (chosen ? outcome === chosen : !page.outcomes[outcome].ok && !isStopped))
          .map((outcome) => (
            <Needs
              key={outcome}
              outcome={outcome}
              page={page}
              items={items}
              onItem={onItem}
              isChosen={outcome === chosen}
            />
          ))}
        {chosen && isSettled && (
          <ClosingForm
            key={chosen}
            page={page}
            items={items}
            notes={notes}
            outcome={chosen}
            draft={draft}
            onClosed={onClosed}
          />
        )}
      </div>
    </div>
  )
}

/** One line beside an outcome; the whole stands below. */
function shortly(outcome: Outcome, { outcomes }: ReviewPage): string {
  const [first] = needsOf(outcome, outcomes)
  if (!first) return '各项已判断，可以通过'
  return first.text.replace(/：$/u, '')
}

function Needs({
  outcome,
  page,
  items,
  isChosen,
  onItem,
}: {
  readonly outcome: Outcome
  readonly page: ReviewPage
  readonly items: readonly ReviewItem[]
  readonly isChosen: boolean
  readonly onItem: (code: RuleCode) => void
}) {
  const needs = needsOf(outcome, page.outcomes).filter((need) => isChosen || need.items.length > 0)
  if (needs.length === 0) return null
  return (
    <section className={styles.needs} aria-label={`${outcome} 的条件`}>
      {!isChosen && <h3>要记为「{outcome}」</h3>}
      {needs.map((need) => (
        <div key={need.text} data-tone={need.tone}>
          <p>{need.text}</p>
          <NeededItems need={need} items={items} onItem={onItem} />
        </div>
      ))}
    </section>
  )
}

function NeededItems({
  need,
  items,
  onItem,
}: {
  readonly need: Need
  readonly items: readonly ReviewItem[]
  readonly onItem: (code: RuleCode) => void
}) {
  // What is only remarked must not push what is asked out of sight.
  const isBrief = need.tone === 'remark' && need.items.length > briefFrom
  return (
    <ul className={styles.needed} data-brief={isBrief || undefined}>
      {need.items.map((code) => {
        const title = items.find((item) => item.code === code)?.rule.title ?? ''
        return (
          <li key={code}>
            <button type="button" title={title} onClick={() => onItem(code)}>
              {isBrief ? code : `${code}　${title}`}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

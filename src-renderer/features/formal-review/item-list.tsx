import { type ReactNode, useEffect, useRef } from 'react'
import type { SinceVerdicts } from '../../../src-main/domain/revisions/queries.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { ChangedSince } from './changed-since.tsx'
import styles from './items.module.css'
import { type ItemGroup, itemGroups, type ReviewItem } from './review-items.ts'

const groupTitles: Record<ItemGroup, string> = {
  不符合: '机器判为不符合',
  待人工: '须人工判断',
  提示: '提示，不影响结论',
  符合: '符合',
  不适用: '不适用',
}

/** The items by group; the chosen one is open in its place. */
export function ItemList({
  items,
  chosen,
  since,
  collapsed,
  onChoose,
  onCollapse,
  tags,
  children,
}: {
  readonly items: readonly ReviewItem[]
  readonly chosen: RuleCode | null
  /** What changed after verdicts were given: their items are to be looked at again. */
  readonly since?: SinceVerdicts
  readonly collapsed: ReadonlySet<ItemGroup>
  readonly onChoose: (code: RuleCode) => void
  readonly onCollapse: (group: ItemGroup) => void
  /** What stands at the end of each line instead of who decided and how. */
  readonly tags?: (item: ReviewItem) => ReactNode
  /** The chosen item in full. */
  readonly children: (item: ReviewItem) => ReactNode
}) {
  return (
    <div className={styles.groups}>
      {itemGroups.map((group) => {
        const own = items.filter((item) => item.group === group)
        if (own.length === 0) return null
        const open = own.filter(({ isOpen }) => isOpen).length
        const isCollapsed = collapsed.has(group)
        return (
          <section key={group} aria-label={groupTitles[group]}>
            <h2 className={styles.group}>
              <button type="button" aria-expanded={!isCollapsed} onClick={() => onCollapse(group)}>
                <span className={styles.turn} data-collapsed={isCollapsed || undefined} aria-hidden="true" />
                {groupTitles[group]}
                <span className={styles.count}>{own.length}</span>
                {open > 0 && <span className={styles.left}>还剩 {open} 项未定</span>}
              </button>
            </h2>
            {!isCollapsed && (
              <ul>
                {own.map((item) => (
                  <li key={item.code} className={styles.item} data-chosen={item.code === chosen || undefined}>
                    <ItemHead
                      item={item}
                      isChosen={item.code === chosen}
                      tags={tags?.(item)}
                      isToLookAgain={since?.items.some(({ code }) => code === item.code) ?? false}
                      onChoose={onChoose}
                    />
                    {item.code === chosen && (
                      <>
                        {since && <ChangedSince since={since} code={item.code} />}
                        {children(item)}
                      </>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </section>
        )
      })}
    </div>
  )
}

function ItemHead({
  item,
  isChosen,
  tags,
  isToLookAgain,
  onChoose,
}: {
  readonly item: ReviewItem
  readonly isChosen: boolean
  readonly tags: ReactNode
  readonly isToLookAgain: boolean
  readonly onChoose: (code: RuleCode) => void
}) {
  const { code, rule, state } = item
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isChosen) return
    const { activeElement } = document
    // Whoever is reading the document, or typing, keeps the keyboard there.
    const isFree =
      !activeElement ||
      activeElement === document.body ||
      activeElement.closest('[data-review-items], h1, nav') !== null
    if (isFree) button.current?.focus({ preventScroll: true })
    // The whole item when there is room for it, its head in any case.
    button.current?.closest('li')?.scrollIntoView({ block: 'nearest' })
    button.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <button
      ref={button}
      type="button"
      className={styles.head}
      aria-expanded={isChosen}
      onClick={() => onChoose(code)}
    >
      <span className={styles.code}>{code}</span>
      <span className={styles.title}>{rule.title}</span>
      {tags ?? (
        <>
          {isToLookAgain && <StateTag state="待复看" />}
          <span className={styles.by}>{whoSaid(item)}</span>
          <StateTag state={!state.blocks && state.verdict === '待人工' ? '提示' : state.verdict} />
        </>
      )}
    </button>
  )
}

/** Who decided, or what the machine would say. */
function whoSaid({ finding, state }: ReviewItem): string {
  if (state.by === 'person') return '人工'
  if (state.by === 'machine') return '机器'
  if (!state.blocks) return ''
  if (finding?.verdict === 'fail') return '机器建议不符合'
  return finding?.verdict === 'pass' ? '机器建议符合' : ''
}

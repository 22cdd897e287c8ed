import { useCallback, useEffect, useEffectEvent, useRef } from 'react'
import { type Json, memberOf, useRemembered } from './remembered.ts'

/** How a list is filtered, sorted and laid out, under a name of the person's own. */
export type SavedView<View> = { readonly name: string; readonly view: View }

export type StoredViews<View> = {
  readonly views: readonly SavedView<View>[]
  /** What the list showed last. */
  readonly last: View | null
}

export const longestName = 20
const keepLastAfter = 500

/** Whatever was stored; views that make no sense any more are left out. */
export function readViews<View>(stored: unknown, read: (view: unknown) => View | null): StoredViews<View> {
  const list = memberOf(stored, 'views')
  const views = (Array.isArray(list) ? list : []).flatMap((one): SavedView<View>[] => {
    const name = memberOf(one, 'name')
    const view = read(memberOf(one, 'view'))
    return typeof name === 'string' && view !== null ? [{ name, view }] : []
  })
  return { views, last: read(memberOf(stored, 'last')) }
}

/** Saved under a name; one of that name is replaced where it stands. */
export function withView<View>(
  views: readonly SavedView<View>[],
  saved: SavedView<View>,
): readonly SavedView<View>[] {
  const isThere = views.some(({ name }) => name === saved.name)
  return isThere ? views.map((one) => (one.name === saved.name ? saved : one)) : [...views, saved]
}

export type SavedViews<View> = {
  readonly views: readonly SavedView<View>[]
  readonly isReady: boolean
  readonly change: (views: readonly SavedView<View>[]) => void
}

/**
 * The saved views of a list, for the person who works here. What the list shows is kept, too, and offered once to `restore`:
 * the next morning the list is as it was.
 */
export function useSavedViews<View extends Json>({
  list,
  now,
  read,
  restore,
}: {
  readonly list: string
  readonly now: View
  readonly read: (view: unknown) => View | null
  readonly restore: (last: View | null) => void
}): SavedViews<View> {
  const readStored = useCallback((stored: unknown) => readViews(stored, read), [read])
  const { value, isReady, change } = useRemembered<StoredViews<View>>(`views/${list}`, readStored)
  const isRestored = useRef(false)
  const onReady = useEffectEvent(restore)
  const { last } = value
  useEffect(() => {
    if (!isReady || isRestored.current) return
    isRestored.current = true
    onReady(last)
  }, [isReady, last])

  const { views } = value
  const shown = JSON.stringify(now)
  useEffect(() => {
    if (!isRestored.current || shown === JSON.stringify(last)) return
    const timer = setTimeout(() => change({ views, last: JSON.parse(shown) as View }), keepLastAfter)
    return () => clearTimeout(timer)
  }, [shown, last, views, change])

  return { views, isReady, change: (next) => change({ views: next, last: now }) }
}

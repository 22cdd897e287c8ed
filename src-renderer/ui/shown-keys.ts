import { useEffect } from 'react'
import { create } from 'zustand'
import type { KeyGroup } from '../text/keys.ts'

/** What the table of keys shows: how often each group of keys is on screen, and whether the table itself is. */
export const useKeyMap = create<{
  readonly counts: Readonly<Partial<Record<KeyGroup, number>>>
  readonly isOpen: boolean
}>(() => ({ counts: {}, isOpen: false }))

/** Says that keys of these groups work as long as the calling component is on screen. */
export function useShownKeys(...groups: readonly (KeyGroup | null)[]): void {
  const names = groups.filter((group) => group !== null).join(' ')
  useEffect(() => {
    const shown = names === '' ? [] : (names.split(' ') as KeyGroup[])
    count(shown, 1)
    return () => count(shown, -1)
  }, [names])
}

/** Opens the table of keys. */
export function showKeyMap(): void {
  useKeyMap.setState({ isOpen: true })
}

function count(groups: readonly KeyGroup[], by: 1 | -1): void {
  useKeyMap.setState(({ counts }) => {
    const next = { ...counts }
    for (const group of groups) next[group] = (next[group] ?? 0) + by
    return { counts: next }
  })
}

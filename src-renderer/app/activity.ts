import { createContext, useContext } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { Progress } from '../../src-main/core/module.ts'

/** A task under way, as the top bar shows it. */
export type RunningTask = {
  readonly id: string
  readonly title: string
  readonly startedAt: number
  readonly progress: Progress | null
  readonly isCancelling: boolean
  readonly cancel: () => void
}

export type StrandedDraft = { readonly value: string; readonly at: string }

/** What is being saved or running, and when the last thing was saved; it outlives every page. */
export type Activity = {
  readonly recording: number
  readonly savedAt: Date | null
  readonly tasks: readonly RunningTask[]
  /** Saves what is still being typed; called before the desk is locked or left. */
  readonly unsaved: ReadonlySet<() => Promise<void>>
  /** Drafts that could not be kept because the backend was away, by person and form. */
  readonly strandedDrafts: ReadonlyMap<string, StrandedDraft>
}

export function createActivity(): StoreApi<Activity> {
  return createStore<Activity>(() => ({
    recording: 0,
    savedAt: null,
    tasks: [],
    unsaved: new Set(),
    strandedDrafts: new Map(),
  }))
}

export const ActivityContext = createContext<StoreApi<Activity> | null>(null)

export function useActivityStore(): StoreApi<Activity> {
  const store = useContext(ActivityContext)
  if (!store) throw new Error('no activity around this component')
  return store
}

export function useActivity<Part>(select: (activity: Activity) => Part): Part {
  return useStore(useActivityStore(), select)
}

export function beginRecording(store: StoreApi<Activity>): void {
  store.setState(({ recording }) => ({ recording: recording + 1 }))
}

export function endRecording(store: StoreApi<Activity>, isSaved: boolean): void {
  store.setState(({ recording, savedAt }) => ({
    recording: recording - 1,
    savedAt: isSaved ? new Date() : savedAt,
  }))
}

/** Waits until what is still being typed is kept. */
export async function flushUnsaved(store: StoreApi<Activity>): Promise<void> {
  await Promise.all([...store.getState().unsaved].map((save) => save()))
}

/** Remembers a draft that the backend did not take, or (null) forgets it. */
export function strandDraft(store: StoreApi<Activity>, key: string, draft: StrandedDraft | null): void {
  store.setState(({ strandedDrafts }) => {
    const next = new Map(strandedDrafts)
    if (draft) next.set(key, draft)
    else next.delete(key)
    return { strandedDrafts: next }
  })
}

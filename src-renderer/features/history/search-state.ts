import { create } from 'zustand'

/** What is looked for in 全程留痕; kept while the window is open, so that coming back from a story finds the list. */
export const useHistorySearch = create<{ readonly text: string }>(() => ({ text: '' }))

export function searchHistory(text: string): void {
  useHistorySearch.setState({ text })
}

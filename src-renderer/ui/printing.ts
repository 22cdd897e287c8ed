import { create } from 'zustand'

/** What is printed instead of the page of the window; null when nothing stands above it. */
const useShownPaper = create<{ readonly print: (() => void) | null }>(() => ({ print: null }))

/** Prints what the person looks at: the paper that is open, else the page. */
export function printShown(): void {
  const { print } = useShownPaper.getState()
  if (print) print()
  else window.print()
}

/** Makes a paper what is printed, until the answered function is called. */
export function offerPaper(print: () => void): () => void {
  useShownPaper.setState({ print })
  return () => useShownPaper.setState({ print: null })
}

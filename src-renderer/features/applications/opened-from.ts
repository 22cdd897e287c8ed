/** The summary from whose number a list was opened: it stands in the state of the address, and Esc goes back to it. */
export type OpenedFrom = { readonly to: string; readonly title: string }

export function openedFrom(state: unknown): OpenedFrom | null {
  const isSummary = typeof state === 'object' && state !== null && 'to' in state && 'title' in state
  return isSummary ? (state as OpenedFrom) : null
}

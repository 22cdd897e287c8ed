/** What slow work needs to stop early and to say how far it is. */
export type Job = {
  readonly signal: { readonly aborted: boolean; throwIfAborted(): void }
  progress(progress: { readonly done: number; readonly total: number | null; readonly step: string }): void
}

const prefix = 'batch/'

export const rulesRoot = '/rule-packs'

/** Address of the rules of a batch. */
export function rulesPath(batch: string): string {
  return `${rulesRoot}/${batch.slice(prefix.length)}`
}

/** Address of what a version of a pack would change in a batch. */
export function adoptPath(
  batch: string,
  { id, version }: { readonly id: string; readonly version: number },
): string {
  return `${rulesPath(batch)}/adopt/${id}/${version}`
}

const prefix = 'batch/'

export const rulesRoot = '/rule-packs'

/** Address of the rules of a batch. */
export function rulesPath(batch: string): string {
  return `${rulesRoot}/${batch.slice(prefix.length)}`
}

const prefix = 'batch/'

export const rulesRoot = '/rule-packs'

/** Address of the rules of a batch. */
export function rulesPath(batch: string): string {
  return `${rulesRoot}/${batch.slice(prefix.length)}`
}

/** The batch that an address names; null when it names none. */
export function batchOfPath(part: string | undefined): string | null {
  return part === undefined ? null : prefix + part
}

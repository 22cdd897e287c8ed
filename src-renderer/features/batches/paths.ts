const prefix = 'batch/'

/** Address of a batch's page. */
export function batchPath(batch: string): string {
  return `/batches/${batch.slice(prefix.length)}`
}

/** The batch that an address names. */
export function batchOfPath(part: string | undefined): string {
  return prefix + (part ?? '')
}

const prefix = 'batch/'

export const checksPath = '/checks'

/** Address of the machine's check of a batch. */
export function batchChecksPath(batch: string): string {
  return `${checksPath}/${batch.slice(prefix.length)}`
}

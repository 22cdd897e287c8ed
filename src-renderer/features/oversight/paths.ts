const prefix = { batch: 'batch/', application: 'application/' } as const

export const boardPath = '/board'
export const onePagePath = '/one-page'
export const reasonsPath = '/reasons'

/** Address of one of these pages about a batch. */
export function ofBatch(page: string, batch: string): string {
  return `${page}/${batch.slice(prefix.batch.length)}`
}

/** The batch that an address names; null when it names none. */
export function batchOfPath(part: string | undefined): string | null {
  return part === undefined ? null : prefix.batch + part
}

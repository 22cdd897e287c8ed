const prefix = { batch: 'batch/' } as const

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

export const supervisionPath = '/supervision'
export const newInspectionPath = '/supervision/new-inspection'

const inspectionPrefix = 'inspection/'

/** Address of a random sample. */
export function inspectionPath(inspection: string): string {
  return `${supervisionPath}/inspections/${inspection.slice(inspectionPrefix.length)}`
}

/** The random sample that an address names. */
export function inspectionOfPath(part: string | undefined): string {
  return inspectionPrefix + (part ?? '')
}

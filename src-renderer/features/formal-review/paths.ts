const prefix = { application: 'application/', batch: 'batch/' } as const

export const listPath = '/review'

/** Address of the review of an application. */
export function reviewPath(application: string): string {
  return `/review/${application.slice(prefix.application.length)}`
}

/** The application that an address names. */
export function applicationOfPath(part: string | undefined): string {
  return prefix.application + (part ?? '')
}

/** Address of the review list of a batch, showing one state when it is named. */
export function reviewListPath(batch: string, state?: string): string {
  const path = `/review/batch/${batch.slice(prefix.batch.length)}`
  return state === undefined ? path : `${path}/${encodeURIComponent(state)}`
}

const prefix = 'application/'

export const listPath = '/supply'

/** Address of the list, showing what a filter asks for. */
export function supplyListPath(filter: string): string {
  return `/supply/show/${encodeURIComponent(filter)}`
}

/** Address of the supply of missing material of an application. */
export function supplyPath(application: string): string {
  return `/supply/${application.slice(prefix.length)}`
}

/** Address of two versions beside each other. */
export function comparePath(application: string, before: number, after: number): string {
  return `${supplyPath(application)}/compare/${before}/${after}`
}

/** The application that an address names. */
export function applicationOfPath(part: string | undefined): string {
  return prefix + (part ?? '')
}

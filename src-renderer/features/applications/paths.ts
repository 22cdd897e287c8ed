const prefix = 'application/'

/** Address of an application's page. */
export function applicationPath(application: string): string {
  return `/applications/${application.slice(prefix.length)}`
}

/** The application that an address names. */
export function applicationOfPath(part: string | undefined): string {
  return prefix + (part ?? '')
}

export const listPath = '/applications'
export const importPath = '/import'
export const importsPath = '/imports'
export const attachPath = '/attach-documents'

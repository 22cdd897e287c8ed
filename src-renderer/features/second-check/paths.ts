import { applicationOfPath } from '../formal-review/paths.ts'

export const checksPath = '/second-check'

/** Address of the second check of an application. */
export function checkPath(application: string): string {
  return `${checksPath}/${application.slice('application/'.length)}`
}

export { applicationOfPath }

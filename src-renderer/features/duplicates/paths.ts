import { reviewPath } from '../formal-review/paths.ts'

const prefix = 'application/'

/** Address of an application beside another. */
export function besidePath(application: string, other: string): string {
  return `${reviewPath(application)}/beside/${other.slice(prefix.length)}`
}

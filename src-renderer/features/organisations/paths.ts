import type { Named } from '../../../src-main/domain/organisations/rules.ts'

export const organisationsPath = '/organisations'

/** Address of one organisation: its code, else its name. */
export function organisationPath({ name, code }: Named): string {
  return `${organisationsPath}/${encodeURIComponent(code ?? '-')}/${encodeURIComponent(name)}`
}

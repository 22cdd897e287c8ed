import type { Named } from '../../../src-main/domain/organisations/rules.ts'

export const organisationsPath = '/organisations'

/** Address of one organisation: its code, else its name. The router decodes an address once more, whole: `%` is kept from it. */
export function organisationPath({ name, code }: Named): string {
  const part = (text: string) => encodeURIComponent(text.replaceAll('%', '%25'))
  return `${organisationsPath}/${part(code ?? '-')}/${part(name)}`
}

/** The organisation that an address names, as the router hands its parts over. */
export function organisationOfPath({ code, name }: { readonly code: string; readonly name: string }): Named {
  return { name: decodeURIComponent(name), code: code === '-' ? null : decodeURIComponent(code) }
}

import { Link } from 'wouter'
import type { Named } from '../../../src-main/domain/organisations/rules.ts'
import { organisationPath } from './paths.ts'

/** The name of an organisation as a link to its page. */
export function OrganisationName({ organisation }: { readonly organisation: Named }) {
  return (
    <Link to={organisationPath(organisation)} tabIndex={-1} title={`打开「${organisation.name}」`}>
      {organisation.name}
    </Link>
  )
}

import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { organisationPath, organisationsPath } from './paths.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: organisationsPath,
    title: '单位名录',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./organisations-page.tsx')).OrganisationsPage })),
    permission: 'registers:read',
    inNavigation: true,
    group: '台账与规则',
  },
  {
    path: '/organisations/:code/:name',
    title: '单位',
    stage: '形式审查',
    component: lazy(async () => ({ default: (await import('./organisation-page.tsx')).OrganisationPage })),
    permission: 'registers:read',
    inNavigation: false,
  },
]

const mostHits = 5

/** Organisations by any part of a name, code or initials. */
export const search: Feature['search'] = async ({ desk, may }, text) => {
  if (!may('registers:read') || text.length < 2) return []
  const found = await desk.directory.list({
    search: text.slice(0, 200),
    region: null,
    renamed: false,
    offset: 0,
    limit: mostHits,
  })
  if (!found.ok) return []
  return found.value.rows.map(({ names, codes, mentions }) => {
    const named = { name: names[0]!, code: codes[0] ?? null }
    return {
      key: `organisations/${named.code ?? named.name}`,
      title: named.name,
      detail: `单位名录${named.code ? `　${named.code}` : ''}　在申报中出现 ${mentions} 次`,
      to: organisationPath(named),
    }
  })
}

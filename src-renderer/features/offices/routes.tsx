import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'

const path = '/settings/institutions'

export const routes: readonly FeatureRoute[] = [
  {
    path,
    title: '机构名单',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./institutions-page.tsx')).InstitutionsPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
]

export const search: Feature['search'] = async ({ desk }, _text, matches) => {
  const offices = await desk.offices.list(null)
  if (!offices.ok) return []
  return offices.value
    .filter(({ name, short, code }) => [name, short, code].some(matches))
    .slice(0, 10)
    .map(({ code, name, short }) => ({
      key: `office/${code}`,
      title: name,
      detail: `机构 · ${short}`,
      to: path,
    }))
}

import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { checkCodeIn } from './check-code.ts'

const story = lazy(async () => ({ default: (await import('./story-page.tsx')).StoryPage }))

export const routes: readonly FeatureRoute[] = [
  {
    path: '/history',
    title: '全程留痕',
    stage: '全程留痕',
    component: lazy(async () => ({ default: (await import('./history-page.tsx')).HistoryPage })),
    permission: 'applications:read',
    inNavigation: true,
  },
  ...['/history/:kind/:id', '/history/:kind/:id/:code'].map(
    (path): FeatureRoute => ({
      path,
      title: '全程留痕',
      stage: '全程留痕',
      component: story,
      permission: 'applications:read',
      inNavigation: false,
    }),
  ),
]

/** A paper's check code finds the record that it tells of. */
export const search: Feature['search'] = async (context, text) => {
  const code = checkCodeIn(text)
  if (code === null || !context.may('applications:read')) return []
  return (await import('./code-hits.ts')).codeHits(context, code)
}

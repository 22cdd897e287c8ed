import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/settings/desks',
    title: '本单位工作台',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./desks-page.tsx')).DesksPage })),
    permission: 'administration:read',
    inNavigation: true,
  },
  {
    path: '/settings/office-key',
    title: '本单位密钥',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./office-key-page.tsx')).OfficeKeyPage })),
    permission: 'administration:edit',
    inNavigation: true,
  },
]

/** After a new office key every other desk of the office has to ask for its certificate. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('administration:edit')) return []
  const desks = await desk.trust.desks(null)
  if (!desks.ok) return []
  const names = desks.value
    .filter(({ state, isUnderEarlierKey }) => isUnderEarlierKey && state !== 'retired')
    .map(({ name }) => name)
  if (names.length === 0) return []
  return [
    {
      key: 'devices/earlier-key',
      urgency: 'soon',
      title: `${names.join('、')}还没有换用新的单位密钥`,
      detail: '换用之前与本台不能互通：请在那台工作台的「本单位密钥」中生成申请，拿到本台打开。',
      to: '/settings/desks',
      action: '去办理',
    },
  ]
}

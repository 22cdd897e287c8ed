import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/settings/trust',
    title: '单位与核对码',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./trust-page.tsx')).TrustPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
  {
    path: '/settings/recovery-sheet',
    title: '恢复单',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./recovery-sheet-page.tsx')).RecoverySheetPage })),
    permission: 'administration:edit',
    inNavigation: true,
  },
]

/** The recovery sheet waits here until it is printed and sealed. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('administration:edit')) return []
  const pending = await desk.trust.recoveryPending(null)
  if (!pending.ok || !pending.value) return []
  return [
    {
      key: 'trust/recovery-sheet',
      urgency: 'soon',
      title: '打印并封存恢复单',
      detail: '电脑损坏或忘记密码时，要凭它恢复本单位的工作台。',
      to: '/settings/recovery-sheet',
      action: '去办理',
    },
  ]
}

import { lazy } from 'react'
import type { FeatureRoute } from '../../app/feature.ts'

export { workBenchItems } from './work-bench-items.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/exchange',
    title: '往来情况',
    stage: '数据交换',
    component: lazy(async () => ({ default: (await import('./exchange-page.tsx')).ExchangePage })),
    permission: 'bundles:list',
    inNavigation: true,
  },
  {
    path: '/exchange/import',
    title: '导入数据交换包',
    stage: '数据交换',
    component: lazy(async () => ({ default: (await import('./import-page.tsx')).ImportPage })),
    permission: 'bundles:edit',
    inNavigation: false,
  },
  {
    path: '/exchange/inbox',
    title: '等待接上的数据交换包',
    stage: '数据交换',
    component: lazy(async () => ({ default: (await import('./inbox-page.tsx')).InboxPage })),
    permission: 'bundles:list',
    inNavigation: false,
  },
  {
    path: '/exchange/forks',
    title: '记录链冲突',
    stage: '数据交换',
    component: lazy(async () => ({ default: (await import('./forks-page.tsx')).ForksPage })),
    permission: 'bundles:list',
    inNavigation: false,
  },
  {
    path: '/exchange/export/:to?',
    title: '导出数据交换包',
    stage: '数据交换',
    component: lazy(async () => ({ default: (await import('./export-page.tsx')).ExportPage })),
    permission: 'bundles:edit',
    inNavigation: false,
  },
  {
    path: '/exchange/hand-out/:to',
    title: '以表格提供申报清单',
    stage: '数据交换',
    component: lazy(async () => ({ default: (await import('./hand-out-page.tsx')).HandOutPage })),
    permission: 'bundles:edit',
    inNavigation: false,
  },
  {
    path: '/exchange-register',
    title: '往来登记',
    stage: '数据交换',
    component: lazy(async () => ({ default: (await import('./register-page.tsx')).RegisterPage })),
    permission: 'bundles:read',
    inNavigation: true,
  },
]

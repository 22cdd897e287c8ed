import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { messageOf } from '../../text/index.ts'
import { dayOf, daysBetween, minuteOf } from '../../ui/dates.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/settings/backup',
    title: '备份',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./backup-page.tsx')).BackupPage })),
    permission: 'administration:edit',
    inNavigation: true,
  },
  {
    path: '/settings/recovery',
    title: '恢复',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./recovery-page.tsx')).RecoveryPage })),
    permission: 'administration:edit',
    inNavigation: true,
  },
]

/** So many days without any backup are too many. */
const patienceDays = 7

/** A daily backup that failed stands here for everybody, because everybody's work hangs on it; none at all for the administrator. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  const standing = await desk.recovery.backups(null)
  if (!standing.ok) return []
  const { daily, last, failed } = standing.value
  const isAdministrator = may('administration:edit')
  const to = isAdministrator ? '/settings/backup' : '/work-bench'
  if (failed) {
    const { what, next } = messageOf({ ...failed.facts, code: failed.code })
    return [
      {
        key: 'recovery/backup-failed',
        urgency: 'now',
        title: '每日备份没有完成',
        detail: `${minuteOf(failed.at)}：${what}${isAdministrator ? next : '请告知系统管理员。'}`,
        to,
        action: isAdministrator ? '去处理' : '知道了',
      },
    ]
  }
  if (!isAdministrator) return []
  const isOld = last === null || daysBetween(dayOf(last.at), dayOf(new Date())) >= patienceDays
  if (daily || !isOld) return []
  return [
    {
      key: 'recovery/no-backup',
      urgency: 'soon',
      title: last ? '很久没有备份了' : '还没有备份过',
      detail: '硬盘坏了，没有备份就找不回来。选一个移动硬盘或共享文件夹，以后每天自动备份。',
      to,
      action: '去设置',
    },
  ]
}

import { lazy } from 'react'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { officeNames } from '../../ui/office-names.ts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/settings/integrity',
    title: '记录核查',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./integrity-page.tsx')).IntegrityPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
]

/** What the last check found in others' records, and a clock that stands wrong; our own faults stand above every page. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk }) => {
  const [state, nameOf] = await Promise.all([desk.integrity.state(null), officeNames(desk)])
  if (!state.ok) return []
  const { opened, verdict } = state.value
  const damaged = verdict?.chains.filter(({ own, fault }) => fault && !own) ?? []
  return [
    ...damaged.map(({ device, institution }) => ({
      key: `integrity/${device}`,
      urgency: 'soon' as const,
      title: '本机保存的其他单位记录有损坏',
      detail: `来自${nameOf(institution)}的一份记录与发来时不同，已停止转给别的单位；本单位的记录不受影响。`,
      to: '/settings/integrity',
      action: '查看',
    })),
    ...(opened?.clockBehind
      ? [
          {
            key: 'integrity/clock',
            urgency: 'now' as const,
            title: '电脑的日期和时间不对',
            detail: '现在的时间比最后一条记录还早。记录的先后不受影响，但文书上的日期会错。',
            to: '/settings/integrity',
            action: '查看',
          },
        ]
      : []),
  ]
}

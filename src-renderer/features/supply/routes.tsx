import { lazy } from 'react'
import type { SupplyRow } from '../../../src-main/domain/supply/list.ts'
import { type SupplyFilter, type SupplyStanding, standingOf } from '../../../src-main/domain/supply/rules.ts'
import type { Feature, FeatureRoute, WorkBenchItem } from '../../app/feature.ts'
import { dayOf, daysBetween } from '../../ui/dates.ts'
import { daysLeft } from '../formal-review/deadline.tsx'
import { listPath, supplyListPath, supplyPath } from './paths.ts'

const listPage = lazy(async () => ({ default: (await import('./supply-list-page.tsx')).SupplyListPage }))

const common = { stage: '形式审查', permission: 'review:read', inNavigation: false } as const

export const routes: readonly FeatureRoute[] = [
  { ...common, path: listPath, title: '补交材料', component: listPage, inNavigation: true, group: '审查' },
  { ...common, path: '/supply/show/:show', title: '补交材料', component: listPage },
  {
    ...common,
    path: '/supply/:application',
    title: '补交材料',
    component: lazy(async () => ({ default: (await import('./supply-page.tsx')).SupplyPage })),
  },
  {
    ...common,
    path: '/supply/:application/compare/:before/:after',
    title: '版本对照',
    component: lazy(async () => ({ default: (await import('./compare-page.tsx')).ComparePage })),
  },
]

/** Waiting applications that are looked at, the nearest deadlines first. */
const looked = 500
/** Lines of one kind before they are told together. */
const singly = 5
/** Days within which a deadline is worth a line of its own. */
const worthTelling = 1

/** What is due today or tomorrow, what is overdue, what came and waits for the review to go on. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('review:edit')) return []
  const waiting = await desk.supply.list({
    batch: null,
    whose: 'own',
    search: '',
    show: '全部',
    offset: 0,
    limit: looked,
  })
  if (!waiting.ok) return []
  const today = dayOf(new Date())
  // Before the sign-off nothing goes out; where that stands is told by the sign-offs.
  const rows = waiting.value.rows.filter(({ desk: at, isInEffect }) => at?.isHere !== false && isInEffect)
  const of = (standing: SupplyStanding) => rows.filter((row) => standingOf(row, today) === standing)
  const complete = of('收齐待审')
  const due = rows.filter(
    (row) =>
      !complete.includes(row) && row.deadline >= today && daysBetween(today, row.deadline) <= worthTelling,
  )
  return [
    ...told(of('逾期待处理'), '逾期待处理', (row) => ({
      urgency: 'now',
      title: `${row.number} 补交期限${daysLeft(row.deadline)}，还缺 ${row.items - row.settled} 项`,
      detail: `${row.title}。截止 ${row.deadline}，由您决定下一步。`,
      action: '办理',
    })),
    ...told(due, '本周到期', (row) => ({
      urgency: 'now',
      title: `${row.number} 补交${row.deadline === today ? '今天截止' : '明天截止'}，还缺 ${row.items - row.settled} 项`,
      detail: `${row.title}。截止 ${row.deadline}。`,
      action: '查看',
    })),
    ...told(complete, '收齐待审', (row) => ({
      urgency: 'soon',
      title: `${row.number} 补交材料已收齐，等待继续审查`,
      detail: `${row.title}。最近收到 ${row.lastReceived ?? '日期未登记'}。`,
      action: '继续审查',
    })),
    ...told(
      of('通知待发出').filter((row) => !due.includes(row)),
      '通知待发出',
      (row) => ({
        urgency: 'soon',
        title:
          row.deadline < today
            ? `${row.number} 补交期限${daysLeft(row.deadline)}，通知还没有登记发出`
            : `${row.number} 的补交材料通知还没有登记发出`,
        detail: `${row.title}。截止 ${row.deadline}。`,
        action: '登记',
      }),
    ),
  ]
}

type Line = Pick<WorkBenchItem, 'urgency' | 'title' | 'detail' | 'action'>

/** One line each as long as they are few; the rest as one line that opens their list. */
function told(
  rows: readonly SupplyRow[],
  filter: SupplyFilter,
  line: (row: SupplyRow) => Line,
): readonly WorkBenchItem[] {
  const lines = rows
    .slice(0, singly)
    .map((row) => ({ key: `supply/${filter}/${row.id}`, to: supplyPath(row.id), ...line(row) }))
  if (rows.length <= singly) return lines
  const rest = {
    key: `supply/${filter}`,
    urgency: lines[0]!.urgency,
    title: `另有 ${rows.length - singly} 项「${filter}」`,
    detail: '以上是期限最近的几项，全部见补交材料清单。',
    to: supplyListPath(filter),
    action: '查看清单',
  }
  return [...lines, rest]
}

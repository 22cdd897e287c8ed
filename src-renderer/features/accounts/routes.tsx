import { lazy } from 'react'
import { grantingRole } from '../../../src-main/domain/accounts/rules.ts'
import type { Feature, FeatureRoute } from '../../app/feature.ts'
import { mixesRoles } from './mixed-roles.ts'

const path = '/settings/accounts'

export const routes: readonly FeatureRoute[] = [
  {
    path: '/settings/own-account',
    title: '我的账户',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./own-account.tsx')).OwnAccountPage })),
    permission: 'signed-in',
    inNavigation: true,
  },
  {
    path,
    title: '账号',
    stage: '设置',
    component: lazy(async () => ({ default: (await import('./accounts-page.tsx')).AccountsPage })),
    permission: 'administration:read',
    inNavigation: true,
  },
]

/** The first person holds 管理员 and 经办人 together until there are two; then the roles are to be parted. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, person, may }) => {
  if (!may('administration:edit')) return []
  const accounts = await desk.accounts.list(null)
  if (!accounts.ok) return []
  const open = accounts.value.filter((account) => account.open)
  if (!open.some(({ roles }) => grantingRole('administration:second', roles))) {
    return [
      {
        key: 'accounts/no-second-person',
        urgency: 'note',
        title: '给同事开设账号',
        detail: '不予受理、核对其他单位等事项要由两个人共同确认，目前还没有「复核人」。',
        to: path,
        action: '开设账号',
      },
    ]
  }
  const mixed = open.filter((account) => mixesRoles(person.environment, account.roles))
  return mixed.map(({ id, name }) => ({
    key: `accounts/mixed/${id}`,
    urgency: 'soon' as const,
    title: `请把${name}的管理员角色与业务角色分开`,
    detail: '已经有了第二位使用人。管理账号的人不宜同时办理审查。',
    to: path,
    action: '调整角色',
  }))
}

export const search: Feature['search'] = async ({ desk, may }, _text, matches) => {
  if (!may('administration:read')) return []
  const accounts = await desk.accounts.list(null)
  if (!accounts.ok) return []
  return accounts.value
    .filter(({ name, roles }) => matches(name) || roles.some(matches))
    .slice(0, 10)
    .map(({ id, name, roles, open }) => ({
      key: id,
      title: name,
      detail: `账号 · ${open ? roles.join('、') : '已停用'}`,
      to: path,
    }))
}

import type { RegisterKind } from '../../../src-main/domain/registers/rules.ts'

export const checksPath = '/registers'
export const requestsPath = '/requests'

export const registerViews = ['待核查', '登记', '名单'] as const
export type RegisterView = (typeof registerViews)[number]

/** Address of one view of a register. */
export function checksPathOf(register: RegisterKind, view: RegisterView = '待核查'): string {
  return `${checksPath}/${encodeURIComponent(register)}/${encodeURIComponent(view)}`
}

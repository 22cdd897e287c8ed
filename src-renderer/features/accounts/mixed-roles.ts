import { checkRoles, type Role } from '../../../src-main/domain/accounts/rules.ts'

/** True for roles that only the first person may hold together, and only while alone. */
export function mixesRoles(environment: '正式' | '演练', roles: readonly Role[]): boolean {
  const checked = checkRoles(environment, roles)
  return !checked.ok && checked.error.code === 'accounts/administrator-may-not-review'
}

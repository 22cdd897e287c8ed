import { ok, type Result, refuse } from '../../core/result.ts'

export const roles = ['经办人', '复核人', '评审秘书', '监督', '管理员'] as const
export type Role = (typeof roles)[number]

/** What may be done to a kind of thing; `edit` includes `read`, `read` includes `list`, `second` stands alone. */
export type Level = 'edit' | 'read' | 'list' | 'second'

/**
 * Who may do what, cell by cell (a person with several roles may do what any of them may). An absent cell is "no".
 * The administrator never sees reviews, scores or applications; the supervisor sees and never changes.
 */
export const matrix = {
  batches: { 经办人: 'edit', 复核人: 'read', 评审秘书: 'edit', 监督: 'read', 管理员: 'read' },
  applications: { 经办人: 'edit', 复核人: 'read', 评审秘书: 'read', 监督: 'read' },
  review: { 经办人: 'edit', 复核人: 'read', 监督: 'read' },
  'second-check': { 复核人: 'edit', 监督: 'read' },
  'rule-packs': { 经办人: 'edit', 复核人: 'second', 监督: 'read' },
  registers: { 经办人: 'edit', 复核人: 'read', 评审秘书: 'read', 监督: 'read' },
  bundles: { 经办人: 'edit', 评审秘书: 'edit', 监督: 'read', 管理员: 'list' },
  dossiers: { 监督: 'read' },
  administration: { 复核人: 'second', 监督: 'read', 管理员: 'edit' },
} as const satisfies Record<string, Partial<Record<Role, Level>>>

export type Act = keyof typeof matrix

/** Calls that need no role: before login, and for everybody who is logged in. */
export const freePermissions = ['anyone', 'signed-in'] as const
export type Permission = `${Act}:${Level}` | (typeof freePermissions)[number]

/** Identity that keeps a permission to the words of the matrix when a call is defined. */
export function may(permission: Permission): Permission {
  return permission
}

/** The first of these roles that grants the permission, or null. It stands in the event as the role that acted. */
export function grantingRole(permission: string, own: readonly string[]): Role | null {
  if (permission === 'signed-in') return roles.find((role) => own.includes(role)) ?? null
  const [act, wanted] = permission.split(':') as [string, Level | undefined]
  if (!wanted || !Object.hasOwn(matrix, act)) return null
  const row: Partial<Record<Role, Level>> = matrix[act as Act]
  return roles.find((role) => own.includes(role) && includes(row[role], wanted)) ?? null
}

function includes(has: Level | undefined, wanted: Level): boolean {
  if (has === undefined || has === wanted) return has === wanted
  if (has === 'edit') return wanted === 'read' || wanted === 'list'
  return has === 'read' && wanted === 'list'
}

const reviewing: readonly Role[] = ['经办人', '复核人', '评审秘书']

/**
 * 管理员 may not review or score at the same time in 正式; the first person starts with both until there are two.
 * In 演练 everything may be combined.
 */
export function checkRoles(
  environment: '正式' | '演练',
  wanted: readonly Role[],
): Result<void, { code: 'accounts/no-role' } | { code: 'accounts/administrator-may-not-review' }> {
  if (wanted.length === 0) return refuse('accounts/no-role')
  const mixes = wanted.includes('管理员') && wanted.some((role) => reviewing.includes(role))
  if (environment === '正式' && mixes) return refuse('accounts/administrator-may-not-review')
  return ok(undefined)
}

export const minPasswordLength = 8

/** Eight characters, not all the same: length is what counts (NIST 800-63B); no rule that makes people write it down. */
export function checkPassword(
  password: string,
): Result<void, { code: 'accounts/password-too-short' } | { code: 'accounts/password-too-simple' }> {
  if ([...password].length < minPasswordLength) return refuse('accounts/password-too-short')
  if (new Set(password).size < 3) return refuse('accounts/password-too-simple')
  return ok(undefined)
}

/** The desk that nobody had to name, because it was the only one. */
export const firstDeskName = '首台工作台'

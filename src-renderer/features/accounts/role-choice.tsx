import { checkRoles, type Role, roles } from '../../../src-main/domain/accounts/rules.ts'
import { messageOf } from '../../text/index.ts'
import styles from './accounts.module.css'

const duties: Readonly<Record<Role, string>> = {
  经办人: '受理申报、形式审查、收发数据交换包',
  复核人: '复核经办人的意见，对重要事项共同确认',
  评审秘书: '选取专家、组织评审会',
  监督: '查看全部过程，不办理',
  管理员: '开设账号、核对其他单位、备份；不看评审内容',
}

/** What is wrong with a choice of roles, or null. */
export function rolesFault(environment: '正式' | '演练', chosen: readonly Role[]): string | null {
  const checked = checkRoles(environment, chosen)
  return checked.ok ? null : messageOf(checked.error).what
}

/** Any number of roles, each with its duty. */
export function RoleChoice({
  value,
  onChange,
  fault,
}: {
  readonly value: readonly Role[]
  readonly onChange: (roles: readonly Role[]) => void
  readonly fault: string | null
}) {
  return (
    <fieldset className={styles.roles}>
      <legend>角色</legend>
      {roles.map((role) => (
        <label key={role} className={styles.role}>
          <input
            type="checkbox"
            checked={value.includes(role)}
            onChange={({ target }) =>
              onChange(roles.filter((one) => (one === role ? target.checked : value.includes(one))))
            }
          />
          <span>
            {role}　<span className={styles.duty}>{duties[role]}</span>
          </span>
        </label>
      ))}
      {fault && (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      )}
    </fieldset>
  )
}

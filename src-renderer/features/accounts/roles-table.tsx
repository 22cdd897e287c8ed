import { type Act, type Level, matrix, type Role, roles } from '../../../src-main/domain/accounts/rules.ts'
import { actNames, levelNames } from '../../text/roles.ts'
import { SmallTable } from '../../ui/small-table.tsx'
import styles from './accounts.module.css'

/** The matrix of roles as the program enforces it, cell by cell. */
export function RolesTable() {
  return (
    <SmallTable
      label="各角色的权限"
      head={['事项', ...roles]}
      rows={(Object.keys(matrix) as Act[]).map((act) => ({
        key: act,
        cells: [
          actNames[act],
          ...roles.map((role) => {
            const level = (matrix[act] as Partial<Record<Role, Level>>)[role]
            return level ? (
              levelNames[level]
            ) : (
              <span key={role} className={styles.none}>
                不可
              </span>
            )
          }),
        ],
      }))}
    />
  )
}

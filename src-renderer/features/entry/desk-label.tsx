import type { DeskName } from '../../../src-main/hosts/backend/entry.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import styles from './entry.module.css'

/** Institution and 正式/演练 of a desk. */
export function DeskLabel({ desk: { institution, environment } }: { readonly desk: DeskName }) {
  return (
    <span className={styles.desk}>
      <OfficeChip code={institution} form="name" />
      <span className={styles.badge} data-environment={environment === '演练' ? 'training' : 'real'}>
        {environment}
      </span>
    </span>
  )
}

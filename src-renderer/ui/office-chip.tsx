import { founding } from '../../src-main/domain/offices/rules.ts'
import { useDesk } from '../app/desk.ts'
import { useQueryOf } from '../backend/queries.ts'
import styles from './office-chip.module.css'
import { namesFrom, type OfficeName } from './office-names.ts'

/** Okabe and Ito's colours, told apart with any colour vision; used for origin and for nothing else. */
const colours: Readonly<Record<string, string>> = {
  SH: '#0072b2',
  JS: '#009e73',
  ZJ: '#e69f00',
  AH: '#cc79a7',
  ZB: '#4d4d4d',
}

/** Colour of an institution's origin mark; institutions added later share a light grey. */
export function officeColour(code: string): string {
  return colours[code] ?? '#9aa3ad'
}

/** Name of an institution by its code: founding five at once, added ones as soon as the list is there. */
export function useOfficeName(): OfficeName {
  const desk = useDesk()
  const { data } = useQueryOf(desk.offices.list, null)
  return namesFrom(data ?? founding)
}

/** Whose a record is: colour mark and name. */
export function OfficeChip({
  code,
  form = 'short',
}: {
  readonly code: string
  readonly form?: 'short' | 'name'
}) {
  const nameOf = useOfficeName()
  return (
    <span className={styles.chip} title={nameOf(code)}>
      <span className={styles.mark} style={{ background: officeColour(code) }} />
      <span className={styles.name}>{nameOf(code, form)}</span>
    </span>
  )
}

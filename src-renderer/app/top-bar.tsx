import { OfficeChip, officeColour } from '../ui/office-chip.tsx'
import { PersonMenu } from './person-menu.tsx'
import { RunningTasks } from './running-tasks.tsx'
import { SavedState } from './saved-state.tsx'
import { SearchBox } from './search-box.tsx'
import { usePerson } from './session.ts'
import styles from './top-bar.module.css'

/** Whose desk this is, what it is for, what it is doing, who works here. */
export function TopBar() {
  const { institution, environment } = usePerson()
  return (
    <header className={styles.bar} style={{ borderTopColor: officeColour(institution) }}>
      <div className={styles.office}>
        <OfficeChip code={institution} form="name" />
      </div>
      <span className={styles.environment} data-environment={environment === '演练' ? 'training' : 'real'}>
        {environment}
      </span>
      <SearchBox />
      <RunningTasks />
      <SavedState />
      <PersonMenu />
    </header>
  )
}

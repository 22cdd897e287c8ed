import { TaskLine, useVisibleTasks } from '../../ui/task-runner.tsx'
import styles from './import.module.css'
import type { Step } from './import-resume.ts'

export const steps = ['选择清单', '对应各列', '检查', '对比', '确认'] as const

/** Where the import stands; only a list that comes again is compared. */
export function Steps({ current: step, isAgain }: { readonly current: Step; readonly isAgain: boolean }) {
  const shown: readonly string[] = isAgain ? steps : steps.filter((name) => name !== '对比')
  const current = shown.indexOf(steps[step])
  return (
    <ol className={styles.steps}>
      {shown.map((name, index) => (
        <li
          key={name}
          aria-current={index === current ? 'step' : undefined}
          data-done={index < current || undefined}
        >
          <span className={styles.stepNumber}>{index + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  )
}

/** How far one of these tasks is, while it runs. */
export function RunningTask({ titles }: { readonly titles: readonly string[] }) {
  const task = useVisibleTasks().find((one) => titles.includes(one.title))
  return task ? <TaskLine task={task} /> : null
}

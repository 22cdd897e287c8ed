import { Popover } from 'antd'
import { TaskLine, useVisibleTasks } from '../ui/task-runner.tsx'
import styles from './running-tasks.module.css'

/** What is running, with progress; several share one line and open as a list. */
export function RunningTasks() {
  const tasks = useVisibleTasks()
  const [first, ...others] = tasks
  return (
    <div className={styles.tasks} role="status" aria-label="正在进行">
      {first && <TaskLine task={first} />}
      {others.length > 0 && (
        <Popover
          trigger="click"
          content={
            <div className={styles.list}>
              {tasks.map((task) => (
                <TaskLine key={task.id} task={task} />
              ))}
            </div>
          }
        >
          <button type="button" className={styles.more}>
            另有 {others.length} 项
          </button>
        </Popover>
      )}
    </div>
  )
}

import { Progress as Bar, Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import type { SecondPerson, TaskOptions } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import {
  type Activity,
  beginRecording,
  endRecording,
  type RunningTask,
  useActivity,
  useActivityStore,
} from '../app/activity.ts'
import { stepText } from '../text/steps.ts'
import styles from './task-runner.module.css'

const visibleAfter = 300
const cancellableAfter = 3000

export type TaskRequest<Input, Output> = {
  /** 「导入申报清单」 */
  readonly title: string
  readonly call: (input: Input, options?: TaskOptions) => Promise<Result<Output>>
  readonly input: Input
  readonly second?: SecondPerson
  /** Whether its success means that something was saved here. */
  readonly saves?: boolean
}

/** Runs a task that the top bar shows until it ends; it goes on when the page is left. */
export function useTaskRunner(): <Input, Output>(
  request: TaskRequest<Input, Output>,
) => Promise<Result<Output>> {
  const activity = useActivityStore()
  return useCallback(
    async ({ title, call, input, second, saves = true }) => {
      const id = crypto.randomUUID()
      const controller = new AbortController()
      const update = (change: Partial<RunningTask>) =>
        activity.setState(({ tasks }) => ({
          tasks: tasks.map((task) => (task.id === id ? { ...task, ...change } : task)),
        }))
      const cancel = () => {
        controller.abort()
        update({ isCancelling: true })
      }
      const task: RunningTask = {
        id,
        title,
        startedAt: Date.now(),
        progress: null,
        isCancelling: false,
        cancel,
      }
      activity.setState(({ tasks }) => ({ tasks: [...tasks, task] }))
      if (saves) beginRecording(activity)
      const result = await call(input, {
        signal: controller.signal,
        onProgress: (progress) => update({ progress }),
        ...(second ? { second } : {}),
      })
      if (saves) endRecording(activity, result.ok)
      activity.setState(({ tasks }: Activity) => ({ tasks: tasks.filter((one) => one.id !== id) }))
      return result
    },
    [activity],
  )
}

/** Tasks that have been running long enough to be worth showing. */
export function useVisibleTasks(): readonly RunningTask[] {
  const tasks = useActivity((activity) => activity.tasks)
  useTicks(tasks.length > 0)
  return tasks.filter(({ startedAt }) => Date.now() - startedAt > visibleAfter)
}

/** Progress of a task in one line, with 「取消」 once it takes long. */
export function TaskLine({ task }: { readonly task: RunningTask }) {
  const { title, progress, startedAt, isCancelling, cancel } = task
  const hasTotal = progress !== null && progress.total !== null && progress.total > 0
  const percent = hasTotal ? Math.floor((progress.done / progress.total!) * 100) : null
  const step = isCancelling ? '正在取消' : progress ? stepText(progress.step) : '正在处理'
  return (
    <div className={styles.line}>
      <span className={styles.title} title={`${title}：${step}`}>
        {title}：{step}
      </span>
      {percent !== null && (
        <Bar
          percent={percent}
          size="small"
          showInfo={false}
          className={styles.bar ?? ''}
          aria-label={title}
        />
      )}
      {percent !== null && <span className={styles.percent}>{percent}%</span>}
      {!isCancelling && Date.now() - startedAt > cancellableAfter && (
        <Button size="small" type="text" onClick={cancel}>
          取消
        </Button>
      )}
    </div>
  )
}

function useTicks(isOn: boolean): void {
  const [, tick] = useState(0)
  useEffect(() => {
    if (!isOn) return
    const timer = setInterval(() => tick((count) => count + 1), 250)
    return () => clearInterval(timer)
  }, [isOn])
}

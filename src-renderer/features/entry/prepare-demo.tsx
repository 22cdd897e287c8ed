import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { useActivity } from '../../app/activity.ts'
import { useDesk } from '../../app/desk.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { TaskLine, useTaskRunner, useVisibleTasks } from '../../ui/task-runner.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'

/** Makes the demonstration: what it is, how far it has come, a way out as long as it is being made. */
export function PrepareDemo({
  onDone,
  onBack,
}: {
  readonly onDone: () => void
  readonly onBack: () => void
}) {
  const { entry } = useDesk()
  const queries = useQueryClient()
  const runTask = useTaskRunner()
  const tasks = useVisibleTasks()
  const isRunning = useActivity((activity) => activity.tasks.length > 0)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function prepare() {
    setRefusal(null)
    const made = await runTask({ title: '准备演练数据', call: entry.prepareDemo, input: null })
    if (made.ok) {
      await queries.invalidateQueries()
      return onDone()
    }
    if (made.error.code !== 'desk/cancelled') setRefusal(made.error)
  }

  return (
    <EntryPage title="先用演练数据看看" isWide>
      <div className={styles.form}>
        <p>
          在本机放入五个单位（上海、江苏、浙江、安徽和专班秘书处）的演练工作台，里面已有批次、60
          项申报、审查意见和往来的数据交换包，并带您走一遍经办人的第一天。大约 20 秒。
        </p>
        <p>
          演练数据与正式数据永不混用，每一页、每张纸上都有「演练」字样；公开过名称的单位用真名，其余单位、人员和编号都是虚构的。
        </p>
        <RefusalNote refusal={refusal} />
        {tasks.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
        <div className={styles.buttons}>
          <Button type="primary" loading={isRunning} onClick={prepare}>
            {isRunning ? '正在准备' : '准备演练数据'}
          </Button>
          <Button type="link" disabled={isRunning} onClick={onBack}>
            返回
          </Button>
        </div>
      </div>
    </EntryPage>
  )
}

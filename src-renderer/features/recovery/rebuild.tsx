import { Button } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { useDesk } from '../../app/desk.ts'
import { useSessionMemory } from '../../app/session.ts'
import { Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './recovery.module.css'

/** Before anything else, what does not hold is taken out; the damaged folder stays as evidence. */
export function Rebuild() {
  const { recovery } = useDesk()
  const memory = useSessionMemory()
  const runTask = useTaskRunner()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isRunning, setRunning] = useState(false)

  async function rebuild() {
    setRunning(true)
    setRefusal(null)
    memory.setState({ reason: 'recovered' })
    const result = await runTask({ title: '整理数据', call: recovery.rebuild, input: null, saves: false })
    if (result.ok) return
    memory.setState({ reason: null })
    setRunning(false)
    setRefusal(result.error)
  }

  return (
    <Section title="首先　整理出可信的部分">
      <p>
        有较新备份的，更好的办法是退出登录，在登录页选择「从备份恢复」。没有备份的，可以从损坏的数据里整理出逐条核对无误的记录，组成新的数据文件；损坏的原件改名保留，不删除。整理以后要重新登录。
      </p>
      <div className={styles.line}>
        <Button loading={isRunning} onClick={rebuild}>
          整理可信的部分
        </Button>
      </div>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
    </Section>
  )
}

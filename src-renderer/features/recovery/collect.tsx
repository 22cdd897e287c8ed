import { Button } from 'antd'
import { useState } from 'react'
import type { MissingRange } from '../../../src-main/core/ports/bundles.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import { useDesk } from '../../app/desk.ts'
import { placesAloud } from '../../text/places.ts'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Note } from '../../ui/note.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './recovery.module.css'

type Came = {
  readonly sender: string
  readonly events: number
  readonly bodies: number
  readonly documents: number
  readonly missing: readonly MissingRange[]
}

/** Takes in bundles of others while the desk is read-only; no receipt is written. */
export function Collect() {
  const { recovery } = useDesk()
  const { pickFile } = useFilePicker()
  const nameOf = useOfficeName()
  const runTask = useTaskRunner()
  const [came, setCame] = useState<Came | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isRunning, setRunning] = useState(false)

  async function collect() {
    const file = await pickFile({ title: '选择数据交换包', extensions: ['zip', 'age', 'txt'] })
    if (!file) return
    setRunning(true)
    setCame(null)
    setRefusal(null)
    const result = await runTask({ title: '找回记录', call: recovery.collect, input: { file: file.token } })
    setRunning(false)
    if (result.ok) setCame(result.value)
    else setRefusal(result.error)
  }

  return (
    <>
      <p>
        请交换过数据的单位、本单位的其他工作台，各导出一个数据交换包给本单位：选择「从头导出」。逐个在这里导入，就能找回本机缺少、而他们收到过的记录。
      </p>
      <div className={styles.line}>
        <Button type="primary" loading={isRunning} onClick={collect}>
          导入数据交换包…
        </Button>
      </div>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      {came && (
        <Note tone={came.events + came.bodies + came.documents > 0 ? 'good' : 'plain'}>
          <span role="status">
            {nameOf(came.sender)}的数据交换包核对通过，找回记录 {came.events} 条、内容 {came.bodies} 条、附件{' '}
            {came.documents} 份。
            {came.missing.length > 0 &&
              `另有一部分接不上，缺${came.missing.map((one) => `${nameOf(one.institution)}${placesAloud(one)}`).join('、')}。`}
          </span>
        </Note>
      )}
      <p>没有人能提供的，可以跳过这一步；以后再也接不回来的记录，会在下面按编号列出。</p>
    </>
  )
}

import { Button, Checkbox } from 'antd'
import { type FormEvent, useState } from 'react'
import type { FileToken } from '../../../src-main/core/ports/files.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { Joining, JoinOffer } from '../../../src-main/hosts/backend/devices/join.ts'
import { useDesk } from '../../app/desk.ts'
import { Facts } from '../../ui/facts.tsx'
import { faultsOf, NewPasswordFields } from '../../ui/new-password.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { TaskLine, useTaskRunner, useVisibleTasks } from '../../ui/task-runner.tsx'
import { CodeBlock } from '../trust/code-block.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'

export type Offer = JoinOffer & { readonly file: FileToken }

/** What the other desk answered, its office's code to compare, the first person's password; then the desk is made. */
export function JoinOffered({
  joining,
  offer,
  onBack,
  onDone,
}: {
  readonly joining: Joining
  readonly offer: Offer
  readonly onBack: () => void
  readonly onDone: () => void
}) {
  const { entry } = useDesk()
  const runTask = useTaskRunner()
  const tasks = useVisibleTasks()
  const [isCompared, setCompared] = useState(false)
  const [password, setPassword] = useState({ password: '', again: '' })
  const [isTried, setTried] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const faults = faultsOf(password)

  async function make(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!isCompared || faults.password || faults.again) return
    setRunning(true)
    setRefusal(null)
    const made = await runTask({
      title: '建立工作台',
      call: entry.finishJoin,
      input: { file: offer.file, password: password.password },
    })
    const entered = made.ok ? await entry.login({ ...made.value, password: password.password }) : made
    setRunning(false)
    if (entered.ok) onDone()
    else setRefusal(entered.error)
  }

  return (
    <EntryPage title="核对无误后建立工作台" isWide>
      <form onSubmit={make} className={styles.form}>
        <Facts
          rows={[
            ['单位', <OfficeChip key="office" code={joining.institution} form="name" />],
            ['用途', joining.environment],
            ['许可的工作台', offer.by],
            ['这台工作台', joining.name],
            ['第一位登录的人', offer.person],
          ]}
        />
        <div>
          <p>本单位核对码。原工作台「设置」—「单位与核对码」上显示的必须与它完全一致：</p>
          <CodeBlock code={offer.code} />
          <Checkbox checked={isCompared} onChange={({ target }) => setCompared(target.checked)}>
            已经比对，六组都一致
          </Checkbox>
          {isTried && !isCompared && (
            <p role="alert" className={styles.fault}>
              请先比对核对码；不一致的，这份许可不是本单位写出的，请不要继续
            </p>
          )}
        </div>
        <div data-fields="stacked" className={styles.column}>
          <p>请{offer.person}本人设置在这台工作台上的密码，可以与原来的不同。</p>
          <NewPasswordFields label="设置密码" value={password} onChange={setPassword} showsFaults={isTried} />
        </div>
        <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
        <div className={styles.buttons}>
          <Button type="primary" htmlType="submit" loading={isRunning}>
            建立工作台
          </Button>
          <Button type="link" disabled={isRunning} onClick={onBack}>
            返回
          </Button>
        </div>
        {tasks.map((task) => (
          <TaskLine key={task.id} task={task} />
        ))}
      </form>
    </EntryPage>
  )
}

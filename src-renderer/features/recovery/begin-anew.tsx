import { Button } from 'antd'
import { useState } from 'react'
import type { SecondPerson } from '../../../src-main/core/module.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { RecoveryStanding } from '../../../src-main/domain/recovery/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { useSessionMemory } from '../../app/session.ts'
import { placesAloud } from '../../text/places.ts'
import { Note } from '../../ui/note.tsx'
import { areGroupsRight, noGroups, RecoveryGroups } from '../../ui/recovery-groups.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './recovery.module.css'

/** The recovery sheet, the second person, and the new device. Everybody is logged out when it is done. */
export function BeginAnew({
  standing: { needsSheet, needsSecond, loss },
  isBlocked,
}: {
  readonly standing: RecoveryStanding
  /** Something else must come first. */
  readonly isBlocked: boolean
}) {
  const { recovery } = useDesk()
  const memory = useSessionMemory()
  const askSecond = useSecondPerson()
  const runTask = useTaskRunner()
  const [groups, setGroups] = useState(noGroups)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isRunning, setRunning] = useState(false)
  const asksSheet = needsSheet || !needsSecond
  const isReady = !asksSheet || areGroupsRight(groups)

  async function run(second?: SecondPerson) {
    memory.setState({ reason: 'recovered' })
    const result = await runTask({
      title: '重新开始',
      call: recovery.beginAnew,
      input: { groups: asksSheet ? groups.join(' ') : null },
      ...(second ? { second } : {}),
    })
    // The window goes to the login page by itself.
    if (!result.ok) memory.setState({ reason: null })
    return result
  }

  async function begin() {
    setRefusal(null)
    if (needsSecond) {
      await askSecond({
        title: '由新的工作台接续',
        permission: 'administration:second',
        facts: [
          ['接续到', loss ? `原来的第 ${loss.held} 条记录` : '原来的最后一条记录'],
          ['未找回的记录', loss?.missing ? `${placesAloud(loss.missing)}，以后不再采用` : '没有发现'],
        ],
        action: '共同确认，重新开始',
        run,
      })
      return
    }
    setRunning(true)
    const result = await run()
    setRunning(false)
    if (!result.ok) setRefusal(result.error)
  }

  return (
    <>
      {asksSheet ? (
        <>
          <p>从保险柜取出本单位的恢复单，照着输入。恢复码只在这一步使用，用完就忘，不会保存在本机。</p>
          <RecoveryGroups value={groups} onChange={setGroups} />
        </>
      ) : (
        <Note tone="good">恢复单还没有打印封存，恢复码还在本机，不用输入。</Note>
      )}
      <div className={styles.line}>
        <Button type="primary" disabled={!isReady || isBlocked} loading={isRunning} onClick={begin}>
          由新的工作台接续…
        </Button>
      </div>
      {isBlocked && <p>请先整理出可信的部分。</p>}
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <p>完成以后所有人退出登录，用原来的密码重新登录，就可以照常办理。</p>
    </>
  )
}

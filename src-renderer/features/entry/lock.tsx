import { Button } from 'antd'
import type { DeskName } from '../../../src-main/hosts/backend/entry.ts'
import { lockAfterMinutes } from '../../app/auto-lock.tsx'
import { type LastPerson, type LeaveReason, useSessionMemory } from '../../app/session.ts'
import { DemoPassword } from './demo-password.tsx'
import { DeskLabel } from './desk-label.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'
import { PasswordForm } from './password-form.tsx'

const reasons: Readonly<Record<LeaveReason, string>> = {
  locked: '工作台已锁定。已保存的内容都在，输入密码后回到原来的页面。',
  idle: `${lockAfterMinutes} 分钟没有操作，工作台已自动锁定。已保存的内容都在，输入密码后回到原来的页面。`,
  recovered: '工作台已经重新整理好。请用原来的密码登录，其他同事也是一样。',
  restarted: '后台重新启动过，需要再次输入密码。已保存的内容都在，正在填写的内容也已保留。',
}

const actions: Readonly<Record<LeaveReason, string>> = {
  locked: '解锁',
  idle: '解锁',
  recovered: '登录',
  restarted: '继续',
}

/** The same person comes back with the password; somebody else logs in afresh. */
export function Lock({
  desks,
  last,
  reason,
}: {
  readonly desks: readonly DeskName[]
  readonly last: LastPerson
  readonly reason: LeaveReason
}) {
  const memory = useSessionMemory()
  const desk = desks.find(({ key }) => key === last.desk)
  return (
    <EntryPage
      title={last.name}
      remark={
        <>
          {desk && <DeskLabel desk={desk} />}
          <p className={styles.reason}>{reasons[reason]}</p>
        </>
      }
    >
      <DemoPassword desk={last.desk} />
      <PasswordForm
        desk={last.desk}
        person={last.id}
        action={actions[reason]}
        others={
          <Button type="link" onClick={() => memory.setState({ last: null, reason: null })}>
            换人登录
          </Button>
        }
      />
    </EntryPage>
  )
}

import { Button, Input, Progress } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { SuiteId } from '../../../src-main/core/suite.ts'
import { useDesk } from '../../app/desk.ts'
import { useSessionMemory } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { suites } from '../../text/suites.ts'
import { Field } from '../../ui/field.tsx'
import { faultsOf, NewPasswordFields } from '../../ui/new-password.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { RecoverySheetSteps } from '../trust/recovery-sheet-steps.tsx'
import { Choices } from './choices.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'
import { Join } from './join.tsx'
import { choiceFault, notChosen, OfficeForm } from './office-form.tsx'
import { PrepareDemo } from './prepare-demo.tsx'
import { RestoreDesk } from './restore.tsx'

const algorithms = (['ed25519-sha256', 'sm2-sm3'] as const).map((value) => ({ value, ...suites[value] }))

/** Institution, purpose, first colleague; then the recovery sheet. Everything else is made silently. */
export function FirstRun() {
  const { entry } = useDesk()
  const [isMade, setMade] = useState(false)
  const [isJoining, setJoining] = useState<boolean | null>(null)
  const joining = useQueryOf(entry.joining, null)
  const memory = useSessionMemory()
  const state = useQueryOf(entry.state, null)
  const [isRestoring, setRestoring] = useState(false)
  const [isTrying, setTrying] = useState(false)
  if (isMade) return <Made onDone={() => memory.setState({ isFirstRun: false })} />
  // A request that waits for its answer is what the person came for.
  if (isJoining ?? joining.data != null) return <Join onBack={() => setJoining(false)} />
  if (isRestoring) return <RestoreDesk desks={state.data?.desks ?? []} onBack={() => setRestoring(false)} />
  if (isTrying)
    return (
      <PrepareDemo onDone={() => memory.setState({ isFirstRun: false })} onBack={() => setTrying(false)} />
    )
  return (
    <Setup
      onMade={() => setMade(true)}
      onJoin={() => setJoining(true)}
      onRestore={() => setRestoring(true)}
      onTry={() => setTrying(true)}
    />
  )
}

function Setup({
  onMade,
  onJoin,
  onRestore,
  onTry,
}: {
  readonly onMade: () => void
  readonly onJoin: () => void
  readonly onRestore: () => void
  readonly onTry: () => void
}) {
  const { entry } = useDesk()
  const memory = useSessionMemory()
  const state = useQueryOf(entry.state, null)
  const desks = state.data?.desks ?? []
  const demo = useQueryOf(entry.demo, null)
  const [choice, setChoice] = useState(notChosen)
  const [suite, setSuite] = useState<SuiteId>('ed25519-sha256')
  const [name, setName] = useState('')
  const [password, setPassword] = useState({ password: '', again: '' })
  const [isTried, setTried] = useState(false)
  const [isMaking, setMaking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  const { institution, environment } = choice
  const exists = desks.some((desk) => desk.institution === institution && desk.environment === environment)
  const faults = {
    choice: choiceFault(choice),
    exists: exists ? '本机已经有这个单位的这种工作台，请返回登录' : null,
    name: name.trim() === '' ? '请填写姓名' : null,
    ...faultsOf(password),
  }
  const isReady = Object.values(faults).every((fault) => fault === null)

  async function make(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!isReady || !institution || !environment) return
    setMaking(true)
    memory.setState({ isFirstRun: true })
    const made = await entry.create({
      institution,
      environment,
      name: name.trim(),
      password: password.password,
      suite,
    })
    setMaking(false)
    if (made.ok) return onMade()
    memory.setState({ isFirstRun: desks.length > 0 })
    setRefusal(made.error)
  }

  if (isMaking) return <Making />
  return (
    <OfficeForm
      title="第一次使用"
      remark="设置本机的工作台，大约一分钟。所有数据只保存在这台电脑上。"
      choice={choice}
      onChoose={setChoice}
      onSubmit={make}
      fault={isTried ? (faults.choice ?? faults.exists) : null}
      beside={
        <>
          <Field
            label="您的姓名"
            fault={isTried ? faults.name : null}
            hint="您是第一位使用人，可以先办业务，再给同事开设账号。"
          >
            {(control) => (
              <Input
                {...control}
                value={name}
                maxLength={40}
                autoComplete="off"
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
          <NewPasswordFields label="设置密码" value={password} onChange={setPassword} showsFaults={isTried} />
          <details className={styles.algorithm}>
            <summary>密码算法：{suites[suite].label}</summary>
            <p className={styles.choiceRemark}>建立以后不能更改。本单位没有明确要求的，请不要改动。</p>
            <Choices label="密码算法" name="suite" value={suite} choices={algorithms} onChange={setSuite} />
          </details>
        </>
      }
    >
      <RefusalNote refusal={refusal} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit">
          建立工作台
        </Button>
        <Button type="link" onClick={onJoin}>
          加入本单位已有的工作台…
        </Button>
        <Button type="link" onClick={onRestore}>
          从备份恢复
        </Button>
        {demo.data?.hasRoom && (
          <Button type="link" onClick={onTry}>
            先用演练数据看看
          </Button>
        )}
        {desks.length > 0 && (
          <Button type="link" onClick={() => memory.setState({ isFirstRun: false })}>
            返回登录
          </Button>
        )}
      </div>
    </OfficeForm>
  )
}

/** About two seconds; the bar moves to show that something goes on, its end is not known. */
function Making() {
  const [percent, setPercent] = useState(8)
  useEffect(() => {
    const timer = setInterval(() => setPercent((now) => Math.min(95, now + (95 - now) * 0.12)), 120)
    return () => clearInterval(timer)
  }, [])
  return (
    <EntryPage title="正在建立工作台" remark="请稍候，不要关闭窗口。">
      <div className={styles.waiting} role="status">
        <Progress percent={percent} showInfo={false} aria-label="正在建立工作台" />
      </div>
    </EntryPage>
  )
}

function Made({ onDone }: { readonly onDone: () => void }) {
  return (
    <EntryPage title="工作台已建好，请保存恢复单" isWide>
      <div className={styles.form}>
        <RecoverySheetSteps onDone={onDone} />
        <div className={styles.buttons}>
          <Button onClick={onDone}>稍后再办，先进入工作台</Button>
          <span className={styles.later}>工作台首页会一直提醒，直到办完。</span>
        </div>
      </div>
    </EntryPage>
  )
}

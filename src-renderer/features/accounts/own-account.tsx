import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { faultsOf, NewPasswordFields } from '../../ui/new-password.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'

const nothing = { password: '', again: '' }

/** Who I am here, and my password. */
export function OwnAccountPage() {
  const { name, roles, institution, environment } = usePerson()
  const officeName = useOfficeName()
  return (
    <Page title="我的账户">
      <Section title="基本情况">
        <Facts
          rows={[
            ['姓名', name],
            ['单位', officeName(institution)],
            ['角色', roles.join('、')],
            ['用途', environment],
          ]}
        />
      </Section>
      <Section title="修改密码">
        <ChangePassword />
      </Section>
    </Page>
  )
}

function ChangePassword() {
  const { accounts } = useDesk()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState(nothing)
  const [isTried, setTried] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const faults = faultsOf(next)

  async function change(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (current === '' || faults.password || faults.again) return
    setRunning(true)
    const result = await runTask({
      title: '修改密码',
      call: accounts.changePassword,
      input: { current, password: next.password },
    })
    setRunning(false)
    setRefusal(result.ok ? null : result.error)
    if (!result.ok) return
    setCurrent('')
    setNext(nothing)
    setTried(false)
    notify.done('密码已修改')
  }

  return (
    <form onSubmit={change}>
      <Field label="现在的密码" fault={isTried && current === '' ? '请输入现在的密码' : null}>
        {(control) => (
          <Input.Password
            {...control}
            value={current}
            autoComplete="current-password"
            onChange={({ target }) => setCurrent(target.value)}
          />
        )}
      </Field>
      <NewPasswordFields label="新密码" value={next} onChange={setNext} showsFaults={isTried} />
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <Button type="primary" htmlType="submit" loading={isRunning} style={{ marginTop: 8 }}>
        修改密码
      </Button>
    </form>
  )
}
